package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tutti.Communicator;
import org.tutti.Tutti;

/** {@code tutti dump} and the signal show what ranks are doing, whoever started them. */
class DumpTest {
    private static final String ASLEEP = " +0 +\\d+ +asleep +(now|\\d+\\.\\d s) +2 +barrier\\(\\) +rank 1";
    /** Between two naps, or where it has not had a processor, it has not lain down. */
    private static final String WAITING = ASLEEP.replace("asleep", "(asleep|spinning)");

    private static final String COMPUTING =
            " +1 +\\d+ +computing +(now|\\d+\\.\\d s) +1 +bcast\\(int, 4 bytes, root 0\\)";

    @TempDir
    private Path folder;

    private List<String> dump(String... job) throws Exception {
        String[] words = job.length == 0 ? new String[] {"dump"} : new String[] {"dump", job[0]};
        try (Launched launched = Launched.main(folder, Map.of(), words)) {
            assertThat(launched.await()).isZero();
            return launched.out();
        }
    }

    /** Rank 1 computes; rank 0 waits for it. */
    static final class HalfAsleep implements RankProgram {
        @Override
        public String run(String... args) throws Exception {
            try (Communicator world = Tutti.init(args)) {
                world.bcast(7, 0);
                RankMain.tell("there");
                if (world.rank() == 1) {
                    Thread.sleep(60_000);
                }
                world.barrier();
            }
            return "done";
        }
    }

    @Test
    void shouldShowANamedJobByItsNameAndByAPid() throws Exception {
        RankProcesses.Job job = RankProcesses.shared().start(2, Map.of(), HalfAsleep.class);
        job.awaitMessage(0, "there");
        job.awaitMessage(1, "there");
        List<String> table = dump(job.name());
        for (int i = 0; i < 20 && !(table.get(2).matches(ASLEEP) && table.get(3).matches(COMPUTING)); i++) {
            table = dump(job.name());
        }
        assertThat(table.getFirst()).isEqualTo("job " + job.name() + ": 2 ranks, begun by pid " + job.pid(0));
        assertThat(table.get(2)).matches(ASLEEP);
        assertThat(table.get(3)).matches(COMPUTING);
        assertThat(dump(job.pid(1) + "")).contains(table.getFirst());
        assertThat(dump()).contains(table.getFirst());
        job.kill(0);
        job.kill(1);
        job.await();
    }

    @Test
    void shouldShowTheTableAtASignalAndWhenTheTimeIsOver() throws Exception {
        Path program = Files.writeString(folder.resolve("Half.java"), """
                import org.tutti.*;
                void main(String[] args) throws Exception {
                    try (Communicator world = Tutti.init(args)) {
                        world.bcast(7, 0);
                        IO.println("there");
                        if (world.rank() == 1) Thread.sleep(60_000);
                        world.barrier();
                    }
                }
                """);
        try (Launched launched =
                Launched.main(folder, Map.of(), "run", "-n", "2", "--timeout", "6", program.toString())) {
            launched.awaitOut(lines -> lines.size() == 2);
            int signals = 0;
            while (signals < 10 && count(launched.err(), line -> line.matches(ASLEEP)) == 0) {
                Thread.sleep(300);
                Launched.signal("USR1", launched.pid());
                signals++;
            }
            assertThat(launched.await()).isEqualTo(124);
            List<String> err = launched.err();
            assertThat(err.getFirst()).startsWith("tutti: job run-" + launched.pid() + "-");
            assertThat(count(err, line -> line.matches(ASLEEP)))
                    .as("one of these looks")
                    .isPositive();
            assertThat(count(err, line -> line.matches(WAITING)))
                    .as("at each signal, and at the end")
                    .isEqualTo(signals + 1);
            assertThat(count(err, line -> line.matches(COMPUTING)))
                    .as("at each signal, and at the end")
                    .isEqualTo(signals + 1);
            assertThat(err).anySatisfy(line -> assertThat(line).endsWith("after 6 s (--timeout) [TUTTI-504]"));
        }
    }

    private static long count(List<String> lines, Predicate<String> condition) {
        return lines.stream().filter(condition).count();
    }
}
