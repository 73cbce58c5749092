package org.tutti.launcher.bench;

import java.util.List;

/**
 * One's time over another's, round by round: below 1 the first is faster.
 *
 * @param over whose time is below the line
 * @param median of the rounds
 * @param lower their lower quartile
 * @param upper their upper quartile
 * @param rounds how many rounds have both in one mood of the machine
 */
record Ratio(String over, double median, double lower, double upper, int rounds) {
    /** {@return the ratio of some rounds, of which there is at least one} */
    static Ratio of(String over, List<Double> ratios) {
        List<Double> sorted = ratios.stream().sorted().toList();
        return new Ratio(
                over,
                Result.quantile(sorted, 0.5),
                Result.quantile(sorted, 0.25),
                Result.quantile(sorted, 0.75),
                sorted.size());
    }
}
