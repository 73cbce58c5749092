package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rank that waits for long says for whom, and a person learns what all are doing. */
class StallTest {
    private static final String LATE = """
            import org.tutti.*;
            void main(String[] args) throws Exception {
                if (args[0].equals("join") && System.getenv("TUTTI_RANK").equals("2")) Thread.sleep(3000);
                try (Communicator world = Tutti.init(args)) {
                    world.barrier();
                    world.allreduce(1.0, Op.SUM);
                    if (world.rank() == 2) Thread.sleep(Long.parseLong(args[1]));
                    world.barrier();
                }
            }
            """;

    @TempDir
    private Path folder;

    private Launched run(String setting, String... args) throws Exception {
        Path program = Files.writeString(folder.resolve("Late.java"), LATE);
        String[] words = {"run", "-n", "3", "--set", setting, program.toString(), args[0], args[1]};
        return Launched.main(folder, Map.of(), words);
    }

    private static List<String> linesOf(Launched launched, int rank) throws Exception {
        return launched.err().stream()
                .filter(line -> line.startsWith("tutti: rank " + rank + " has waited "))
                .toList();
    }

    @Test
    void shouldNameTheRankThatIsAwaited() throws Exception {
        try (Launched launched = run("stall.warn=0.5", "run", "2500")) {
            assertThat(launched.await()).isZero();
            for (int rank = 0; rank < 2; rank++) {
                List<String> lines = linesOf(launched, rank).stream()
                        .filter(line -> line.contains(" in operation 3 ")) // a busy machine may have long waits before
                        .toList();
                assertThat(lines)
                        .as("at doubling intervals: 0.5, 1 and 2 s")
                        .hasSizeBetween(1, 3)
                        .allSatisfy(line -> assertThat(line)
                                .matches(
                                        "tutti: rank \\d has waited \\d\\.\\d s in operation 3 of world, barrier\\(\\), for"
                                                + " rank (2|0 and another|1 and another|2 and another).*"))
                        .anySatisfy(line -> assertThat(line)
                                .matches(
                                        ".* for rank 2, which did last: operation 2 of world, allreduce\\(SUM, double, 8"
                                                + " bytes\\), (\\d\\.\\d s ago|just now) \\(computing, pid \\d+\\)"));
            }
            assertThat(linesOf(launched, 2)).noneMatch(line -> line.contains(" in operation 3 "));
        }
    }

    @Test
    void shouldNameTheRanksThatHaveNotJoined() throws Exception {
        try (Launched launched = run("stall.warn=1", "join", "0")) {
            assertThat(launched.await()).isZero();
            assertThat(linesOf(launched, 0))
                    .anySatisfy(line -> assertThat(line).endsWith(" for others to join: ranks=[2]"));
        }
    }

    @Test
    void shouldEndTheJobAfterALongWaitWhenToldTo() throws Exception {
        long start = System.nanoTime();
        try (Launched launched = run("stall.limit=1", "run", "60000")) {
            assertThat(launched.await()).isNotZero();
            assertThat(System.nanoTime() - start).isLessThan(30_000_000_000L);
            assertThat(launched.err())
                    .anySatisfy(line -> assertThat(line)
                            .matches(
                                    ".*rank [01] has waited [12]\\.\\d s in operation 3 of world, barrier\\(\\), for rank (2|. and"
                                            + " another).* did last: .*; stall\\.limit=1(\\.0)? \\[TUTTI-510\\]"));
        }
    }

    /** It waits for nobody in particular. */
    @Test
    void shouldEndTheJobWhereNoMessageComes() throws Exception {
        Path program = Files.writeString(folder.resolve("Any.java"), """
                import org.tutti.*;
                void main(String[] args) throws Exception {
                    try (Communicator world = Tutti.init(args)) {
                        if (world.rank() == 0) world.recv(new int[1], Tutti.ANY_SOURCE, 7);
                        Thread.sleep(60_000);
                    }
                }
                """);
        try (Launched launched =
                Launched.main(folder, Map.of(), "run", "-n", "2", "--set", "stall.limit=1", program.toString())) {
            assertThat(launched.await()).isNotZero();
            assertThat(launched.err())
                    .anySatisfy(line -> assertThat(line)
                            .matches(
                                    ".*rank 0 has waited [12]\\.\\d s in recv\\(source ANY_SOURCE, tag 7\\) in world; stall\\.limit=1(\\.0)?"
                                            + " \\[TUTTI-510\\]"));
        }
    }

    @Test
    void shouldKeepQuietWhenToldTo() throws Exception {
        try (Launched launched = run("stall.warn=off", "run", "1500")) {
            assertThat(launched.await()).isZero();
            assertThat(launched.err()).isEmpty();
        }
    }
}
