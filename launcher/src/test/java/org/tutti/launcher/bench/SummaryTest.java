package org.tutti.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What turns say, by hand-made ones. */
class SummaryTest {
    private static final Cell BARRIER = new Cell(Operation.BARRIER, ElementKind.FLOAT, 0);
    private static final Cell BCAST = new Cell(Operation.BCAST, ElementKind.FLOAT, 1024);

    private static final Contender TUTTI = new Contender("tutti", BufferKind.SEGMENT);
    private static final Contender FAST = new Contender("fast", BufferKind.MALLOC);
    private static final Contender SLOW = new Contender("slow", BufferKind.MALLOC);
    private static final Contender FLOOR = new Contender("floor", BufferKind.FLOOR);

    private static Turn turn(Cell cell, int round, double nanos, double before, double after) {
        return turn(TUTTI, cell, round, nanos, before, after);
    }

    private static Turn turn(Contender contender, Cell cell, int round, double nanos, double before, double after) {
        Sample sample = new Sample(nanos, 1, nanos + 1, nanos + 2, 10 * nanos);
        return new Turn(round, contender, cell, sample, before, after);
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
                List.of(ElementKind.FLOAT),
                List.of(1024L),
                List.of(BufferKind.SEGMENT),
                4,
                Duration.ofMillis(20),
                7,
                List.of(),
                false);
        Machine machine = new Machine("a processor", 2, "6.1", "abcdef");
        Summary summary = Summary.of(turns, List.of(BARRIER, BCAST), List.of(TUTTI, SLOW, FAST, FLOOR));
        return new Outcome(machine, request, Map.of("tutti", "JDK 25"), summary);
    }

    @Test
    void shouldTellWhatAComputationHides() {
        Cell alone = new Cell(Operation.IALLREDUCE, ElementKind.FLOAT, 1024);
        Cell beside = new Cell(Operation.OVERLAP, ElementKind.FLOAT, 1024);
        List<Turn> turns = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            turns.add(turn(TUTTI, alone, round, 2000, 60, 60));
            turns.add(turn(TUTTI, beside, round, 500, 60, 60));
            turns.add(turn(SLOW, alone, round, 3000, 60, 60));
            turns.add(turn(SLOW, beside, round, 4500, 60, 60));
        }
        Outcome measured = outcome(turns);
        Summary summary = Summary.of(turns, List.of(alone, beside), List.of(TUTTI, SLOW));
        String report = OverlapReport.of(new Outcome(measured.machine(), measured.request(), Map.of(), summary));
        assertThat(report.lines())
                .anyMatch(line -> line.matches("1K +tutti, float, segment +2\\.00 +0\\.50 +75%"))
                .anyMatch(line -> line.matches("1K +slow, float, malloc +3\\.00 +4\\.50 +0%"));
        assertThat(OverlapReport.of(outcome(turns()))).isEmpty();
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

    /** Not only leave it out. */
    @Test
    void shouldTellWhatWasMeasuredInOtherMoodsAlone() {
        assertThat(OsuReport.of(outcome(turns()))).doesNotContain("# Not measured");
        List<Turn> turns = turns();
        turns.add(turn(SLOW, BCAST, 3, 900, 150, 150));
        Outcome outcome = outcome(turns);
        assertThat(outcome.summary().missing()).containsExactly(BCAST);
        assertThat(OsuReport.of(outcome)).contains("# Not measured by all in this mood: bcast 1K float");
        JsonObject all = JsonParser.parseString(JsonReport.of(outcome)).getAsJsonObject();
        assertThat(all.getAsJsonArray("missing").get(0).toString())
                .isEqualTo("{\"op\":\"bcast\",\"type\":\"float\",\"bytes\":1024}");
    }

    @Test
    void shouldPrintATableForEachOperation() {
        assertThat(OsuReport.of(outcome(turns())).lines().map(String::stripTrailing))
                .startsWith("# a processor, 2 cores, kernel 6.1; abcdef", "# tutti: JDK 25")
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

    /** In each round Tutti takes 100 x round, the peers twice and 3 times that, the machine itself half of it. */
    private static List<Turn> turnsBesidePeers() {
        List<Turn> turns = new ArrayList<>();
        for (int round = 1; round <= 4; round++) {
            double nanos = 100 * round;
            turns.add(turn(TUTTI, BCAST, round, nanos, 60, 60));
            turns.add(turn(SLOW, BCAST, round, 3 * nanos, 60, 60));
            turns.add(turn(FAST, BCAST, round, 2 * nanos, 60, 60));
            turns.add(turn(FLOOR, BCAST, round, nanos / 2, 60, 60));
        }
        turns.add(turn(FAST, BCAST, 5, 1, 200, 200));
        turns.add(turn(TUTTI, BARRIER, 5, 80, 60, 60));
        return turns;
    }

    @Test
    void shouldCompareRoundByRound() {
        Outcome outcome = outcome(turnsBesidePeers());
        List<Result> results = outcome.summary().results();
        assertThat(results).extracting(Result::contender).containsExactly(TUTTI, TUTTI, SLOW, FAST, FLOOR);
        assertThat(results.getFirst().ratio()).as("nobody beside it").isNull();
        assertThat(results.get(1).ratio()).isEqualTo(new Ratio("fast", 0.5, 0.5, 0.5, 4));
        assertThat(results.get(1).floors()).isEqualTo(new Ratio("floor", 2, 2, 2, 4));
        assertThat(results.get(2).ratio()).isEqualTo(new Ratio("fast", 1.5, 1.5, 1.5, 4));
        assertThat(OsuReport.of(outcome))
                .contains("# tutti over the best peer: bcast, float, segment; microseconds")
                .containsPattern("1K +0.25 +0.50 +0.50 +0.50-0.50 +fast +0.75 +0.50")
                .contains("# segment: geometric mean 0.50 over 1 cells; worst 0.50 (bcast 1K)");
        JsonObject all = JsonParser.parseString(JsonReport.of(outcome)).getAsJsonObject();
        JsonObject bcast = all.getAsJsonArray("results").get(1).getAsJsonObject();
        assertThat(bcast.get("ratio").getAsDouble()).isEqualTo(0.5);
        assertThat(bcast.get("bestPeer").getAsString()).isEqualTo("fast");
        assertThat(bcast.get("floors").getAsDouble()).isEqualTo(2.0);
    }

    @Test
    void shouldMakeAPageOfItsOwn() {
        assertThat(HtmlReport.of(outcome(turnsBesidePeers())))
                .contains("\"bestPeer\": \"fast\"")
                .contains("uPlot=function")
                .doesNotContain("@DATA@", "@UPLOT")
                .doesNotContainPattern("(src|href)=");
    }

    @Test
    void shouldMakeTheCellsThatThereCanBe() {
        Request request = new Request(
                List.of(Operation.BARRIER, Operation.REDUCE_SCATTER),
                3,
                List.of(ElementKind.FLOAT, ElementKind.DOUBLE),
                List.of(4L, 12L, 24L),
                List.of(BufferKind.ARRAY, BufferKind.SEGMENT),
                1,
                Duration.ofMillis(1),
                1,
                List.of(),
                false);
        assertThat(request.cells())
                .containsExactly(
                        BARRIER,
                        new Cell(Operation.REDUCE_SCATTER, ElementKind.FLOAT, 12),
                        new Cell(Operation.REDUCE_SCATTER, ElementKind.FLOAT, 24),
                        new Cell(Operation.REDUCE_SCATTER, ElementKind.DOUBLE, 24));
        Command command = new Command(BCAST, BufferKind.ARRAY, 20, 4);
        assertThat(Command.of(command.text().stripTrailing())).isEqualTo(command);
        assertThat(Sample.of(new Sample(1.5, 2, 3, 4, 5).text())).isEqualTo(new Sample(1.5, 2, 3, 4, 5));
    }
}
