package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tutti.Communicator;

/**
 * Any operations on overlapping communicators, one after the other. What fails names the seed, which
 * {@code -Dtutti.test.seed=SEED} repeats.
 */
class MedleyTest {
    private static final int CALLS = 10_000;
    private static final Duration LIMIT = Duration.ofMinutes(10);
    /** Another one in each run, unless it is given. */
    private static final long FRESH = Long.getLong("tutti.test.seed", System.nanoTime() >>> 10);

    /** {@return sizes of the arena that follow from the seed} */
    private static Matrix.Sizes sizes(long seed) {
        List<Matrix.Sizes> sizes = List.of(Matrix.Sizes.SMALL, Matrix.Sizes.SMALLEST, Matrix.Sizes.USUAL);
        return sizes.get((int) Math.floorMod(seed, 3L));
    }

    private static void play(int ranks, long seed, int calls, Map<String, String> further) {
        Map<String, String> parameters = new HashMap<>(sizes(seed).parameters());
        parameters.putAll(further);
        ThreadRanks.run(ranks, parameters, LIMIT, world -> Medley.play(world, seed, calls));
    }

    @ParameterizedTest
    @CsvSource({"2, 0, 800", "3, 1, 500", "5, 2, 400", "8, 3, 300"})
    void shouldPlayAMedley(int ranks, long seed, int calls) {
        play(ranks, seed, calls, Map.of());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 8})
    void shouldPlayAMedleyThatIsNew(int ranks) {
        play(ranks, FRESH, 200, Map.of());
    }

    /** Short operations along trees, of two levels where ranks suffice. */
    @ParameterizedTest
    @CsvSource({"5, 2", "9, auto"})
    void shouldPlayAMedleyAlongTrees(int ranks, String degree) {
        play(ranks, 6, 300, Map.of("coll.sm.flat_max", "1", "coll.sm.tree_degree", degree));
    }

    /** So many that a row of the least blocks is longer than a fragment, and their results would fill the ring. */
    @ParameterizedTest
    @CsvSource({"33, 1, 60", "63, 4, 40"})
    void shouldPlayAMedleyInRingsThatAreAsSmallAsCanBe(int ranks, long seed, int calls) {
        assertThat(sizes(seed)).isEqualTo(Matrix.Sizes.SMALLEST);
        play(ranks, seed, calls, Map.of());
    }

    /** Three seeds: each has other sizes. */
    @Tag("full")
    @ParameterizedTest
    @CsvSource({"2, 0", "2, 1", "2, 2", "3, 0", "3, 1", "3, 2", "5, 0", "5, 1", "5, 2", "8, 0", "8, 1", "8, 2"})
    @Timeout(value = 11, unit = TimeUnit.MINUTES)
    void shouldPlayLongMedleys(int ranks, int further) {
        play(ranks, FRESH + further, CALLS, Map.of());
    }

    @Tag("full")
    @ParameterizedTest
    @CsvSource({"16, 400", "64, 60"})
    @Timeout(value = 11, unit = TimeUnit.MINUTES)
    @Tag("processes")
    void shouldPlayMedleysOnManyMoreRanksThanProcessors(int ranks, int calls) {
        play(ranks, FRESH, calls, Map.of());
    }

    /** Arguments: the seed, and how many calls. */
    static final class Play implements RankTask {
        @Override
        public String run(Communicator world, String... args) {
            Medley.play(world, Long.parseLong(args[0]), Integer.parseInt(args[1]));
            return "done";
        }
    }

    private static void playInProcesses(int ranks, long seed, int calls) {
        RankProcesses.Job job = RankProcesses.shared()
                .start(ranks, sizes(seed).settings(), Play.class, Long.toString(seed), Integer.toString(calls));
        assertThat(job.await(LIMIT)).extracting(Outcome::require).containsOnly("done");
        assertThat(job.leftovers()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2, 10", "3, 11"})
    void shouldPlayAMedleyInProcesses(int ranks, long seed) {
        playInProcesses(ranks, seed, 300);
    }

    @Tag("full")
    @ParameterizedTest
    @CsvSource({"2, 10000", "3, 10000", "16, 200"})
    @Timeout(value = 11, unit = TimeUnit.MINUTES)
    void shouldPlayLongMedleysInProcesses(int ranks, int calls) {
        playInProcesses(ranks, FRESH, calls);
    }
}
