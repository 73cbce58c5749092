package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples, and the script that people start them with. */
class ExamplesTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    @TempDir
    private Path folder;

    private Launched example(int ranks, String name, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of("run", "-n", Integer.toString(ranks)));
        command.add(ROOT.resolve("examples").resolve(name + ".java").toString());
        command.addAll(List.of(args));
        return Launched.main(folder, Map.of(), command.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 8})
    void shouldSayHello(int ranks) throws Exception {
        try (Launched hello = example(ranks, "Hello")) {
            assertThat(hello.await()).isZero();
            assertThat(hello.out().stream().map(line -> line.replaceFirst(", process \\d+", "")))
                    .containsExactlyElementsOf(IntStream.range(0, ranks)
                            .mapToObj(rank -> "Hello from rank " + rank + " of " + ranks)
                            .toList());
            assertThat(hello.err()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 8})
    void shouldComputePi(int ranks) throws Exception {
        try (Launched pi = example(ranks, "Pi", "2000000")) {
            assertThat(pi.await()).isZero();
            assertThat(pi.out()).anySatisfy(line -> assertThat(line).matches("pi +=? *3\\.14159265.*"));
            assertThat(pi.err()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 8})
    void shouldTrainAModelWhoseWeightsAreTheSameEverywhere(int ranks) throws Exception {
        try (Launched training = example(ranks, "TrainCharModel", "--steps", "20")) {
            assertThat(training.await()).as(training::toString).isZero();
            assertThat(training.out())
                    .contains("all " + ranks + " ranks hold the same weights")
                    .anySatisfy(line -> assertThat(line).startsWith("weights digest "));
        }
    }

    @Test
    void shouldLearnMoreThanHowFrequentCharactersAre() throws Exception {
        try (Launched training = example(2, "TrainCharModel")) {
            assertThat(training.await()).as(training::toString).isZero();
            String difference = training.out().stream()
                    .filter(line -> line.startsWith("difference "))
                    .findFirst()
                    .orElseThrow();
            assertThat(difference).matches("difference +[0-9.]+ bits per character");
            assertThat(new Scanner(difference.replaceAll("[^0-9.]", " ")).nextDouble())
                    .isPositive();
        }
    }

    @Test
    void shouldEndTheTrainingWhenOneRankIsKilled() throws Exception {
        try (Launched training = example(4, "TrainCharModel", "--steps", "100000")) {
            while (training.children().stream().filter(ExamplesTest::isRank).count() < 4) {
                Thread.sleep(20);
            }
            Thread.sleep(4000);
            List<ProcessHandle> all = training.children();
            ProcessHandle victim =
                    all.stream().filter(ExamplesTest::isRank).toList().get(2);
            long start = System.nanoTime();
            victim.destroyForcibly();
            assertThat(training.await()).isEqualTo(137);
            assertThat(System.nanoTime() - start).isLessThan(2_500_000_000L);
            assertThat(training.err())
                    .singleElement()
                    .asString()
                    .matches("tutti: rank \\d \\(pid " + victim.pid()
                            + "\\) was killed by signal 9 \\(SIGKILL\\).*allreduce.*");
            for (ProcessHandle process : all) {
                assertThat(process.isAlive()).isFalse();
            }
        }
    }

    private static boolean isRank(ProcessHandle process) {
        return process.info().commandLine().orElse("").contains("TrainCharModel");
    }

    @Test
    void shouldRunByTheScript() throws Exception {
        List<String> command = List.of(
                ROOT.resolve("tutti").toString(),
                "run",
                "-n",
                "2",
                ROOT.resolve("examples/Hello.java").toString());
        try (Launched script = Launched.start(folder, Map.of("JAVA_HOME", System.getProperty("java.home")), command)) {
            assertThat(script.await()).as(script::toString).isZero();
            assertThat(script.out()).hasSize(2);
        }
    }

    /** Through a symbolic link, from another folder; what it prints is what a compiler needs. */
    @Test
    void shouldPrintAClassPathThatACompilerCanUse() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), ROOT.resolve("tutti"));
        List<String> command = List.of("/bin/sh", "-c", "cd / && exec " + link + " classpath");
        try (Launched script = Launched.start(folder, Map.of("JAVA_HOME", System.getProperty("java.home")), command)) {
            assertThat(script.await()).as(script::toString).isZero();
            String classPath = script.out().getFirst();
            Path javac = Path.of(System.getProperty("java.home"), "bin", "javac");
            Process compiler = new ProcessBuilder(
                            javac.toString(),
                            "-d",
                            folder.toString(),
                            "-cp",
                            classPath,
                            ROOT.resolve("examples/Hello.java").toString())
                    .inheritIO()
                    .start();
            assertThat(compiler.waitFor()).isZero();
        }
    }

    /** The exit code of the job is the script's. */
    @Test
    void shouldPassTheExitCodeOn() throws Exception {
        Path program = Files.writeString(folder.resolve("Five.java"), "void main() { System.exit(5); }\n");
        List<String> command = List.of(ROOT.resolve("tutti").toString(), "run", "-n", "2", program.toString());
        try (Launched script = Launched.start(folder, Map.of("JAVA_HOME", System.getProperty("java.home")), command)) {
            assertThat(script.await()).as(script::toString).isEqualTo(5);
        }
    }
}
