package org.tutti.testkit;

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
