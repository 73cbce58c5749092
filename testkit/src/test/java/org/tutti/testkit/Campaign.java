package org.tutti.testkit;

import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.LongFunction;

/**
 * Trials that follow from seeds: so many as {@code tutti.campaign.trials} says, of seeds that count up from {@code
 * tutti.campaign.seed}. One that fails is named.
 */
final class Campaign {
    private static final long USUAL_SEED = 20_261_129L;

    private Campaign() {}

    /** What is done with a trial. */
    interface Body<T> {
        void run(T trial) throws Exception;
    }

    /** {@return what makes everything of a trial} Seeds that follow each other make trials that have nothing in common. */
    static Random random(long seed) {
        return Random.from(new SplittableRandom(seed));
    }

    /** {@return one of these} */
    static <T> T any(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    /** Runs the trials of these seeds; so many of them where no property says how many. */
    static <T> void run(int usualTrials, LongFunction<T> ofSeed, Body<T> body) {
        int trials = Integer.getInteger("tutti.campaign.trials", usualTrials);
        long first = Long.getLong("tutti.campaign.seed", USUAL_SEED);
        for (int i = 0; i < trials; i++) {
            T trial = ofSeed.apply(first + i);
            try {
                body.run(trial);
            } catch (Exception | AssertionError e) {
                throw new AssertionError("trial " + i + " of " + trials + ": " + trial, e);
            }
        }
    }
}
