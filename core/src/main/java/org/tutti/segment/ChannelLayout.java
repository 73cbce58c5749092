package org.tutti.segment;

/**
 * Where everything lies that carries messages between ranks: each rank's post, in bytes from its start, and a channel from one rank
 * to another, in bytes from its base. A rank lays its post when it joins, and a channel at its first message to another rank.
 *
 * <pre>
 *  post     unit 0       bell:    1 while I sleep, and whoever has something for me sets it to 0 and wakes me
 *           unit 1 + s   taken:   how many cells of rank s's channel to me I have taken out
 *           words        channel: where my channel to rank r begins, or 0
 *
 *  channel  unit 0       how many cells there are
 *           C units      a cell each: one message, or a small one in each of its slots
 *
 *  cell     slot         ready = where the next message begins | head | context | inline payload
 *           slot         the same, or more of the payload
 *           ...
 * </pre>
 *
 * A unit is a lane's control unit, but two cache lines at most. Places are counted in slots, and count up; place p is slot p mod
 * (slots of C cells). Longer payload lies anywhere in the sender's pool: its cell says where.
 */
final class ChannelLayout {
    static final long BELL = 0;
    static final long CELLS = 0;

    static final long READY = 0;
    static final long HEAD = READY + Long.BYTES;
    static final long CONTEXT = HEAD + Long.BYTES;
    static final long INLINE = CONTEXT + Long.BYTES;

    /** So many bytes of payload travel in a slot beside a head. */
    static final int SMALL_BYTES = Long.BYTES;

    private static final int SLOT_SHIFT = 5;
    /** Two cache lines: some processors fetch them as a pair. */
    private static final int MOST_UNIT_BYTES = 128;

    private final int unitShift;
    private final int ranks;

    ChannelLayout(Geometry geometry) {
        this.unitShift = Integer.numberOfTrailingZeros(Math.min(geometry.unitBytes(), MOST_UNIT_BYTES));
        this.ranks = geometry.ranks();
    }

    private long unit(long index) {
        return index << unitShift;
    }

    /** {@return how many bytes travel beside a head} */
    int inlineBytes() {
        return (1 << unitShift) - (int) INLINE;
    }

    /** {@return where a rank keeps how many cells of another one's channel it has taken} */
    long taken(int sender) {
        return unit(1L + sender);
    }

    /** {@return where a rank names its channel to another} */
    long channel(int receiver) {
        return unit(1L + ranks) + (long) receiver * Long.BYTES;
    }

    /** {@return how many bytes a post has} */
    long postBytes() {
        return ArenaLayout.align(channel(ranks), ArenaLayout.PAGE);
    }

    /** {@return how many bytes a slot has} */
    long slotBytes() {
        return 1L << SLOT_SHIFT;
    }

    /** {@return how many bytes a cell has} */
    long cellBytes() {
        return unit(1);
    }

    /** {@return how many slots a cell has, a power of two} */
    int slotsPerCell() {
        return 1 << (unitShift - SLOT_SHIFT);
    }

    /** {@return the place of the next cell, which is the place itself where a cell begins} */
    long nextCell(long place) {
        return (place + slotsPerCell() - 1) & -slotsPerCell();
    }

    /** {@return which cell a place is in, in a channel of so many cells} */
    int cell(long place, int cells) {
        return (int) (place >> (unitShift - SLOT_SHIFT)) & (cells - 1);
    }

    /** {@return where a place lies in a channel of so many cells} */
    long slot(long place, int cells) {
        return firstSlot() + (bytesBefore(place) & wrap(cells));
    }

    /** {@return where the first place lies} */
    long firstSlot() {
        return unit(1);
    }

    /** {@return what is left of how many bytes are before a place, in a channel of so many cells, since cells are used again} */
    long wrap(int cells) {
        return unit(cells) - 1;
    }

    /** {@return how many bytes are before a place, were no cell used again} */
    static long bytesBefore(long place) {
        return place << SLOT_SHIFT;
    }

    /** {@return the place of the next cell where what is ready at a place says that the rest of this cell is left out, else 0} */
    long leftOut(long place, long ready) {
        long cell = nextCell(place);
        return cell != place && ready == -cell ? cell : 0;
    }

    /** {@return how many bytes a channel of so many cells has} */
    long channelBytes(int cells) {
        return ArenaLayout.align(unit(1L + cells), ArenaLayout.PAGE);
    }
}
