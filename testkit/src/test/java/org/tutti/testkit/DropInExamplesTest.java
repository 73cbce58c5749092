package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The programs in examples/mpi: what they print is the same on any number of ranks. */
@Timeout(240)
class DropInExamplesTest {
    private static final Path EXAMPLES =
            Path.of("").toAbsolutePath().getParent().resolve("examples").resolve("mpi");

    @TempDir
    private Path folder;

    private List<String> output(int ranks, String name, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("run", "-n", Integer.toString(ranks)));
        command.add(EXAMPLES.resolve(name + ".java").toString());
        command.addAll(List.of(args));
        try (Launched launched = Launched.main(folder, Map.of(), command.toArray(String[]::new))) {
            assertThat(launched.await()).as(launched::toString).isZero();
            assertThat(launched.err()).isEmpty();
            return launched.out();
        }
    }

    private void check(int ranks) throws Exception {
        assertThat(output(ranks, "MonteCarloPi", "1000000").getFirst()).matches("pi is about 3\\.1[34]\\d");
        assertThat(output(ranks, "Ring").getLast()).isEqualTo("sum of all ranks: " + ranks * (ranks - 1) / 2);
        assertThat(output(ranks, "MatrixMultiply")).containsExactly("n = 240, trace = 97176, sum = 23326708");
        assertThat(output(ranks, "HeatDiffusion"))
                .containsExactly("after 5000 steps:  98.404  67.449  41.218  22.219  10.396   3.859");
        assertThat(output(ranks, "PageRank"))
                .containsExactly(
                        "1000 pages, 40 rounds",
                        "page 0: 0.124150",
                        "page 1: 0.073452",
                        "page 2: 0.042235",
                        "page 3: 0.027550");
        assertThat(output(ranks, "KMeans"))
                .containsExactly(
                        "30000 points, 2 rounds",
                        "center 0: 0.502 0.498",
                        "center 1: 4.500 3.498",
                        "center 2: 8.499 0.500");
        assertThat(output(ranks, "GameOfLife", "40")).isEqualTo(glider());
        // rank r has the values 0, 0.5 ... r / 2
        int readings = ranks * (ranks + 1) / 2;
        double sum =
                IntStream.range(0, ranks).mapToDouble(r -> r * (r + 1) / 4.0).sum();
        assertThat(output(ranks, "ObjectExchange")).containsExactly(readings + " readings, their sum is " + sum);
        assertThat(output(ranks, "MasterWorkers", "200"))
                .containsExactly(
                        ranks == 1
                                ? "a master needs a worker: run it with two ranks or more"
                                : "200 tasks, 8418 steps, the longest path has 124");
    }

    /** {@return a glider that has gone ten cells down and to the right, over the edge} */
    private static List<String> glider() {
        List<String> lines = new ArrayList<>(List.of("after 40 generations"));
        int[][] cells = {{11, 12}, {0, 13}, {1, 11}, {1, 12}, {1, 13}};
        for (int row = 0; row < 12; row++) {
            StringBuilder line = new StringBuilder(".".repeat(24));
            for (int[] cell : cells) {
                if (cell[0] == row) {
                    line.setCharAt(cell[1], '#');
                }
            }
            lines.add(line.toString());
        }
        return lines;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void shouldPrintWhatTheySay(int ranks) throws Exception {
        check(ranks);
    }

    @Tag("full")
    @Test
    void shouldPrintWhatTheySayOnManyRanks() throws Exception {
        for (int ranks : IntStream.of(4, 8).toArray()) {
            check(ranks);
        }
    }

    @Test
    void shouldRefuseRanksThatDoNotDivideTheMatrix() throws Exception {
        try (Launched launched = Launched.main(
                folder,
                Map.of(),
                "run",
                "-n",
                "2",
                EXAMPLES.resolve("MatrixMultiply.java").toString(),
                "7")) {
            assertThat(launched.await()).as(launched::toString).isOne();
            assertThat(launched.err()).anySatisfy(line -> assertThat(line).contains("N=7, ranks=2"));
        }
    }
}
