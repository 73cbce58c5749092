package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tutti bench} as people start it. */
class BenchTest {
    private static final List<String> OPERATIONS = List.of(
            "barrier",
            "allreduce",
            "allgather",
            "alltoall",
            "reduce-scatter",
            "bcast",
            "reduce",
            "gather",
            "scatter",
            "scan");

    @TempDir
    private Path folder;

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
                "12,6K",
                "--buffers",
                "array,segment",
                "--rounds",
                "1",
                "--millis",
                "1",
                "--format",
                "json")) {
            assertThat(bench.await()).as(bench::toString).isZero();
            String out = String.join("\n", bench.out());
            for (String operation : OPERATIONS) {
                int cells = operation.equals("barrier") ? 1 : 4;
                long found = Pattern.compile("\"op\": \"" + operation + "\"")
                        .matcher(out)
                        .results()
                        .count();
                assertThat(found).as(operation).isLessThanOrEqualTo(cells); // those in the mood of most turns
            }
            assertThat(out).contains("\"ranks\": 3", "\"turnsTaken\": 37", "\"engine\": \"tutti\"");
            assertThat(bench.err()).isEmpty();
        }
    }

    @Test
    void shouldPrintATable() throws Exception {
        try (Launched bench = Launched.main(
                folder, Map.of(), "bench", "allreduce", "--sizes", "8", "--rounds", "2", "--millis", "5")) {
            assertThat(bench.await()).as(bench::toString).isZero();
            assertThat(bench.out().getFirst()).startsWith("# ");
            assertThat(bench.out()).anySatisfy(line -> assertThat(line).contains("of 2 turns, which count"));
        }
    }

    @Test
    void shouldSayWhyRanksCannotStart() throws Exception {
        try (Launched bench = Launched.main(folder, Map.of(), "bench", "barrier", "--set", "wait.mode=never")) {
            assertThat(bench.await()).isEqualTo(1);
            assertThat(String.join("\n", bench.err()))
                    .contains("bench: tutti ended at starting (exit code 2)")
                    .contains("must be auto, dedicated or oversubscribed: wait.mode=never");
        }
    }
}
