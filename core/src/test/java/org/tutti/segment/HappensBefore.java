package org.tutti.segment;

/**
 * Which accesses to a memory are ordered by release stores and acquire loads, by vector clocks: an access that conflicts
 * with another rank's, without order between them, is a data race, whatever this run has read.
 */
final class HappensBefore {
    private static final int KINDS = 4;

    /** What an access does. */
    enum Access {
        PLAIN_READ,
        PLAIN_WRITE,
        ORDERED_READ,
        ORDERED_WRITE;

        private boolean conflictsWith(Access other) {
            boolean writes = this == PLAIN_WRITE || this == ORDERED_WRITE;
            boolean otherWrites = other == PLAIN_WRITE || other == ORDERED_WRITE;
            boolean plain = this == PLAIN_READ || this == PLAIN_WRITE;
            boolean otherPlain = other == PLAIN_READ || other == PLAIN_WRITE;
            return (writes || otherWrites) && (plain || otherPlain);
        }
    }

    private static final Access[] ACCESSES = Access.values();

    private final int ranks;
    /** What each rank has done and what it knows of the others, in clock ticks. */
    private final int[][] clocks;
    /** When each rank last accessed each word, in which way. */
    private final int[] last;
    /** What whoever acquires a word comes to know; null where the last store was plain. */
    private final int[][] released;

    HappensBefore(int ranks, int words) {
        this.ranks = ranks;
        this.clocks = new int[ranks][ranks];
        this.last = new int[words * ranks * KINDS];
        this.released = new int[words][];
        for (int rank = 0; rank < ranks; rank++) {
            clocks[rank][rank] = 1;
        }
    }

    /** Notes an access; fails where another rank's is not ordered before it. */
    void access(int rank, int word, Access access) {
        for (int peer = 0; peer < ranks; peer++) {
            for (Access other : ACCESSES) {
                if (peer != rank
                        && access.conflictsWith(other)
                        && last[index(word, peer, other)] > clocks[rank][peer]) {
                    throw new AssertionError("data race: nothing orders the " + access + " by rank " + rank
                            + " behind the " + other + " by rank " + peer + ", word at " + word * Long.BYTES);
                }
            }
        }
        last[index(word, rank, access)] = clocks[rank][rank];
    }

    @SuppressWarnings("EnumOrdinal") // an index into an array of this object alone
    private int index(int word, int rank, Access access) {
        return (word * ranks + rank) * KINDS + access.ordinal();
    }

    /** {@return what whoever acquires a store that a rank makes now will know} */
    int[] release(int rank) {
        int[] known = clocks[rank].clone();
        clocks[rank][rank]++;
        return known;
    }

    /** Notes that a store has come out: with what it tells, or with null where it was plain. */
    void stored(int word, int[] known) {
        released[word] = known;
    }

    /** Lets a rank know what a word's last store tells. */
    void acquire(int rank, int word) {
        int[] known = released[word];
        for (int peer = 0; known != null && peer < ranks; peer++) {
            clocks[rank][peer] = Math.max(clocks[rank][peer], known[peer]);
        }
    }
}
