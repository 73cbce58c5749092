package org.tutti.launcher.bench;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** What the ratios of many cells come to. */
final class Ratios {
    private Ratios() {}

    /** {@return a result's ratio to the best peer, which it has} */
    static Ratio of(Result result) {
        return Objects.requireNonNull(result.ratio());
    }

    static double median(Result result) {
        return of(result).median();
    }

    /** {@return the geometric mean of the ratios of some results, all of which have one} */
    static double geometricMean(List<Result> results) {
        return Math.exp(results.stream()
                .mapToDouble(result -> Math.log(median(result)))
                .average()
                .orElse(0));
    }

    /** {@return the result that is worst beside the best peer, of at least one} */
    static Result worst(List<Result> results) {
        return Collections.max(results, Comparator.comparingDouble(Ratios::median));
    }
}
