package org.tutti.launcher.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What one contender took for one cell: medians over the rounds.
 *
 * @param cell what was measured
 * @param contender who was measured
 * @param micros the mean of an operation of the slowest rank, in microseconds
 * @param spread how far the quartiles of the rounds are apart, as a part of the median
 * @param p50 the median of single calls, in microseconds
 * @param p99 the 99th percentile of single calls, in microseconds
 * @param max the longest single call in all rounds, in microseconds
 * @param rounds how many rounds count
 * @param ratio its time over that of the peer which is fastest in this cell, or null where there is none
 * @param floors its time over the machine's own, or null where that was not measured
 */
record Result(
        Cell cell,
        Contender contender,
        double micros,
        double spread,
        double p50,
        double p99,
        double max,
        int rounds,
        @Nullable Ratio ratio,
        @Nullable Ratio floors) {
    private static final double NANOS = 1000;

    /** {@return the result of some turns of one contender and cell, of which there is at least one} Beside nobody else's. */
    static Result of(List<Turn> turns) {
        List<Double> means = sorted(turns, Sample::nanos);
        double median = quantile(means, 0.5);
        double spread = median == 0 ? 0 : (quantile(means, 0.75) - quantile(means, 0.25)) / median;
        Turn first = turns.getFirst();
        return new Result(
                first.cell(),
                first.contender(),
                median / NANOS,
                spread,
                quantile(sorted(turns, Sample::median), 0.5) / NANOS,
                quantile(sorted(turns, Sample::p99), 0.5) / NANOS,
                sorted(turns, Sample::max).getLast() / NANOS,
                turns.size(),
                null,
                null);
    }

    /** {@return the same beside others'} */
    Result beside(@Nullable Ratio bestPeer, @Nullable Ratio floor) {
        return new Result(cell, contender, micros, spread, p50, p99, max, rounds, bestPeer, floor);
    }

    private static List<Double> sorted(List<Turn> turns, ToDoubleFunction<Sample> of) {
        List<Double> values = new ArrayList<>();
        turns.forEach(turn -> values.add(of.applyAsDouble(turn.sample())));
        Collections.sort(values);
        return values;
    }

    /** {@return a quantile of sorted values, between two of them where it is} */
    static double quantile(List<Double> sorted, double part) {
        double at = part * (sorted.size() - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.size() - 1);
        return sorted.get(below) + (at - below) * (sorted.get(above) - sorted.get(below));
    }
}
