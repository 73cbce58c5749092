package org.tutti;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Factors of a number that are as close to each other as possible: the largest minus the smallest is minimal, and where
 * several have that difference, the largest ones are as small as possible.
 *
 * <p>Factors are chosen from the smallest to the largest, each from the largest candidate down. What is left then has a factor
 * that is at least its root, which excludes most choices.
 */
final class BalancedDims {
    private final int[] divisors;
    private final int[] chosen;
    private int[] best = {};

    private BalancedDims(int number, int count) {
        this.divisors = divisors(number);
        this.chosen = new int[count];
    }

    /** {@return so many factors, at least 1 of them, whose product is the number, from the largest to the smallest} */
    static int[] of(int number, int count) {
        BalancedDims search = new BalancedDims(number, count);
        search.choose(count - 1, number, 1);
        return search.best;
    }

    /** Fills {@code chosen[0] .. chosen[at]} with factors of what is left, none below the least. */
    private void choose(int at, int left, int least) {
        if (at == 0) {
            chosen[0] = left;
            if (best.length == 0 || isBetter()) {
                best = chosen.clone();
            }
            return;
        }
        for (int i = divisors.length - 1; i >= 0 && divisors[i] >= least; i--) {
            int factor = divisors[i];
            if (left % factor == 0 && power(factor, at + 1, left) <= left) {
                chosen[at] = factor;
                if (power(largestAllowed(), at, left / factor) >= left / factor) {
                    choose(at - 1, left / factor, factor);
                }
            }
        }
    }

    /** {@return the largest factor with which the smallest one that was chosen is not worse than the best so far} */
    private long largestAllowed() {
        return best.length == 0 ? Integer.MAX_VALUE : (long) chosen[chosen.length - 1] + difference(best);
    }

    private static int difference(int[] factors) {
        return factors[0] - factors[factors.length - 1];
    }

    private boolean isBetter() {
        int byDifference = Integer.compare(difference(chosen), difference(best));
        return byDifference < 0 || (byDifference == 0 && Arrays.compare(chosen, best) < 0);
    }

    /** {@return base to the power of exponent, or some number above the bound where it is above it} */
    private static long power(long base, int exponent, int bound) {
        long power = 1;
        for (int i = 0; i < exponent && power <= bound && base > 1; i++) {
            power *= base;
        }
        return power;
    }

    private static int[] divisors(int number) {
        int root = (int) Math.sqrt(number);
        int[] small =
                IntStream.rangeClosed(1, root).filter(i -> number % i == 0).toArray();
        return IntStream.concat(Arrays.stream(small), Arrays.stream(small).map(i -> number / i))
                .distinct()
                .sorted()
                .toArray();
    }
}
