package org.tutti.mutants;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintStream;
import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * What a forked JVM runs: classes of tests, one after the other, until one test fails, which ends the JVM at once. It tells
 * what comes of it in lines that begin with {@link #MARK}.
 */
final class SuiteMain implements TestExecutionListener {
    static final String MARK = "mutants: ";
    static final String PASSED = "passed";
    static final String FAILED = "failed";
    static final String NO_TESTS = "no tests";
    private static final String TIMEOUT = "junit.jupiter.execution.timeout.";

    private final PrintStream out;
    private long started;
    private long slowest;
    private int tests;

    private SuiteMain(PrintStream out) {
        this.out = out;
    }

    /** Arguments: {@code CLASS=SECONDS}, where each test may take so many seconds. */
    public static void main(String[] args) {
        PrintStream out = System.out;
        Launcher launcher = LauncherFactory.create();
        for (String arg : args) {
            List<String> words = List.of(arg.split("=", -1));
            SuiteMain listener = new SuiteMain(out);
            long start = System.nanoTime();
            launcher.execute(request(words.getFirst(), words.getLast()), listener);
            listener.tellEnd(words.getFirst(), System.nanoTime() - start);
        }
        end(0);
    }

    private static LauncherDiscoveryRequest request(String className, String seconds) {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(className))
                .filters(TagFilter.excludeTags("full"))
                .configurationParameter(TIMEOUT + "default", seconds + " s")
                .configurationParameter(TIMEOUT + "thread.mode.default", "SEPARATE_THREAD")
                .configurationParameter(TIMEOUT + "threaddump.enabled", "false")
                .build();
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        if (test.isTest()) {
            started = System.nanoTime();
        }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
            out.println(MARK + FAILED + "\t" + test.getUniqueId() + "\t" + test.getDisplayName());
            result.getThrowable().ifPresent(thrown -> thrown.printStackTrace(out));
            end(1);
        }
        if (test.isTest()) {
            tests++;
            slowest = Math.max(slowest, System.nanoTime() - started);
        }
    }

    /** Tells how long the whole class took, and its slowest test, in milliseconds. */
    private void tellEnd(String className, long nanos) {
        out.println(MARK + (tests == 0 ? NO_TESTS : PASSED) + "\t" + className + "\t" + nanos / 1_000_000 + "\t"
                + slowest / 1_000_000);
    }

    /** Threads of a test that hangs may still run, and hooks may wait for them. */
    private static void end(int status) {
        System.out.flush();
        Runtime.getRuntime().halt(status);
    }
}
