package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tutti.Communicator;
import org.tutti.Tutti;
import org.tutti.runtime.JobFiles;

/**
 * The launcher ends at any time, from its first moment to well into the program: so do all processes that it has started, soon, and nothing
 * is left in shared memory. A {@link Campaign}.
 */
class LauncherKillCampaignTest {
    private static final int[] RANKS = {2, 3, 5};
    private static final int LONGEST_LIFE_MILLIS = 2500;
    private static final int CALLS_OF_A_PART = 20;
    /** A launcher that is asked to end gives its ranks two seconds before it ends them by force. */
    private static final double LIMIT_MILLIS = 4000;

    private static final double MILLI = 1e6;

    @TempDir
    private Path folder;

    /** A rank; arguments: the load and a seed. */
    static final class Busy {
        public static void main(String[] args) {
            Load load = Load.valueOf(args[0]);
            try (Communicator world = Tutti.init(args)) {
                for (int part = 0; true; part++) {
                    load.play(world, Long.parseLong(args[1]) + part, CALLS_OF_A_PART);
                }
            }
        }
    }

    private record Trial(long seed, int ranks, String signal, Load load, String nativeAccess, int millis) {
        static Trial of(long seed) {
            Random random = Campaign.random(seed);
            return new Trial(
                    seed,
                    RANKS[random.nextInt(RANKS.length)],
                    random.nextInt(4) == 0 ? "TERM" : "KILL",
                    Campaign.any(random, Load.values()),
                    random.nextInt(3) == 0 ? "off" : "on",
                    random.nextInt(LONGEST_LIFE_MILLIS));
        }

        /** {@return after how many milliseconds nothing ran any more} */
        double run(Path folder) throws Exception {
            Set<String> before = sharedFiles();
            List<String> words = List.of(
                    "run",
                    "-n",
                    Integer.toString(ranks),
                    "-cp",
                    System.getProperty("java.class.path"),
                    Busy.class.getName());
            List<String> args = new ArrayList<>(words);
            args.addAll(List.of(load.name(), Long.toString(seed)));
            try (Launched launched =
                    Launched.main(folder, Map.of("TUTTI_NATIVE", nativeAccess), args.toArray(String[]::new))) {
                Thread.sleep(millis);
                Set<Long> pids = new HashSet<>();
                launched.children().forEach(child -> pids.add(child.pid()));
                long start = System.nanoTime();
                Launched.signal(signal, launched.pid());
                pids.add(launched.pid());
                awaitGone(pids, start);
                double took = (System.nanoTime() - start) / MILLI;
                Set<String> left = sharedFiles();
                left.removeAll(before);
                assertThat(left).isEmpty();
                return took;
            }
        }

        private static void awaitGone(Set<Long> pids, long start) throws IOException, InterruptedException {
            for (long pid : pids) {
                while (Launched.isRunning(pid)) {
                    assertThat((System.nanoTime() - start) / MILLI)
                            .as("process " + pid + " lives on")
                            .isLessThan(LIMIT_MILLIS);
                    Thread.sleep(1);
                }
            }
        }

        private static Set<String> sharedFiles() throws IOException {
            try (Stream<Path> files = Files.list(JobFiles.folder())) {
                return files.map(file -> String.valueOf(file.getFileName()))
                        .filter(name -> name.startsWith("tutti-"))
                        .collect(Collectors.toCollection(HashSet::new));
            }
        }
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.HOURS)
    @SuppressWarnings("SystemOut") // the figures of a campaign
    void shouldLeaveNothingOfAJobWhoseLauncherEnds() {
        List<Double> millis = new ArrayList<>();
        Campaign.run(5, Trial::of, trial -> millis.add(trial.run(folder)));
        Collections.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "%d launchers ended; nothing ran any more after p50 %.0f, p99 %.0f, max %.0f ms%n",
                millis.size(),
                millis.get(millis.size() / 2),
                millis.get(millis.size() * 99 / 100),
                millis.getLast());
    }
}
