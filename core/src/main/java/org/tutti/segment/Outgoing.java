package org.tutti.segment;

import java.util.function.LongUnaryOperator;
import org.tutti.memory.ElementType;
import org.tutti.memory.PayloadPath;
import org.tutti.memory.Words;

/**
 * This rank's channel to another one, which this rank alone writes. A message is a cell: what lies beside its head or, for longer
 * payload, where that lies.
 */
public final class Outgoing {
    /*
     * Why a cell may be written again. The receiver counts the cells that it has taken, each after its last read of it and of the
     * payload in the ring that came with it; the count is the release, whoever sees it acquires. Cell n is free once n + 1 - C
     * are taken.
     *
     * Why the ring may be written again. Positions count up. With each cell this rank notes up to which position it and all before
     * have payload; once so many cells are taken, what lies before that position is free.
     *
     * Why it is enough that the receiver tells its count now and then. It does whenever a cell asks for it, which at least one
     * in a quarter of all cells does, and the first one behind each quarter of the ring. A piece is a quarter of the ring at most:
     * so, when the receiver has taken all, more than half of the cells are known to be free, and half of the ring.
     */
    private static final int PAYLOAD_ALIGNMENT = 128;
    private static final int SHARES = 4;

    private final Words words;
    private final PayloadPath path;
    private final ChannelLayout layout;
    private final Post post;
    private final int receiver;
    private final long base;
    private final int cells;
    private final long receiverPost;
    private final long ringBytes;
    private final LongUnaryOperator allocator;
    private final long[] ends;
    private long ring;
    private long sent;
    private long knownTaken;
    private long position;
    private long freeBefore;
    private long askedAt;

    Outgoing(
            Words words,
            ChannelLayout layout,
            Post post,
            int receiver,
            long base,
            int cells,
            long receiverPost,
            long ringBytes,
            LongUnaryOperator allocator) {
        this.words = words;
        this.path = words.newPayloadPath();
        this.layout = layout;
        this.post = post;
        this.receiver = receiver;
        this.base = base;
        this.cells = cells;
        this.receiverPost = receiverPost;
        this.ringBytes = ringBytes;
        this.allocator = allocator;
        this.ends = new long[cells];
    }

    /** {@return how many bytes one piece of payload has at most} */
    public int longestPiece() {
        return (int) Math.min(Integer.MAX_VALUE / 2, ringBytes / SHARES);
    }

    /** {@return how many bytes of payload travel in a cell} */
    public int inlineBytes() {
        return layout.inlineBytes();
    }

    /** {@return whether the next cell may be written} */
    public boolean hasCell() {
        return sent - knownTaken < cells || (look() && sent - knownTaken < cells);
    }

    private boolean look() {
        // SYNC taken: that all reads of the cells before, and of their payload, are over
        long taken = words.getAcquire(receiverPost + layout.taken(post.rank()));
        if (taken == knownTaken) {
            return false;
        }
        knownTaken = taken;
        freeBefore = ends[(int) ((taken - 1) & (cells - 1))];
        return true;
    }

    /** {@return where so many bytes, of which a piece has as many at most, may be laid, or 0 while there is no room} */
    public long room(int bytes) {
        if (ring == 0) {
            ring = allocator.applyAsLong(ringBytes);
        }
        long at = fit(bytes);
        if (at + bytes - freeBefore > ringBytes && !(look() && at + bytes - freeBefore <= ringBytes)) {
            return 0;
        }
        position = at + bytes;
        return ring + (at & (ringBytes - 1));
    }

    private long fit(int bytes) {
        long start = (position + PAYLOAD_ALIGNMENT - 1) & -PAYLOAD_ALIGNMENT;
        long left = ringBytes - (start & (ringBytes - 1));
        return bytes <= left ? start : start + left;
    }

    private long cell() {
        return base + layout.cell(sent, cells);
    }

    /** Copies elements to where there is {@linkplain #room room}, or to memory of another rank's program. */
    public void lay(long place, ElementType type, Object buffer, long index, int count) {
        path.copyIn(type, buffer, index, place, count);
    }

    /** Lays elements into the next cell, beside its head. */
    public void layInline(ElementType type, Object buffer, long index, int count) {
        words.copyIn(type, buffer, index, cell() + ChannelLayout.INLINE, count);
    }

    /** Lays a number into the next cell, beside its head. */
    public void lay(int number, long value) {
        words.setPlain(cell() + ChannelLayout.INLINE + (long) number * Long.BYTES, value);
    }

    /** {@return whether the next cell must ask its receiver to tell that it has been taken} */
    public boolean mustAsk() {
        return (sent & (cells / SHARES - 1)) == 0 || position - askedAt >= ringBytes / SHARES;
    }

    /** Sends the next cell. */
    public void send(long head, long context, boolean asks) {
        long cell = cell();
        words.setPlain(cell + ChannelLayout.HEAD, head);
        words.setPlain(cell + ChannelLayout.CONTEXT, context);
        ends[(int) (sent & (cells - 1))] = position;
        if (asks) {
            askedAt = position;
        }
        sent++;
        // SYNC message: the cell, its payload, and what the rank has acquired before
        words.setRelease(cell + ChannelLayout.READY, sent);
        post.ring(receiver);
    }
}
