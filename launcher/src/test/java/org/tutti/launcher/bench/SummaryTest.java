package org.tutti.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What turns say, by hand-made ones. */
class SummaryTest {
    private static final Cell BARRIER = new Cell(Operation.BARRIER, 0, BufferKind.ARRAY);
    private static final Cell BCAST = new Cell(Operation.BCAST, 1024, BufferKind.SEGMENT);

    private static Turn turn(Cell cell, int round, double nanos, double before, double after) {
        return new Turn(round, "tutti", cell, new Sample(nanos, 1, nanos + 1, nanos + 2, 10 * nanos), before, after);
    }

    /** Five rounds in the mood of about 60, of which one sees the mood change, and two rounds in another mood. */
    private static List<Turn> turns() {
        List<Turn> turns = new ArrayList<>();
        double[] nanos = {110, 100, 130, 120};
        for (int round = 0; round < nanos.length; round++) {
            turns.add(turn(BARRIER, round, nanos[round], 60, 62));
            turns.add(turn(BCAST, round, 1000, 58, 64));
        }
        turns.add(turn(BARRIER, 4, 5, 60, 150));
        turns.add(turn(BARRIER, 5, 900, 150, 150));
        turns.add(turn(BARRIER, 6, 950, 151, 150));
        return turns;
    }

    private static Outcome outcome(List<Turn> turns) {
        Request request = new Request(
                List.of(Operation.BARRIER, Operation.BCAST),
                3,
                List.of(1024L),
                List.of(BufferKind.SEGMENT),
                4,
                Duration.ofMillis(20),
                7);
        Machine machine = new Machine("a processor", 2, "6.1", "JDK 25", "abcdef");
        return new Outcome(machine, request, Summary.of(turns, List.of(BARRIER, BCAST), List.of("tutti")));
    }

    @Test
    void shouldCompareWithinTheMoodThatMostTurnsShare() {
        Summary summary = outcome(turns()).summary();
        assertThat(summary.mood()).isBetween(58.0, 64.0);
        assertThat(summary.kept()).isEqualTo(8);
        assertThat(summary.taken()).isEqualTo(11);
        assertThat(summary.isNoisy()).isFalse();
        Result barrier = summary.results().getFirst();
        assertThat(barrier.micros()).isEqualTo(0.115);
        assertThat(barrier.spread()).isEqualTo((122.5 - 107.5) / 115);
        assertThat(barrier.max()).isEqualTo(1.3);
        assertThat(barrier.rounds()).isEqualTo(4);
    }

    @Test
    void shouldSayThatAMachineIsTooNoisy() {
        List<Turn> turns = new ArrayList<>();
        for (int round = 0; round < 10; round++) {
            turns.add(turn(BARRIER, round, 100, 50 + 20 * round, 150 + 40 * round));
        }
        Outcome outcome = outcome(turns);
        assertThat(outcome.summary().isNoisy()).isTrue();
        assertThat(OsuReport.of(outcome)).contains("too noisy to tell");
    }

    @Test
    void shouldPrintATableForEachOperation() {
        assertThat(OsuReport.of(outcome(turns())).lines().map(String::stripTrailing))
                .startsWith("# a processor, 2 cores, kernel 6.1; JDK 25; abcdef")
                .contains(
                        "# tutti barrier",
                        "# Size        Avg Lat(us)      p50(us)      p99(us)  Max Lat(us)   Spread",
                        "0                    0.12         0.12         0.12         1.30      13%",
                        "# tutti bcast, float, segment",
                        "1K                   1.00         1.00         1.00        10.00       0%");
    }

    @Test
    void shouldPrintOneJsonObject() {
        JsonObject all = JsonParser.parseString(JsonReport.of(outcome(turns()))).getAsJsonObject();
        assertThat(all.getAsJsonObject("machine").get("cpu").getAsString()).isEqualTo("a processor");
        assertThat(all.getAsJsonObject("parameters").get("ranks").getAsInt()).isEqualTo(3);
        JsonObject bcast = all.getAsJsonArray("results").get(1).getAsJsonObject();
        assertThat(bcast.get("op").getAsString()).isEqualTo("bcast");
        assertThat(bcast.get("bytes").getAsLong()).isEqualTo(1024);
        assertThat(bcast.get("buffers").getAsString()).isEqualTo("segment");
        assertThat(bcast.get("engine").getAsString()).isEqualTo("tutti");
        assertThat(bcast.get("micros").getAsDouble()).isEqualTo(1.0);
    }

    @Test
    void shouldMakeTheCellsThatThereCanBe() {
        Request request = new Request(
                List.of(Operation.BARRIER, Operation.REDUCE_SCATTER),
                3,
                List.of(4L, 12L, 24L),
                List.of(BufferKind.ARRAY, BufferKind.SEGMENT),
                1,
                Duration.ofMillis(1),
                1);
        assertThat(request.cells())
                .containsExactly(
                        BARRIER,
                        new Cell(Operation.REDUCE_SCATTER, 12, BufferKind.ARRAY),
                        new Cell(Operation.REDUCE_SCATTER, 24, BufferKind.ARRAY),
                        new Cell(Operation.REDUCE_SCATTER, 12, BufferKind.SEGMENT),
                        new Cell(Operation.REDUCE_SCATTER, 24, BufferKind.SEGMENT));
        assertThat(Cell.of(BCAST.text())).isEqualTo(BCAST);
        assertThat(Sample.of(new Sample(1.5, 2, 3, 4, 5).text())).isEqualTo(new Sample(1.5, 2, 3, 4, 5));
    }
}
