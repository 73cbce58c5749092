package org.tutti.mutants;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs suites in a JVM of their own, before whose classes those of a folder come. */
final class Trial {
    /** All suites together take some minutes. */
    private static final int LONGEST_MINUTES = 60;

    private final Path folder;
    private final String classPath;

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
     * A suite, or some tests of one.
     *
     * @param seconds how long each of its tests may take
     * @param millis how long all of them take
     * @param tests which tests, or none for all
     */
    record Part(Suite suite, int seconds, long millis, List<String> tests) {
        private String line() {
            return seconds + "\t" + (tests.isEmpty() ? suite.className() : String.join("\t", tests));
        }
    }

    /**
     * What came of a trial.
     *
     * @param failed what failed, or null
     * @param seconds how long the trial took
     * @param done how many suites have passed
     * @param passed which tests have passed
     */
    record Outcome(@Nullable String failed, long seconds, int done, List<Passed> passed) {}

    /** A test that has passed, how long it took, and the numbers of the marks that it came by. */
    record Passed(String test, long millis, Set<Integer> reached) {}

    /** Runs suites until one fails. */
    Outcome run(String name, Path changed, List<Part> suites) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Path plan = folder.resolve(name + ".plan");
        Files.write(plan, suites.stream().map(Part::line).toList());
        Process process = new ProcessBuilder(command(changed, plan))
                .redirectErrorStream(true)
                .redirectOutput(log(name).toFile())
                .start();
        boolean ended = false;
        try {
            ended = process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
        return ended
                ? read(name, process.exitValue(), seconds)
                : new Outcome("the time limit of the JVM", seconds, 0, List.of());
    }

    private List<String> command(Path changed, Path plan) {
        List<String> words = new ArrayList<>(List.of("nice", "-n", "10"));
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-Xmx768m", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-XX:+ExitOnOutOfMemoryError"));
        words.add("-XX:TieredStopAtLevel=1"); // most trials end before it would pay to compile more
        words.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", changed + File.pathSeparator + classPath));
        words.addAll(List.of(SuiteMain.class.getName(), plan.toString()));
        return words;
    }

    /** {@return where what a trial prints is} */
    Path log(String name) {
        return folder.resolve(name + ".log");
    }

    private Outcome read(String name, int exitValue, long seconds) throws IOException {
        List<Passed> passed = new ArrayList<>();
        int done = 0;
        for (String line : Files.readAllLines(log(name))) {
            if (!line.startsWith(SuiteMain.MARK)) {
                continue;
            }
            String[] words = line.substring(SuiteMain.MARK.length()).split("\t", -1);
            switch (words[0]) {
                case SuiteMain.FAILED -> {
                    return new Outcome(testOf(words[1]), seconds, done, passed);
                }
                case SuiteMain.PASSED -> passed.add(new Passed(words[1], Long.parseLong(words[2]), numbers(words[3])));
                case SuiteMain.DONE -> done++;
                default -> throw new IllegalStateException(line);
            }
        }
        return new Outcome(exitValue == 0 ? null : "the JVM ended with status " + exitValue, seconds, done, passed);
    }

    private static Set<Integer> numbers(String text) {
        return Arrays.stream(text.split(" ", -1))
                .filter(number -> !number.isEmpty())
                .map(Integer::valueOf)
                .collect(Collectors.toSet());
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
