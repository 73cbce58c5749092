package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tutti.Communicator;
import org.tutti.TuttiException;

/**
 * One rank of some calls something else than the others, or one call less or one more, or leaves early, after any calls and before
 * any: each rank gets an error, soon, and none a wrong result. A {@link Campaign}, which
 * prints the errors.
 */
class MismatchCampaignTest {
    private static final int[] RANKS = {2, 3, 5};
    private static final int MOST_BEFORE = 10;
    private static final int AFTER = 6;
    private static final double LIMIT_SECONDS = 4;

    /** What the odd rank does. */
    enum Way {
        ANOTHER_CALL,
        ONE_LESS,
        ONE_MORE,
        LEAVES
    }

    private record Trial(long seed, int ranks, int odd, Way way, int before) {
        static Trial of(long seed) {
            Random random = Campaign.random(seed);
            int ranks = RANKS[random.nextInt(RANKS.length)];
            return new Trial(
                    seed,
                    ranks,
                    random.nextInt(ranks),
                    Campaign.any(random, Way.values()),
                    random.nextInt(MOST_BEFORE));
        }

        private Call call(int number) {
            return Medley.anyCall(new Random(Oracle.random(seed, 1, number)), ranks);
        }

        /** {@return a call that matches neither the others' nor the one behind it} */
        private Call other() {
            Random random = new Random(Oracle.random(seed, 2, 0));
            while (true) {
                Call call = Medley.anyCall(random, ranks);
                if (!call.description().equals(call(before).description())
                        && !call.description().equals(call(before + 1).description())) {
                    return call;
                }
            }
        }

        private void play(Communicator world) {
            for (int number = 0; number < before + AFTER; number++) {
                boolean isOdd = world.rank() == odd && number == before;
                if (isOdd && way == Way.LEAVES) {
                    return;
                }
                if (isOdd && way != Way.ONE_LESS) {
                    check(world, other());
                }
                if (!isOdd || way == Way.ONE_MORE) {
                    check(world, call(number));
                }
            }
        }

        private void check(Communicator world, Call call) {
            call.check(world, call.oracle(ranks, seed));
        }

        /** Counts the errors of all ranks. */
        void run(Map<String, Integer> errors) {
            Fates fates = Fates.of(ranks, Matrix.Sizes.SMALL.parameters(), this::play);
            for (TuttiException error : fates.all()) {
                errors.merge(way + ": " + error.code() + ", " + error.errorClass(), 1, Integer::sum);
            }
            assertThat(fates.seconds()).as("seconds until all ranks knew").isLessThan(LIMIT_SECONDS);
        }
    }

    /** A trial of operations in flight and messages as well: what differs may be legal, and may be seen only when all ranks wait. */
    private record ScoreTrial(long seed, int ranks, int odd, Score.Slip slip, int at) {
        private static final int LENGTH = 12;
        private static final Duration LIMIT = Duration.ofSeconds(12);

        static ScoreTrial of(long seed) {
            Random random = Campaign.random(seed);
            int ranks = RANKS[random.nextInt(RANKS.length)];
            Score.Slip slip = Campaign.any(random, Score.Slip.values());
            return new ScoreTrial(seed, ranks, random.nextInt(ranks), slip, random.nextInt(LENGTH - 1));
        }

        /** Counts what became of the ranks. Ranks that hang are an error of the watchdog's. */
        void run(Map<String, Integer> outcomes) {
            Score score = Score.of(Campaign.random(~seed), ranks, LENGTH);
            Score another = score.with(slip, at, ranks);
            Queue<String> ends = new ConcurrentLinkedQueue<>();
            try {
                ThreadRanks.run(ranks, Matrix.Sizes.SMALL.parameters(), LIMIT, world -> {
                    try {
                        (world.rank() == odd ? another : score).play(world);
                        world.close();
                        ends.add("done");
                    } catch (TuttiException e) {
                        ends.add(e.code() + ", " + e.errorClass());
                        throw e;
                    }
                });
            } catch (TuttiException e) {
                // each rank has said what it got
            }
            assertThat(ends).as("what the ranks got").hasSize(ranks);
            ends.forEach(end -> outcomes.merge(slip + ": " + end, 1, Integer::sum));
        }
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.HOURS)
    void shouldLetNobodyHangWhereMessagesOrOperationsInFlightDiffer() {
        Map<String, Integer> outcomes = new TreeMap<>();
        Campaign.run(12, ScoreTrial::of, trial -> trial.run(outcomes));
        outcomes.forEach((end, times) -> System.out.printf(Locale.ROOT, "%6d ranks, %s%n", times, end));
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.HOURS)
    void shouldTellAllThatTheirCallsDiffer() {
        Map<String, Integer> errors = new TreeMap<>();
        Campaign.run(500, Trial::of, trial -> trial.run(errors));
        errors.forEach((error, times) -> System.out.printf(Locale.ROOT, "%6d ranks, %s%n", times, error));
    }
}
