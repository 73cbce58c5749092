package org.tutti.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How many iterations a turn takes, by an engine that answers what the test tells it. */
@Timeout(60)
class RoundsTest {
    private static final Cell BARRIER = new Cell(Operation.BARRIER, ElementKind.FLOAT, 0);
    private static final Contender SCRIPT = new Contender("script", BufferKind.MALLOC);
    /** Notes each command; its answers are the words of the file, each the mean of one turn. */
    private static final String ENGINE = """
            exec 3<"$1/rank0" 4>"$1/answers"
            echo ready script >&4
            for nanos in $(cat "$1/nanos"); do
                read -r command <&3 || exit
                echo "$command" >>"$1/commands"
                echo "$nanos 0 0 0 0" >&4
            done
            """;

    @TempDir
    private Path folder;

    /** {@return the iterations of each turn, where a turn of a millisecond is wanted} */
    private List<Integer> iterations(int rounds, String nanos) throws Exception {
        return iterations(rounds, 0, nanos);
    }

    private List<Integer> iterations(int rounds, long settleNanos, String nanos) throws Exception {
        Files.writeString(folder.resolve("nanos"), nanos);
        EngineCommand command = new EngineCommand("script", 1, List.of("sh", "-c", ENGINE, "sh"), Map.of());
        try (Engine engine = Engine.start(command, folder, Duration.ofSeconds(10))) {
            Rounds.Plan plan = new Rounds.Plan(rounds, 1_000_000, settleNanos, Duration.ofSeconds(10), 7);
            assertThat(new Rounds(Map.of(SCRIPT, engine), List.of(BARRIER), plan).play((done, all) -> {}))
                    .hasSize(rounds);
        }
        return Files.readAllLines(folder.resolve("commands")).stream()
                .map(line -> Command.of(line).iterations())
                .toList();
    }

    @Test
    void shouldTakeAsManyIterationsAsTheFastestTurnLeavesTimeFor() throws Exception {
        assertThat(iterations(4, "2000 1000 900000 500 1000 1000 800"))
                .as("three turns that do not count, of which the last was disturbed, and four that do")
                .containsExactly(200, 500, 1000, 1000, 2000, 2000, 2000);
    }

    @Test
    void shouldForgetWhatTheFirstTurnWasGiven() throws Exception {
        assertThat(iterations(1, "50000 40000 40000 40000")).containsExactly(200, 20, 25, 25);
    }

    /** Each cell's turn has two probes of the hop around it, of four milliseconds each where there are two processors. */
    @Test
    void shouldSettleForAsLongAsIsWanted() throws Exception {
        long start = System.nanoTime();
        int turns = iterations(1, 300_000_000, "1000 ".repeat(100_000)).size();
        assertThat(System.nanoTime() - start).isGreaterThan(300_000_000);
        assertThat(turns)
                .as("three turns that do not count, more that settle, and one that counts")
                .isGreaterThan(5);
    }

    @Test
    void shouldNotSettleForEverWhereTurnsAreLong() {
        assertThat(Rounds.Plan.of(5, Duration.ofMillis(2), 1).settleNanos()).isEqualTo(2_000_000_000);
        assertThat(Rounds.Plan.of(5, Duration.ofMinutes(1), 1).settleNanos()).isEqualTo(10_000_000_000L);
    }
}
