package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tutti.runtime.Processors;

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
            assertThat(out).contains("\"ranks\": 3", "\"turnsTaken\": 37", "\"engine\": \"tutti\"");
            List<String> operations = all(out, "\"op\": \"([a-z-]+)\"");
            assertThat(operations)
                    .as("one round: a result for each turn in the mood of most")
                    .hasSize(Integer.parseInt(all(out, "\"turnsKept\": (\\d+)").getFirst()))
                    .isNotEmpty()
                    .isSubsetOf(OPERATIONS);
            assertThat(all(out, "\"micros\": (\\S+),"))
                    .hasSameSizeAs(operations)
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
            assertThat(bench.out()).anySatisfy(line -> assertThat(line).contains("of 2 turns, which count"));
        }
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
        refuses("must be array or segment, or both: --buffers heap", "--buffers", "heap");
        refuses("must be osu or json: --format xml", "--format", "xml");
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
