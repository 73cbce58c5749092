package org.tutti;

import java.util.Arrays;
import java.util.BitSet;

/** Ranges of ranks: first, last and stride, as MPI_GROUP_RANGE_INCL and MPI_GROUP_RANGE_EXCL take them. */
final class RankRanges {
    private RankRanges() {}

    /** {@return the ranks of all ranges, range by range, each from 0 to size - 1 and there once} */
    static int[] expand(int[][] ranges, int size) {
        if (ranges == null) {
            throw malformed("ranges=null");
        }
        BitSet seen = new BitSet(size);
        int[] ranks = new int[size];
        int count = 0;
        for (int i = 0; i < ranges.length; i++) {
            int[] range = ranges[i];
            long end = end(range, i);
            requireRank(range[0], size, range, i);
            requireRank(end, size, range, i);
            for (int left = Math.toIntExact((end - range[0]) / range[2]); left >= 0; left--) {
                int rank = Math.toIntExact(end - (long) left * range[2]);
                if (seen.get(rank)) {
                    throw RankArguments.twice(text(range, i) + ", rank=" + rank);
                }
                seen.set(rank);
                ranks[count++] = rank;
            }
        }
        return Arrays.copyOf(ranks, count);
    }

    /** {@return the last rank that the strides from the first one on reach without going beyond the last} */
    private static long end(int[] range, int index) {
        if (range == null || range.length != 3) {
            throw malformed(text(range, index));
        }
        long distance = (long) range[1] - range[0];
        if (range[2] == 0 || Long.signum(distance) * Integer.signum(range[2]) < 0) {
            throw malformed(text(range, index));
        }
        return range[0] + distance / range[2] * range[2];
    }

    private static void requireRank(long rank, int size, int[] range, int index) {
        if (rank < 0 || rank >= size) {
            throw RankArguments.noRank(size, text(range, index) + ", rank=" + rank);
        }
    }

    private static String text(int[] range, int index) {
        return "ranges[" + index + "]=" + Arrays.toString(range);
    }

    private static TuttiException malformed(String value) {
        return new TuttiException(
                ErrorCode.BAD_RANK_RANGE,
                "a range is [first, last, stride], with a stride that is not 0 and leads from first to last: " + value);
    }
}
