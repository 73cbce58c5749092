package org.tutti;

import java.util.BitSet;

/** Checks of ranks and lists of numbers that are passed to groups and topologies. */
final class RankArguments {
    private RankArguments() {}

    /** An array is there. */
    static void requireArray(Object array, String name) {
        ArrayArguments.typeOf(array, name);
    }

    /** {@return a rank that is from 0 to size - 1} */
    static int requireRank(int rank, int size, String name) {
        if (rank < 0 || rank >= size) {
            throw noRank(size, name + "=" + rank);
        }
        return rank;
    }

    /** Each is from 0 to size - 1. */
    static void requireRanks(int[] ranks, int size, String name) {
        requireArray(ranks, name);
        for (int i = 0; i < ranks.length; i++) {
            if (ranks[i] < 0 || ranks[i] >= size) {
                throw noRank(size, name + "[" + i + "]=" + ranks[i]);
            }
        }
    }

    /** {@return the ranks as a set; each is from 0 to size - 1 and listed once} */
    static BitSet requireDistinct(int[] ranks, int size, String name) {
        requireRanks(ranks, size, name);
        BitSet seen = new BitSet(size);
        for (int i = 0; i < ranks.length; i++) {
            if (seen.get(ranks[i])) {
                throw twice(name + "[" + i + "]=" + ranks[i]);
            }
            seen.set(ranks[i]);
        }
        return seen;
    }

    /** {@return where a process of a larger communicator belongs in a topology of this size: nowhere once it is full} */
    static int mapped(int rank, int size) {
        if (rank < 0) {
            throw new TuttiException(ErrorCode.BAD_RANK, "must be a rank, 0 or more: rank=" + rank);
        }
        return rank < size ? rank : Tutti.UNDEFINED;
    }

    static TuttiException noRank(int size, String value) {
        String legal = size == 0 ? "there are no ranks" : "must be a rank from 0 to " + (size - 1);
        return new TuttiException(ErrorCode.BAD_RANK, legal + ": " + value);
    }

    static TuttiException twice(String value) {
        return new TuttiException(ErrorCode.RANK_TWICE, "a rank is listed twice: " + value);
    }
}
