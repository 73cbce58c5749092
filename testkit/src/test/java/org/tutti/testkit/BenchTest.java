package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tutti.runtime.Processors;

/** {@code tutti bench} as people start it. */
class BenchTest {
    private static final List<String> OPERATIONS = List.of(
            "barrier",
            "allreduce",
            "iallreduce",
            "overlap",
            "allgather",
            "alltoall",
            "reduce-scatter",
            "bcast",
            "reduce",
            "gather",
            "scatter",
            "scan",
            "latency",
            "bw",
            "bibw");

    @TempDir
    private Path folder;

    private static List<String> all(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /** Each cell's first result is checked before it is measured. */
    @Test
    void shouldMeasureEveryOperation() throws Exception {
        try (Launched bench = Launched.main(
                folder,
                Map.of(),
                "bench",
                "-n",
                "3",
                "--sizes",
                "6K",
                "--buffers",
                "shared",
                "--rounds",
                "1",
                "--millis",
                "1",
                "--format",
                "json")) {
            assertThat(bench.await()).as(bench::toString).isZero();
            String out = String.join("\n", bench.out());
            assertThat(out).contains("\"ranks\": 3", "\"engine\": \"tutti\"");
            String results = out.substring(out.indexOf("\"results\""));
            List<String> operations = all(results, "\"op\": \"([a-z-]+)\"");
            assertThat(Integer.parseInt(all(out, "\"turnsTaken\": (\\d+)").getFirst()))
                    .as("a turn each, and one more for what was not measured in the mood of most")
                    .isBetween(OPERATIONS.size(), 2 * OPERATIONS.size());
            assertThat(all(out, "\"op\": \"([a-z-]+)\""))
                    .as("each is measured or named as missing")
                    .containsExactlyInAnyOrderElementsOf(OPERATIONS);
            assertThat(operations)
                    .as("a result takes one turn in the mood of most at least")
                    .isNotEmpty()
                    .hasSizeLessThanOrEqualTo(
                            Integer.parseInt(all(out, "\"turnsKept\": (\\d+)").getFirst()));
            assertThat(all(out, "\"micros\": (\\S+),"))
                    .hasSameSizeAs(operations)
                    .allSatisfy(micros -> assertThat(Double.parseDouble(micros)).isNotNegative());
            assertThat(all(out, "\"op\": \"(?!overlap)[^}]*?\"micros\": (\\S+),"))
                    .as("of overlap nothing may remain")
                    .allSatisfy(micros -> assertThat(Double.parseDouble(micros)).isPositive());
            assertThat(bench.err()).isEmpty();
        }
    }

    @Test
    void shouldPrintATable() throws Exception {
        try (Launched bench = Launched.main(
                folder, Map.of(), "bench", "allreduce", "--sizes", "8", "--rounds", "2", "--millis", "5")) {
            assertThat(bench.await()).as(bench::toString).isZero();
            assertThat(bench.out().getFirst()).startsWith("# ");
            assertThat(bench.out()).anySatisfy(line -> assertThat(line).containsPattern("of [2-4] turns, which count"));
        }
    }

    /** A long message goes another way than a short one. */
    @Test
    void shouldMeasureMessagesAndOperationsInFlight() throws Exception {
        try (Launched bench = Launched.main(
                folder,
                Map.of(),
                "bench",
                "latency",
                "bw",
                "bibw",
                "iallreduce",
                "overlap",
                "--sizes",
                "256K",
                "--buffers",
                "segment",
                "--types",
                "double",
                "--rounds",
                "2",
                "--millis",
                "1")) {
            assertThat(bench.await()).as(bench::toString).isZero();
            String out = String.join("\n", bench.out());
            assertThat(out).containsPattern("of [12]\\d turns, which count");
            assertThat(out)
                    .as("what is hidden, or why that cannot be told")
                    .containsPattern("what a computation as long as itself hides"
                            + "|# Not measured by all in this mood: .*(iallreduce|overlap) 256K");
            assertThat(bench.err()).isEmpty();
        }
    }

    @Test
    void shouldCompareWithPeersAndWithTheMachine() throws Exception {
        assumeThat(isOnPath("mpicc.openmpi")).as("Open MPI is installed").isTrue();
        Path report = folder.resolve("report");
        List<Path> before = segmentsOfOpenMpi();
        try (Launched bench = Launched.main(
                folder,
                Map.of(),
                "bench",
                "--sizes",
                "8",
                "--rounds",
                "3",
                "--millis",
                "1",
                "--vs",
                "openmpi,openmpi-sm",
                "--types",
                "float,long",
                "--floor",
                "--save",
                report.toString())) {
            assertThat(bench.await()).as(bench::toString).isZero();
            String out = String.join("\n", bench.out());
            assertThat(out)
                    .contains(
                            "# openmpi: Open MPI v",
                            "# openmpi-sm allreduce, float, malloc",
                            "# openmpi-sm allreduce, long, malloc",
                            "x Floor");
            assertThat(out).contains("# floor: hop ", "# tutti over the best peer: ", "# array: geometric mean ");
            assertThat(Files.readString(Path.of(report + ".json"))).contains("\"bestPeer\": \"openmpi");
            assertThat(Files.readString(Path.of(report + ".html"))).contains("\"bestPeer\": \"openmpi");
        }
        assertThat(segmentsOfOpenMpi()).isSubsetOf(before);
    }

    @Test
    void shouldSayWhichPeersAreNotThere() throws Exception {
        Map<String, String> nothing = Map.of("PATH", "/nonexistent:" + pathOfMkfifo());
        try (Launched bench = Launched.main(
                folder, nothing, "bench", "barrier", "--rounds", "1", "--millis", "1", "--vs", "openmpi,mpich")) {
            assertThat(bench.await()).as(bench::toString).isZero();
            assertThat(bench.err())
                    .satisfiesExactly(
                            line -> assertThat(line).startsWith("tutti: bench: Open MPI is not installed"),
                            line -> assertThat(line).startsWith("tutti: bench: MPICH is not installed"));
        }
    }

    @Test
    void shouldMeasureWholeJobs() throws Exception {
        try (Launched bench = Launched.main(folder, Map.of(), "bench", "startup", "-n", "2", "--rounds", "1")) {
            assertThat(bench.await()).as(bench::toString).isZero();
            assertThat(all(String.join("\n", bench.out()), "(?m)^(\\d \\s*tutti\\S*) ").stream()
                            .map(row -> row.replaceAll(" +", " ")))
                    .containsExactly("2 tutti", "2 tutti-no-aot");
        }
    }

    /** What jobs of Open MPI have in shared memory: those of this test, and of any that was killed before it. */
    private static List<Path> segmentsOfOpenMpi() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/dev/shm"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("vader_segment"))
                    .toList();
        }
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(each -> Files.isExecutable(Path.of(each, program)));
    }

    /** {@return a folder in which there is mkfifo and nothing else} */
    private Path pathOfMkfifo() throws IOException {
        Path only = Files.createDirectory(folder.resolve("only"));
        for (String program : List.of("mkfifo", "git")) {
            for (String each : System.getenv("PATH").split(":", -1)) {
                if (Files.isExecutable(Path.of(each, program)) && Files.notExists(only.resolve(program))) {
                    Files.createSymbolicLink(only.resolve(program), Path.of(each, program));
                }
            }
        }
        return only;
    }

    @Test
    void shouldSayWhyRanksCannotStart() throws Exception {
        String ranks = Integer.toString(Processors.ofProcess().allowed().cardinality() + 1);
        try (Launched bench = Launched.main(folder, Map.of(), "bench", "barrier", "-n", ranks, "--bind-to", "core")) {
            assertThat(bench.await()).isEqualTo(1);
            assertThat(String.join("\n", bench.err()))
                    .contains("bench: tutti ended at starting (exit code 2)")
                    .contains("--bind-to core needs a processor for each rank: -n " + ranks);
        }
    }

    @Test
    void shouldRefuseWhatCannotBeMeasured() throws Exception {
        refuses("must be auto, dedicated or oversubscribed: wait.mode=never", "--set", "wait.mode=never");
        refuses("no such operation: send; there are barrier allreduce", "send");
        refuses("such as 4:4M or 8,1K,64K: --sizes 3", "--sizes", "3");
        refuses("must be some of array,segment,shared: --buffers heap", "--buffers", "heap");
        refuses("must be some of float,double,int,long: --types byte", "--types", "byte");
        refuses(
                "nothing can be measured: [bcast] of 2 ranks with [double] of [4] bytes",
                "bcast",
                "--types",
                "double",
                "--sizes",
                "4");
        refuses("must be osu, json or html: --format xml", "--format", "xml");
        refuses("must be some of openmpi,openmpi-sm,openmpi-busy,mpich: --vs lam", "--vs", "lam");
        refuses("--rounds must be a whole number from 1 to 10000: --rounds 0", "--rounds", "0");
    }

    private void refuses(String reason, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("bench"));
        command.addAll(List.of(arguments));
        try (Launched bench = Launched.main(folder, Map.of(), command.toArray(String[]::new))) {
            assertThat(bench.await()).isEqualTo(2);
            assertThat(bench.err()).singleElement().asString().contains(reason);
        }
    }
}
