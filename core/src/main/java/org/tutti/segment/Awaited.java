package org.tutti.segment;

import org.jspecify.annotations.Nullable;

/**
 * Whom a rank waits for.
 *
 * @param rank the first of them
 * @param ranks how many there are
 */
public record Awaited(int rank, int ranks) {
    /** {@return both in one word that is not 0} */
    static long pack(int rank, int ranks) {
        return ((long) ranks << Integer.SIZE) | (rank + 1L);
    }

    /** {@return what a word says, or null where it says nothing} */
    static @Nullable Awaited unpack(long word) {
        return word == 0 ? null : new Awaited((int) word - 1, (int) (word >>> Integer.SIZE));
    }

    /** {@return it for a person, e.g. {@code rank 3 and 2 others}} */
    @Override
    public String toString() {
        return "rank " + rank + (ranks == 1 ? "" : ranks == 2 ? " and another" : " and " + (ranks - 1) + " others");
    }
}
