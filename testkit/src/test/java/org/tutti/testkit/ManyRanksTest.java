package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tutti.Communicator;
import org.tutti.Op;
import org.tutti.Tutti;

/**
 * Many more ranks than processors, each a process with a small heap, call every collective operation in every form, and send on every
 * path. {@code tutti.campaign.ranks} says how many there are, e.g. {@code 64,128}.
 */
class ManyRanksTest {
    private static final String USUAL_RANKS = "9";

    @TempDir
    private Path folder;

    static Stream<Integer> numbersOfRanks() {
        String given = System.getProperty("tutti.campaign.ranks", "");
        return Stream.of((given.isEmpty() ? USUAL_RANKS : given).split(",", -1)).map(Integer::valueOf);
    }

    /** One of the ranks. */
    static final class Player {
        private static final double NANOS = 1e9;
        private static final double MIB = 1024;

        private Player() {}

        public static void main(String[] args) throws Exception {
            try (Communicator world = Tutti.init(args)) {
                long start = System.nanoTime();
                List<Errand> errands = Errand.all();
                for (Errand errand : errands) {
                    errand.body().run(world);
                }
                world.barrier();
                double seconds = (System.nanoTime() - start) / NANOS;
                double memory = world.allreduce(memoryKib(), Op.SUM) / MIB;
                if (world.rank() == 0) {
                    IO.println(String.format(
                            Locale.ROOT,
                            "%d ranks: %d errands in %.1f s, %.0f MiB",
                            world.size(),
                            errands.size(),
                            seconds,
                            memory));
                }
            }
        }

        /** {@return how much memory this process has, where what it shares counts a part} */
        private static long memoryKib() throws IOException {
            for (String line : Files.readAllLines(Path.of("/proc/self/smaps_rollup"))) {
                if (line.startsWith("Pss:")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", ""));
                }
            }
            throw new IOException("no such line: Pss");
        }
    }

    @ParameterizedTest
    @MethodSource("numbersOfRanks")
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void shouldCallEverything(int ranks) throws Exception {
        String path = System.getProperty("java.class.path");
        List<String> words = new ArrayList<>(List.of("run", "-n", Integer.toString(ranks)));
        words.addAll(List.of("--jvm-args", "-Xmx32m -XX:+UseSerialGC -XX:TieredStopAtLevel=1"));
        words.addAll(List.of("-cp", path, Player.class.getName()));
        long start = System.nanoTime();
        try (Launched launched = Launched.main(folder, Map.of(), words.toArray(String[]::new))) {
            assertThat(launched.await(3000)).as("%s", launched).isZero();
            assertThat(launched.out()).singleElement().asString().startsWith(ranks + " ranks: ");
            System.out.printf(
                    Locale.ROOT,
                    "%s; with the launcher's and the ranks' start %.1f s%n",
                    launched.out().getFirst(),
                    (System.nanoTime() - start) / Player.NANOS);
        }
    }
}
