package org.tutti.segment;

/**
 * Where everything of one rank lies in a lane, in bytes from the rank's base. Bases differ by a unit from rank to rank, so
 * that the words which a waiter polls fall into different sets of its cache.
 *
 * <pre>
 *  unit 0..7   arrival of operation s at unit s mod 8:  sequence | signature | digest | inline payload (104 bytes)
 *  unit 8      staged:    fragments before this number lie in my contribution slots
 *  unit 9      folded:    fragments before this number lie in my result slots
 *  unit 10     consumed:  of fragments before this number I read nothing any more
 *  unit 11     sleeping:  1 + the rank whose word I sleep on, or 0
 *  slots       8 slots for messages of one phase, operation s at slot s mod 8
 *  fragments   contribution slots, fragment f at slot f mod fragmentSlots
 *  results     result slots, fragment f at slot f mod fragmentSlots
 * </pre>
 */
public final class LaneLayout {
    /** Bytes of a unit: two cache lines, which some processors fetch as a pair and others have as one. */
    static final int UNIT = 128;
    /** How many arrivals stay readable; an arrival is overwritten once all ranks have arrived seven operations later. */
    static final int ARRIVALS = 8;

    static final long SEQUENCE = 0;
    static final long SIGNATURE = SEQUENCE + Long.BYTES;
    static final long DIGEST = SIGNATURE + Long.BYTES;
    static final long INLINE = DIGEST + Long.BYTES;

    /** Capacity of the payload that travels beside the sequence. */
    public static final int INLINE_BYTES = UNIT - (int) INLINE;

    static final long STAGED = ARRIVALS * UNIT;
    static final long FOLDED = STAGED + UNIT;
    static final long CONSUMED = FOLDED + UNIT;
    static final long SLEEPING = CONSUMED + UNIT;
    private static final long SLOTS = SLEEPING + UNIT;
    private static final int COLOURS = 16;

    private final int slotBytes;
    private final int fragmentBytes;
    private final int fragmentSlots;
    private final int resultBytes;
    private final long fragments;
    private final long results;
    private final long bytes;

    /** Lays a lane out. */
    public LaneLayout(Geometry geometry) {
        this.slotBytes = geometry.slotBytes();
        this.fragmentBytes = geometry.fragmentBytes();
        this.fragmentSlots = geometry.fragmentSlots();
        this.resultBytes = (int) ArenaLayout.align(fragmentBytes / geometry.ranks() + UNIT, UNIT);
        this.fragments = SLOTS + (long) ARRIVALS * slotBytes;
        this.results = fragments + (long) fragmentSlots * fragmentBytes;
        this.bytes = results + (long) fragmentSlots * resultBytes;
    }

    static long arrival(long sequence) {
        return (sequence & (ARRIVALS - 1)) * UNIT;
    }

    static long colour(int rank) {
        return (long) (rank % COLOURS) * UNIT;
    }

    long slot(long sequence) {
        return SLOTS + (sequence & (ARRIVALS - 1)) * slotBytes;
    }

    long contribution(long fragment) {
        return fragments + (fragment & (fragmentSlots - 1)) * fragmentBytes;
    }

    long result(long fragment) {
        return results + (fragment & (fragmentSlots - 1)) * resultBytes;
    }

    /** {@return how many bytes of its pool a rank gives to a lane} */
    public long bytes() {
        return ArenaLayout.align(bytes + COLOURS * UNIT, ArenaLayout.PAGE);
    }
}
