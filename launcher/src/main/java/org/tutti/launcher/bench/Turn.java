package org.tutti.launcher.bench;

/**
 * One measurement among all.
 *
 * @param round which round it belongs to
 * @param contender who was measured
 * @param cell what was measured
 * @param sample what came out
 * @param hopBefore the time of a cache line from core to core just before, in nanoseconds
 * @param hopAfter the same just after
 */
record Turn(int round, Contender contender, Cell cell, Sample sample, double hopBefore, double hopAfter) {
    /** Up to what factor two probes show one mood of the machine. */
    private static final double ALIKE = 1.4;

    /** {@return whether the machine was in one mood meanwhile} */
    boolean isSteady() {
        return areAlike(hopBefore, hopAfter);
    }

    /** {@return whether the machine was in this mood} */
    boolean isIn(double mood) {
        return isSteady() && areAlike(hopBefore, mood) && areAlike(hopAfter, mood);
    }

    /** {@return the mood} */
    double hop() {
        return (hopBefore + hopAfter) / 2;
    }

    private static boolean areAlike(double one, double other) {
        return Math.max(one, other) <= ALIKE * Math.min(one, other);
    }
}
