package org.tutti.segment;

/**
 * Where everything lies that carries messages between ranks: each rank's post, in bytes from its start, and a channel from one rank
 * to another, in bytes from its base. A rank lays its post when it joins, and a channel at its first message to another rank.
 *
 * <pre>
 *  post     unit 0       bell:    1 while I sleep, and whoever has something for me sets it to 0 and wakes me
 *           unit 1 + s   taken:   up to which slot I have taken out the messages of rank s's channel to me
 *           words        channel: where my channel to rank r begins, or 0
 *
 *  channel  unit 0       how many slots there are, S
 *           S slots      a message lies in 1 to 4 consecutive slots: head | context | inline payload
 *           3 slots      the rest of a message that begins in one of the last
 * </pre>
 *
 * Slots count up; slot n lies in place n mod S, and a head that is 0 has not come. Longer payload lies anywhere in the sender's pool: its
 * cell, which is what one message has of the channel, says where.
 */
final class ChannelLayout {
    static final long BELL = 0;
    static final long SLOTS = 0;

    static final long HEAD = 0;
    static final long CONTEXT = HEAD + Long.BYTES;
    static final long INLINE = CONTEXT + Long.BYTES;

    /** So many slots have the longest cell. */
    static final int MOST_SLOTS = 4;
    /** The longest inline payload. */
    static final int INLINE_BYTES = 112;

    private static final int SLOT_SHIFT = 5;
    private static final int LENGTH_SHIFT = 55;
    private static final int LENGTH_MASK = 7;

    private final int unitShift;
    private final int ranks;

    ChannelLayout(Geometry geometry) {
        this.unitShift = Integer.numberOfTrailingZeros(geometry.unitBytes());
        this.ranks = geometry.ranks();
    }

    private long unit(long index) {
        return index << unitShift;
    }

    /** {@return where a rank keeps up to which slot it has taken another one's messages} */
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

    /** {@return where a cell lies in a channel of so many slots that begins with a slot} */
    long cell(long slot, int slots) {
        return unit(1) + ((slot & (slots - 1)) << SLOT_SHIFT);
    }

    /** {@return how many slots a cell with so many bytes of inline payload has} */
    static int slotsFor(int inlineBytes) {
        return ((int) INLINE + inlineBytes + (1 << SLOT_SHIFT) - 1) >> SLOT_SHIFT;
    }

    /** {@return a head that tells how many slots its cell has, and so is not 0} */
    static long head(long head, int slots) {
        return head | ((long) slots << LENGTH_SHIFT);
    }

    /** {@return how many slots the cell of a head has} */
    static int slotsOf(long head) {
        return (int) (head >>> LENGTH_SHIFT) & LENGTH_MASK;
    }

    /** {@return how many bytes a channel of so many slots has} */
    long channelBytes(int slots) {
        return ArenaLayout.align(unit(1) + ((long) (slots + MOST_SLOTS - 1) << SLOT_SHIFT), ArenaLayout.PAGE);
    }
}
