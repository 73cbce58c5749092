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
 *           C units      message n in cell n mod C:  ready = n + 1 | head | context | inline payload
 * </pre>
 *
 * Longer payload lies anywhere in the sender's pool: its cell says where.
 */
final class ChannelLayout {
    static final long BELL = 0;
    static final long CELLS = 0;

    static final long READY = 0;
    static final long HEAD = READY + Long.BYTES;
    static final long CONTEXT = HEAD + Long.BYTES;
    static final long INLINE = CONTEXT + Long.BYTES;

    private final int unitShift;
    private final int ranks;

    ChannelLayout(Geometry geometry) {
        this.unitShift = Integer.numberOfTrailingZeros(geometry.unitBytes());
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

    /** {@return where a message's cell lies in a channel of so many cells} */
    long cell(long number, int cells) {
        return unit(1 + (number & (cells - 1)));
    }

    /** {@return how many bytes a channel of so many cells has} */
    long channelBytes(int cells) {
        return ArenaLayout.align(unit(1L + cells), ArenaLayout.PAGE);
    }
}
