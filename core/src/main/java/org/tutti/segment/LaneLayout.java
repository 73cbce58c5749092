package org.tutti.segment;

/**
 * Where everything of one rank lies in a lane, in bytes from the rank's base. Bases differ by a unit from rank to rank, so
 * that the words which a waiter polls fall into different sets of its cache.
 *
 * <pre>
 *  unit 0..7   arrival of operation s at unit s mod 8:  sequence | signature | digest | inline payload (104 bytes)
 *  unit 8      staged:    what lies in my ring before this position, others may read
 *  unit 9      folded:    of the results that lie in my ring before this position, others may read all
 *  unit 10     consumed:  before this position I read nothing of anybody's ring any more
 *  unit 11     sleeping:  1 + the rank whose word I sleep on, or 0
 *  slots       a short message of operation s lies at slot s mod 8, at a position below 0
 *  ring        payload at position p, which counts up through all operations, lies at p mod the ring's size
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
    private static final int SLOT_BYTES = 1024;
    private static final long SLOTS = SLEEPING + UNIT;
    private static final long RING = SLOTS + ARRIVALS * SLOT_BYTES;
    private static final int COLOURS = 16;

    private final long ringBytes;

    /** Lays a lane out. */
    public LaneLayout(Geometry geometry) {
        this.ringBytes = geometry.ringBytes();
    }

    static long arrival(long sequence) {
        return (sequence & (ARRIVALS - 1)) * UNIT;
    }

    static long colour(int rank) {
        return (long) (rank % COLOURS) * UNIT;
    }

    /** {@return where the payload at a position lies} */
    long payload(long position) {
        return RING + (position < 0 ? position : position & (ringBytes - 1));
    }

    /** {@return the position of an operation's slot if so many bytes fit into it, else of the ring from a given one on} */
    long place(long sequence, long position, long bytes) {
        return bytes <= SLOT_BYTES ? arrival(sequence) / UNIT * SLOT_BYTES + SLOTS - RING : fit(position, bytes);
    }

    /** {@return the first position of the ring, from a given one on, at which so many bytes lie in one piece} */
    long fit(long position, long bytes) {
        long start = ArenaLayout.align(position, UNIT);
        long room = ringBytes - (start & (ringBytes - 1));
        return bytes <= room ? start : start + room;
    }

    /** {@return how many bytes of its pool a rank gives to a lane} */
    public long bytes() {
        return ArenaLayout.align(RING + ringBytes + COLOURS * UNIT, ArenaLayout.PAGE);
    }
}
