package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tutti.Communicator;
import org.tutti.Tutti;
import org.tutti.TuttiException;
import org.tutti.segment.Arena;
import org.tutti.segment.ArenaLayout;

/**
 * Words of shared memory are overwritten under running ranks, as by a program with a defect: results may be wrong and waits may be
 * ended by {@code stall.limit} alone, but no JVM crashes, and what is thrown is an error of Tutti. A {@link Campaign}, which
 * prints how the ranks ended.
 */
class FuzzCampaignTest {
    private static final int[] RANKS = {2, 3, 5};
    private static final int PARTS = 40;
    private static final int CALLS_OF_A_PART = 20;
    private static final int MOST_WORDS = 30;
    private static final int MOST_LOOKS = 1000;
    private static final int PAGE = 4096;
    private static final long PAUSE_NANOS = 3_000_000;
    /** What a pool begins with: its rank's post, lanes, channels, and rings of the small sizes that are set. */
    private static final int START_OF_A_POOL = 256 << 10;

    private static final Duration LIMIT = Duration.ofSeconds(8);

    /** Arguments: the load and a seed. */
    static final class Player implements RankProgram {
        @Override
        public String run(String... args) {
            Load load = Load.valueOf(args[0]);
            long seed = Long.parseLong(args[1]);
            try {
                Communicator world = Tutti.init(args);
                world.barrier();
                RankMain.tell("there");
                for (int part = 0; part < PARTS; part++) {
                    load.play(world, seed + part, CALLS_OF_A_PART);
                }
                world.close();
                return "fine";
            } catch (TuttiException e) {
                return "error " + e.code();
            } catch (AssertionError e) {
                if (e.getCause() instanceof TuttiException told) {
                    return "error " + told.code();
                }
                throw e; // it ends the job, as a program's own exception does
            }
        }
    }

    private record Trial(long seed, int ranks, Load load, int words) {
        static Trial of(long seed) {
            Random random = Campaign.random(seed);
            Load[] loads = Load.values();
            return new Trial(
                    seed,
                    RANKS[random.nextInt(RANKS.length)],
                    loads[random.nextInt(loads.length)],
                    1 + random.nextInt(MOST_WORDS));
        }

        /** Counts how the ranks end. */
        void run(Map<String, Integer> ends) throws Exception {
            Map<String, String> settings = new HashMap<>(Matrix.Sizes.SMALL.settings());
            settings.put("TUTTI_ARENA_SIZE", "64m");
            settings.put("TUTTI_STALL_LIMIT", "2");
            RankProcesses.Job job =
                    RankProcesses.shared().start(ranks, settings, Player.class, load.name(), Long.toString(seed));
            for (int rank = 0; rank < ranks; rank++) {
                job.awaitMessage(rank, "there");
            }
            Random random = new Random(~seed);
            try (FileChannel arena =
                    FileChannel.open(arenaOf(job), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                for (int word = 0; word < words; word++) {
                    overwrite(arena, random);
                    TimeUnit.NANOSECONDS.sleep(random.nextLong(PAUSE_NANOS));
                }
            }
            try {
                for (Outcome outcome : job.await(LIMIT)) {
                    ends.merge(judge(outcome), 1, Integer::sum);
                }
            } catch (AssertionError e) {
                if (!String.valueOf(e.getMessage()).startsWith("ranks hang")) {
                    throw e;
                }
                ends.merge("jobs of which some rank waited on, until they were ended", 1, Integer::sum);
            }
            assertThat(job.leftovers()).isEmpty();
        }

        private static String judge(Outcome outcome) {
            Outcome.Failure failure = outcome.failure();
            if (failure != null) {
                // a check that fails is a wrong result; anything else that a program gets is a defect
                assertThat(failure.type()).as(outcome.toString()).isEqualTo(AssertionError.class.getName());
                assertThat(failure.stack()).doesNotContainPattern("Caused by: (?!\\S*\\.Assertion(Failed)?Error)");
                return "wrong result";
            }
            return outcome.require(); // a process that has crashed has told nothing
        }

        /** Overwrites a word that is in use: one that is not 0, but for some that are. */
        private void overwrite(FileChannel arena, Random random) throws IOException {
            ByteBuffer word = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
            long at = 0;
            for (int look = 0; look < MOST_LOOKS && word.getLong(0) == 0; look++) {
                at = anywhere(arena.size(), random);
                arena.read(word.clear(), at);
            }
            long old = word.getLong(0);
            long changed = switch (random.nextInt(6)) {
                case 0 -> random.nextLong();
                case 1 -> 0;
                case 2 -> -1;
                case 3 -> old + 1;
                case 4 -> old ^ (1L << random.nextInt(Long.SIZE));
                default -> random.nextLong(arena.size());
            };
            arena.write(word.putLong(0, changed).clear(), at);
        }

        private long anywhere(long arenaBytes, Random random) {
            long header = ArenaLayout.headerBytes(ranks);
            long poolBytes = (arenaBytes - header) / ranks / PAGE * PAGE;
            int region = random.nextInt(ranks + 1);
            long at = region == ranks
                    ? PAGE + random.nextLong(header - PAGE)
                    : header + region * poolBytes + random.nextInt(START_OF_A_POOL);
            return at & -Long.BYTES;
        }
    }

    /** {@return the descriptor of rank 0 behind which the job's arena is} Arenas of jobs before may still be open in its process. */
    private static Path arenaOf(RankProcesses.Job job) throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + job.pid(0) + "/fd"))) {
            return descriptors
                    .filter(descriptor -> isArenaOf(job.name(), descriptor))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("rank 0 has no arena open: " + job.name()));
        }
    }

    private static boolean isArenaOf(String job, Path descriptor) {
        try {
            String file = Files.readSymbolicLink(descriptor).toString();
            if (!file.contains("tutti-") || !file.endsWith(" (deleted)")) {
                return false;
            }
        } catch (IOException e) {
            return false; // it has been closed meanwhile
        }
        try (Arena arena = Arena.view(descriptor)) {
            return arena.job().equals(job);
        } catch (IOException | TuttiException e) {
            return false; // words of it have been overwritten by a trial before
        }
    }

    /** Meets the others until something ends the job. */
    static final class Endless implements RankProgram {
        @Override
        public String run(String... args) {
            Communicator world = Tutti.init(args);
            try {
                world.barrier();
                RankMain.tell("there");
                while (true) {
                    world.barrier();
                }
            } catch (TuttiException e) {
                return String.valueOf(e.getMessage());
            }
        }
    }

    /** Whoever looks after the ranks cannot say any more what one of them does: better an end than nobody who looks. */
    @Test
    @Timeout(60)
    void shouldEndAJobWhoseRanksMakeNoSense() throws IOException {
        RankProcesses.Job job = RankProcesses.shared().start(2, Map.of(), Endless.class);
        job.awaitMessage(0, "there");
        job.awaitMessage(1, "there");
        try (FileChannel arena = FileChannel.open(arenaOf(job), StandardOpenOption.WRITE)) {
            // a row begins with what has become of its rank
            ByteBuffer nonsense = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
            arena.write(nonsense.putLong(0, 4711), ArenaLayout.row(1));
        }
        assertThat(job.await())
                .extracting(Outcome::require)
                .allSatisfy(told -> assertThat(told)
                        .contains("cannot make sense of what ranks say of themselves: ")
                        .endsWith("[TUTTI-902]"));
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.HOURS)
    void shouldEndWithoutACrash() {
        Map<String, Integer> ends = new TreeMap<>();
        Campaign.run(6, Trial::of, trial -> trial.run(ends));
        ends.forEach(FuzzCampaignTest::print);
    }

    @SuppressWarnings("SystemOut") // the figures of a campaign
    private static void print(String end, int times) {
        System.out.println(times + " ended by: " + end);
    }
}
