package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Scanner;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
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

    /** What is printed depends on the file alone, but for the last line. */
    @Test
    void shouldCountTheBytesOfAFileOnAnyNumberOfRanks() throws Exception {
        byte[] bytes = new byte[300_001];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (Oracle.random(1, 2, i) & Oracle.random(1, 3, i));
        }
        Path file = Files.write(folder.resolve("bytes"), bytes);
        List<String> alone = histogram(1, file);
        assertThat(alone).contains("bytes    300001", entropyOf(bytes));
        for (int ranks = 2; ranks <= 4; ranks++) {
            assertThat(histogram(ranks, file)).isEqualTo(alone);
        }
        assertThat(histogram(3, Files.createFile(folder.resolve("empty"))))
                .contains("bytes    0", "entropy  0.000000 bits per byte");
    }

    private List<String> histogram(int ranks, Path file) throws Exception {
        try (Launched histogram = example(ranks, "ByteHistogram", file.toString())) {
            assertThat(histogram.await()).as(histogram::toString).isZero();
            assertThat(histogram.out().getLast()).matches("time .* s, ranks: " + ranks);
            return histogram.out().subList(0, histogram.out().size() - 1);
        }
    }

    private static String entropyOf(byte[] bytes) {
        int[] counts = new int[256];
        for (byte value : bytes) {
            counts[value & 255]++;
        }
        double entropy = 0;
        for (int count : counts) {
            double share = (double) count / bytes.length;
            entropy -= count == 0 ? 0 : share * Math.log(share) / Math.log(2);
        }
        return String.format(Locale.ROOT, "entropy  %.6f bits per byte", entropy);
    }

    /** Without an argument it reads a file that every JDK has. */
    @Tag("full")
    @Test
    void shouldCountTheBytesOfTheJdk() throws Exception {
        Path modules = Path.of(System.getProperty("java.home"), "lib", "modules");
        try (Launched histogram = example(4, "ByteHistogram")) {
            assertThat(histogram.await()).as(histogram::toString).isZero();
            assertThat(histogram.out()).contains("bytes    " + Files.size(modules));
        }
    }

    /** Each size up to the largest; the third rank stands by. */
    @Test
    void shouldPlayPingPong() throws Exception {
        try (Launched game = example(3, "PingPong", "300000")) {
            assertThat(game.await()).as(game::toString).isZero();
            assertThat(game.out().getFirst()).matches(" +bytes +microseconds +MB/s");
            assertThat(game.out().stream().skip(1).map(line -> line.strip().replaceFirst(" .*", "")))
                    .containsExactlyElementsOf(IntStream.range(0, 10)
                            .mapToObj(power -> Integer.toString(1 << (2 * power)))
                            .toList());
            assertThat(game.out().stream().skip(1))
                    .allSatisfy(line -> assertThat(line).matches(" +\\d+ +\\d+\\.\\d\\d +\\d+"));
            assertThat(game.err()).isEmpty();
        }
    }

    @Test
    void shouldAskForASecondRankToPlayPingPong() throws Exception {
        try (Launched game = example(1, "PingPong")) {
            assertThat(game.await()).as(game::toString).isZero();
            assertThat(game.out()).singleElement().asString().contains("needs two ranks");
        }
    }

    @Test
    void shouldSumBesideAComputation() throws Exception {
        try (Launched overlap = example(2, "OverlapAllreduce", "20000")) {
            assertThat(overlap.await()).as(overlap::toString).isZero();
            assertThat(overlap.out()).hasSize(4).last().asString().matches("hidden +\\d+ %");
            assertThat(overlap.err()).isEmpty();
        }
    }

    /** Blocks of one size and of several; all print what one rank does, to the last bit. */
    @Test
    void shouldSpreadHeatAlikeOnAnyNumberOfRanks() throws Exception {
        List<String> alone = heat(1, "1 x 1");
        assertThat(alone)
                .contains("plate     45 x 45, 60 steps", "check     0 cells differ from those of one rank")
                .anySatisfy(line -> assertThat(line).matches("digest +[0-9a-f]{8}"));
        assertThat(heat(3, "3 x 1", "--persistent")).isEqualTo(alone);
        assertThat(heat(4, "2 x 2")).isEqualTo(alone);
    }

    private List<String> heat(int ranks, String grid, String... more) throws Exception {
        List<String> args = new ArrayList<>(List.of("--size", "45", "--steps", "60", "--check"));
        args.addAll(List.of(more));
        try (Launched heat = example(ranks, "Heat2D", args.toArray(String[]::new))) {
            assertThat(heat.await()).as(heat::toString).isZero();
            assertThat(heat.out().getLast()).matches("time .* s, ranks: " + grid);
            return heat.out().subList(0, heat.out().size() - 1);
        }
    }

    @Test
    void shouldDrawTheHeat() throws Exception {
        Path file = folder.resolve("heat.png");
        try (Launched heat = example(2, "Heat2D", "--size", "50", "--steps", "20", "--picture", file.toString())) {
            assertThat(heat.await()).as(heat::toString).isZero();
            assertThat(heat.out()).contains("picture   " + file);
        }
        byte[] png = Files.readAllBytes(file);
        assertThat(png).startsWith(0x89, 'P', 'N', 'G');
        ByteBuffer header = ByteBuffer.wrap(png);
        assertThat(header.getInt(16)).isEqualTo(50);
        assertThat(header.getInt(20)).isEqualTo(50);
    }

    /** Every file once, whoever is given it. */
    @Test
    void shouldShareTheFilesOfAFolderOut() throws Exception {
        Path files = folder.resolve("files");
        long bytes = 0;
        for (int i = 0; i < 150; i++) {
            Path file = files.resolve("in" + i % 7).resolve("file" + i);
            Files.createDirectories(file.getParent());
            byte[] content = new byte[(i * i * 37) % 100_000];
            Arrays.fill(content, (byte) i);
            Files.write(file, content);
            bytes += content.length;
        }
        List<String> alone = queue(1, files);
        assertThat(alone).contains("files    150", "bytes    " + bytes);
        assertThat(queue(4, files)).isEqualTo(alone);
        assertThat(queue(2, Files.createDirectory(folder.resolve("none")))).contains("files    0", "bytes    0");
    }

    private List<String> queue(int ranks, Path files) throws Exception {
        try (Launched queue = example(ranks, "WorkQueue", files.toString())) {
            assertThat(queue.await()).as(queue::toString).isZero();
            List<String> out = queue.out();
            assertThat(out.getLast()).matches("time .* s, ranks: " + ranks);
            String byRank = out.get(out.size() - 2);
            assertThat(byRank).matches("files by rank \\[\\d+(, \\d+){" + (ranks - 1) + "}]");
            int shared = Pattern.compile("\\d+")
                    .matcher(byRank)
                    .results()
                    .mapToInt(each -> Integer.parseInt(each.group()))
                    .sum();
            assertThat(out).contains("files    " + shared);
            return out.subList(0, out.size() - 2);
        }
    }

    /** Without an argument it reads the classes that every JDK has. */
    @Tag("full")
    @Test
    void shouldShareTheClassesOfTheJdkOut() throws Exception {
        List<String> first = null;
        for (int ranks : new int[] {1, 3}) {
            try (Launched queue = example(ranks, "WorkQueue")) {
                assertThat(queue.await()).as(queue::toString).isZero();
                List<String> sums = queue.out().subList(0, 4);
                assertThat(sums.getFirst()).isEqualTo("folder   /modules");
                assertThat(sums).isEqualTo(first == null ? sums : first);
                first = sums;
            }
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
