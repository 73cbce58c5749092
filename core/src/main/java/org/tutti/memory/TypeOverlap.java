package org.tutti.memory;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Whether primitives lie where others do. Most types tell by their bounds; others are spelled out, unless they are so large that
 * it would cost more than it is worth.
 */
final class TypeOverlap {
    private static final long MOST_RUNS = 4096;

    private TypeOverlap() {}

    /** {@return whether some primitives are known to lie where others do} */
    static boolean isKnown(Layout layout) {
        return switch (layout) {
            case Layout.Run _ -> false;
            case Layout.Repeated repeated -> isKnown(repeated.part) || isBetweenRepetitions(repeated);
            case Layout.Listed listed -> hasPartThatIsKnown(listed) || (!isDisjoint(listed) && isSpelledOut(layout));
        };
    }

    /** As many repetitions as the first one reaches into tell, since all others are alike. */
    private static boolean isBetweenRepetitions(Layout.Repeated repeated) {
        long stride = Math.abs(repeated.stride);
        if (stride >= span(repeated.part)) {
            return false;
        }
        if (stride == 0 || repeated.part instanceof Layout.Run) {
            return true;
        }
        long reached = Math.min(repeated.count, (span(repeated.part) - 1) / stride + 1);
        long spelled = Math.min(reached, MOST_RUNS / runs(repeated.part));
        return spelled > 1 && isSpelledOut(Layout.repeated(repeated.part, spelled, repeated.stride));
    }

    private static long span(Layout layout) {
        return layout.high - layout.low;
    }

    private static boolean hasPartThatIsKnown(Layout.Listed listed) {
        Layout before = null;
        for (long i = 0; i < listed.parts(); i++) {
            Layout part = listed.part(i);
            if (part != before && isKnown(part)) {
                return true;
            }
            before = part;
        }
        return false;
    }

    /** {@return whether parts lie one behind the other, in whatever order} */
    private static boolean isDisjoint(Layout.Listed listed) {
        int parts = (int) listed.parts();
        int[] order = IntStream.range(0, parts)
                .boxed()
                .sorted(Comparator.comparingLong(i -> listed.displacement(i) + listed.part(i).low))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int i = 1; i < parts; i++) {
            int before = order[i - 1];
            int next = order[i];
            if (listed.displacement(before) + listed.part(before).high
                    > listed.displacement(next) + listed.part(next).low) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSpelledOut(Layout layout) {
        long runs = runs(layout);
        if (runs > MOST_RUNS) {
            return false;
        }
        long[][] spans = new long[(int) runs][];
        spell(layout, 0, spans, 0);
        Arrays.sort(spans, Comparator.comparingLong(span -> span[0]));
        for (int i = 1; i < spans.length; i++) {
            if (spans[i - 1][1] > spans[i][0]) {
                return true;
            }
        }
        return false;
    }

    /** {@return how many runs there are, or more than are spelled out} */
    private static long runs(Layout layout) {
        if (layout instanceof Layout.Run) {
            return 1;
        }
        if (layout instanceof Layout.Repeated repeated) {
            return Math.min(Math.min(repeated.count, MOST_RUNS + 1) * runs(repeated.part), MOST_RUNS + 1);
        }
        long runs = 0;
        for (long i = 0; i < layout.parts() && runs <= MOST_RUNS; i++) {
            runs += runs(layout.part(i));
        }
        return Math.min(runs, MOST_RUNS + 1);
    }

    private static int spell(Layout layout, long at, long[][] spans, int size) {
        if (layout instanceof Layout.Run) {
            spans[size] = new long[] {at, at + layout.bytes};
            return size + 1;
        }
        int next = size;
        for (long i = 0; i < layout.parts(); i++) {
            next = spell(layout.part(i), at + layout.displacement(i), spans, next);
        }
        return next;
    }
}
