package org.tutti.mutants;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * What a forked JVM runs: classes of tests, or some tests of them, one after the other, until one test fails or takes longer than it may,
 * which ends the JVM at once. It tells what comes of it in lines that begin with {@link #MARK}.
 */
final class SuiteMain implements TestExecutionListener {
    static final String MARK = "mutants: ";
    static final String PASSED = "passed";
    static final String FAILED = "failed";
    static final String DONE = "done";
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final PrintStream out;
    private final long limitNanos;
    private volatile @Nullable TestIdentifier running;
    private volatile long started;

    private SuiteMain(PrintStream out, int seconds) {
        this.out = out;
        this.limitNanos = Duration.ofSeconds(seconds).toNanos();
    }

    /** The argument is a file with a line for each class: how many seconds a test may take, and its name or those of some tests. */
    public static void main(String[] args) throws IOException {
        PrintStream out = System.out;
        Launcher launcher = LauncherFactory.create();
        for (String line : Files.readAllLines(Path.of(args[0]))) {
            List<String> words = List.of(line.split("\t", -1));
            new SuiteMain(out, Integer.parseInt(words.getFirst())).run(launcher, words.subList(1, words.size()));
            out.println(MARK + DONE);
        }
        end(0);
    }

    private void run(Launcher launcher, List<String> tests) {
        Thread watch = Thread.ofPlatform().daemon().name("watch").start(this::watch);
        Reached.take();
        launcher.execute(request(tests), this);
        watch.interrupt();
    }

    private static LauncherDiscoveryRequest request(List<String> tests) {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(tests.stream()
                        .map(test -> test.startsWith("[") ? selectUniqueId(test) : selectClass(test))
                        .toList())
                .filters(TagFilter.excludeTags("full", "processes"))
                .build();
    }

    /** Ends the JVM when a test takes too long, whether or not it can be interrupted. */
    private void watch() {
        while (true) {
            try {
                Thread.sleep(BETWEEN_LOOKS);
            } catch (InterruptedException e) {
                return;
            }
            TestIdentifier test = running;
            if (test != null && System.nanoTime() - started > limitNanos) {
                tell(FAILED, test);
                Thread.getAllStackTraces().forEach((thread, trace) -> {
                    out.println(thread);
                    List.of(trace).forEach(frame -> out.println("\tat " + frame));
                });
                end(1);
            }
        }
    }

    private void tell(String what, TestIdentifier test, Object... more) {
        StringBuilder line = new StringBuilder(MARK).append(what).append('\t').append(test.getUniqueId());
        for (Object each : more) {
            line.append('\t').append(each);
        }
        out.println(line);
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        started = System.nanoTime();
        running = test.isTest() ? test : null;
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        running = null;
        if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
            tell(FAILED, test);
            result.getThrowable().ifPresent(thrown -> thrown.printStackTrace(out));
            end(1);
        }
        if (test.isTest()) {
            tell(PASSED, test, (System.nanoTime() - started) / 1_000_000, marks());
        }
    }

    private static String marks() {
        return Reached.take().stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    /** Threads of a test that hangs may still run, and hooks may wait for them. */
    private static void end(int status) {
        System.out.flush();
        Runtime.getRuntime().halt(status);
    }
}
