package org.tutti.segment;

/**
 * Where everything of one rank lies in a lane, in bytes from the rank's base. Bases differ by a unit from rank to rank, so
 * that the words which a waiter polls fall into different sets of its cache. A unit is eight cache lines, unless the
 * geometry says otherwise: what lies beside a word is there as soon as the word is, or soon behind it.
 *
 * <pre>
 *  unit 0      staged:    what lies in my ring before this position, others may read
 *  unit 1      folded:    of the results that lie in my ring before this position, others may read all
 *  unit 2      consumed:  before this position I read nothing of anybody's ring any more
 *  unit 3      sleeping:  1 + the rank whose word I sleep on, or 0; beside it the last wait that was long
 *  unit 4      the name of the communicator, for whoever looks
 *  S units     arrival of operation s at unit s mod S:  sequence | signature | digest | inline payload
 *  S units     fan-in of operation s at unit s mod S:   sequence |           | digest | inline payload   } only where not all
 *  S units     fan-out of operation s at unit s mod S:  sequence |           | digest | inline payload   } look at all
 *  S slots     a short message of operation s lies at slot s mod S, at a position below 0
 *  ring        payload at position p, which counts up through all operations, lies at p mod the ring's size
 * </pre>
 */
public final class LaneLayout {
    private static final int COUNTERS = 5;

    static final long SEQUENCE = 0;
    static final long SIGNATURE = SEQUENCE + Long.BYTES;
    static final long DIGEST = SIGNATURE + Long.BYTES;
    static final long INLINE = DIGEST + Long.BYTES;

    /** What a rank waits for that waits until others have opened their part: no word of a lane. */
    static final long OPENING = -1;

    /** Where pieces of payload begin: at multiples of this. */
    public static final int ALIGNMENT = 128;

    /** How many bytes a short message has at most that lies in a slot. */
    public static final int SLOT_BYTES = 1024;

    /**
     * How far apart two pieces of the ring are that follow each other: so far a processor reads ahead of a copy, and what it has
     * read of the next piece its writer would have to take back. In rings that are short for their messages or ranks it is less, or
     * none: rows must still fit three times.
     */
    private static final int GAP_BYTES = 512;

    private static final int GAP_SHARE = 8;
    private static final int COLOURS = 16;

    final long staged;
    final long folded;
    final long consumed;
    final long sleeping;
    final long awaitedValue;
    final long awaitedWord;
    final long awaited;
    final long name;
    private final int slots;
    private final int unitShift;
    private final int fanIns;
    private final int fanOuts;
    private final long slotsStart;
    private final long ringStart;
    private final long ringBytes;
    private final long gap;

    /** Lays a lane out. */
    public LaneLayout(Geometry geometry) {
        this.slots = geometry.slots();
        this.unitShift = Integer.numberOfTrailingZeros(geometry.unitBytes());
        this.staged = unit(0);
        this.folded = unit(1);
        this.consumed = unit(2);
        this.sleeping = unit(3);
        this.awaitedValue = sleeping + Long.BYTES;
        this.awaitedWord = awaitedValue + Long.BYTES;
        this.awaited = awaitedWord + Long.BYTES;
        this.name = unit(4);
        this.fanIns = COUNTERS + slots;
        this.fanOuts = geometry.hasTrees() ? fanIns + slots : fanIns;
        int units = geometry.hasTrees() ? fanOuts + slots : fanIns;
        this.slotsStart = unit(units);
        this.ringStart = slotsStart + (long) slots * SLOT_BYTES;
        this.ringBytes = geometry.ringBytes();
        this.gap = gapBytes(geometry);
    }

    /** {@return how many bytes lie between two pieces of a ring that follow each other} */
    public static int gapBytes(Geometry geometry) {
        int pieces = Math.max(Geometry.leastMessages(geometry.slots()), geometry.ranks());
        return (int) Math.min(GAP_BYTES, geometry.ringBytes() / GAP_SHARE / pieces & -ALIGNMENT);
    }

    /** {@return capacity of the payload that travels beside a sequence, in bytes} */
    public static int inlineBytes(Geometry geometry) {
        return geometry.unitBytes() - (int) INLINE;
    }

    /** {@return the same for any number of ranks, as far as it is the same: nobody's memory} For those who only look. */
    static LaneLayout ofAnyRanks(Geometry geometry) {
        return new LaneLayout(geometry.forLane(geometry.flatRanks() + 1, geometry.ringBytes()));
    }

    /** {@return how many bytes of text the name has at most} */
    int nameCapacity() {
        return (1 << unitShift) - Byte.BYTES;
    }

    /** {@return how many bytes of control words a rank's part has} */
    long controlBytes() {
        return slotsStart;
    }

    /** {@return how many arrivals stay readable} One is overwritten once all ranks have arrived slots - 1 operations later. */
    int slots() {
        return slots;
    }

    /** {@return the number of an operation's slot} */
    long slot(long sequence) {
        return sequence & (slots - 1);
    }

    private long unit(long index) {
        return index << unitShift;
    }

    /** {@return where the arrival at an operation lies} */
    long arrival(long sequence) {
        return unit(COUNTERS + slot(sequence));
    }

    /** {@return where the fan-in of an operation lies} */
    long fanIn(long sequence) {
        return unit(fanIns + slot(sequence));
    }

    /** {@return where the fan-out of an operation lies} */
    long fanOut(long sequence) {
        return unit(fanOuts + slot(sequence));
    }

    /** {@return how far a rank's base lies from the start of its lane} */
    long colour(int rank) {
        return unit(rank % COLOURS);
    }

    /** {@return where the payload at a position lies} */
    long payload(long position) {
        return ringStart + (position < 0 ? position : position & (ringBytes - 1));
    }

    /** {@return the position of an operation's slot if so many bytes fit into it, else of the ring from a given one on} */
    long place(long sequence, long position, long bytes) {
        return bytes <= SLOT_BYTES ? slot(sequence) * SLOT_BYTES + slotsStart - ringStart : fit(position, bytes);
    }

    /** {@return the first position of the ring, some way behind a given one, at which so many bytes lie in one piece} */
    long fit(long position, long bytes) {
        long start = (position + gap + ALIGNMENT - 1) & -ALIGNMENT;
        long room = ringBytes - (start & (ringBytes - 1));
        return bytes <= room ? start : start + room;
    }

    /** {@return how many bytes of its pool a rank gives to a lane} */
    public long bytes() {
        return ArenaLayout.align(ringStart + ringBytes + unit(COLOURS), ArenaLayout.PAGE);
    }
}
