package org.tutti.mutants;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs suites in a JVM of their own, before whose classes those of a folder come. */
final class Trial {
    private static final String UNCHANGED = "unchanged";
    private static final int LONGEST_SECONDS = 900;
    /** What a test may take while nothing is known of it, and what is added to a multiple of what it is known to take. */
    private static final int PATIENCE_SECONDS = 120;

    private static final int SLACK_SECONDS = 10;
    private static final int SLACK_FACTOR = 3;

    private final Path folder;
    private final String classPath;
    private final Map<String, Times> times = new HashMap<>();

    /** How long a class of tests took, and the slowest of its tests. */
    private record Times(long millis, long slowestMillis) {}

    /**
     * Prepares trials.
     *
     * @param folder where what they print goes
     * @param classPath where the suites are, and what they need
     */
    Trial(Path folder, String classPath) {
        this.folder = folder;
        this.classPath = classPath;
    }

    /**
     * What came of a trial.
     *
     * @param failed what failed, or null
     * @param seconds how long it took
     */
    record Outcome(@Nullable String failed, long seconds) {}

    /** {@return suites in the order of how long they take} Runs them on the classes as they are, which must pass. */
    List<Suite> learn(List<Suite> suites) throws IOException, InterruptedException {
        Outcome outcome = run(UNCHANGED, Path.of("none"), suites);
        if (outcome.failed() != null) {
            throw new IllegalStateException(
                    "the suites fail without any change: " + outcome.failed() + ", see " + log(UNCHANGED));
        }
        return suites.stream()
                .sorted(Comparator.comparingLong(suite -> Objects.requireNonNull(times.get(suite.className())).millis))
                .toList();
    }

    /** Runs suites until one fails. */
    Outcome run(String name, Path changed, List<Suite> suites) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command(changed, suites))
                .redirectErrorStream(true)
                .redirectOutput(log(name).toFile())
                .start();
        boolean ended = false;
        try {
            ended = process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
        return new Outcome(ended ? read(name, process.exitValue()) : "the time limit of the JVM", seconds);
    }

    private List<String> command(Path changed, List<Suite> suites) {
        List<String> words = new ArrayList<>(List.of("nice", "-n", "19"));
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-Xmx768m", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-XX:+ExitOnOutOfMemoryError"));
        words.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", changed + File.pathSeparator + classPath));
        words.add(SuiteMain.class.getName());
        suites.forEach(suite -> words.add(suite.className() + "=" + limitSeconds(suite)));
        return words;
    }

    private long limitSeconds(Suite suite) {
        Times known = times.get(suite.className());
        return known == null ? PATIENCE_SECONDS : SLACK_SECONDS + SLACK_FACTOR * known.slowestMillis / 1000;
    }

    private Path log(String name) {
        return folder.resolve(name + ".log");
    }

    private @Nullable String read(String name, int exitValue) throws IOException {
        for (String line : Files.readAllLines(log(name))) {
            if (!line.startsWith(SuiteMain.MARK)) {
                continue;
            }
            String[] words = line.substring(SuiteMain.MARK.length()).split("\t", -1);
            switch (words[0]) {
                case SuiteMain.FAILED -> {
                    return testOf(words[1]);
                }
                case SuiteMain.PASSED ->
                    times.putIfAbsent(words[1], new Times(Long.parseLong(words[2]), Long.parseLong(words[3])));
                default -> throw new IllegalStateException(line);
            }
        }
        return exitValue == 0 ? null : "the JVM ended with status " + exitValue;
    }

    /** {@return class and method of a test, from the name that JUnit has for it} */
    private static String testOf(String uniqueId) {
        StringBuilder text = new StringBuilder();
        for (String segment : uniqueId.split("/", -1)) {
            int value = segment.indexOf(':') + 1;
            switch (segment.substring(1, value)) {
                case "class:" -> text.append(segment, segment.lastIndexOf('.') + 1, segment.length() - 1);
                case "method:", "test-template:" -> text.append('.').append(segment, value, segment.indexOf('('));
                default -> {}
            }
        }
        return text.toString();
    }
}
