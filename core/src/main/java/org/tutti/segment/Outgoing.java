package org.tutti.segment;

import java.util.function.LongUnaryOperator;
import org.tutti.memory.ElementType;
import org.tutti.memory.PayloadPath;
import org.tutti.memory.Words;

/**
 * This rank's channel to another one, which this rank alone writes. A message has a cell, with what lies beside its head or, for longer
 * payload, where that lies; small ones share a cell.
 */
public final class Outgoing {
    /*
     * Why a cell may be written again. The receiver tells up to which place it has taken all messages, each after its last read of it and of the
     * payload in the ring that came with it; the place is the release, whoever sees it acquires. A cell is free once the place that is as
     * many cells back as there are has been reached.
     *
     * Why the receiver takes nothing else for a message. At a place it looks for a number that is larger: where the next message begins. What
     * stands there is from the cell's last use, and smaller, unless payload has covered it; so a cell that had payload is written anew before
     * small messages go into it.
     *
     * Why the ring may be written again. Positions count up. With each cell this rank notes up to which position it and all before
     * have payload; once a cell is taken, what lies before that position is free. Of small messages none has payload in the ring.
     *
     * Why it is enough that the receiver tells its place now and then. It does whenever a message asks for it, which the first one in each
     * quarter of all cells does, and the first one behind each quarter of the ring. A piece is a quarter of the ring at most:
     * so, when the receiver has taken all, more than half of the cells are known to be free, and half of the ring.
     */
    private static final int PAYLOAD_ALIGNMENT = 128;
    private static final int SHARES = 4;

    private final Words words;
    private final PayloadPath path;
    private final ChannelLayout layout;
    private final Post post;
    private final int receiver;
    private final int cells;
    private final long first;
    private final long wrap;
    private final int slotsPerCell;
    private final long quarterOfSlots;
    private final long receiverPost;
    private final long ringBytes;
    private final LongUnaryOperator allocator;
    /** Of each cell, up to which position it and all before have payload in the ring. */
    private final long[] ends;
    /** Of each cell, whether payload lies over its slots. */
    private final boolean[] covered;

    private long ring;
    /** The place of the next message. */
    private long sent;
    /** Whether the next message has a cell. */
    private boolean isWhole;
    /** The place of the last cell that may be begun. */
    private long lastFree;
    /** The place up to which messages are known to have been taken. */
    private long knownTaken;
    /** The position up to which the ring has been laid. */
    private long position;
    /** The position up to which it is free again. */
    private long freeBefore;
    /** From which place on a message asks. */
    private long askingPlace;
    /** From which position on it does. */
    private long askingPosition;

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
        this.cells = cells;
        this.first = base + layout.firstSlot();
        this.wrap = layout.wrap(cells);
        this.slotsPerCell = layout.slotsPerCell();
        this.quarterOfSlots = (long) cells * slotsPerCell / SHARES;
        this.receiverPost = receiverPost;
        this.ringBytes = ringBytes;
        this.allocator = allocator;
        this.ends = new long[cells];
        this.covered = new boolean[cells];
        this.askingPosition = ringBytes / SHARES;
        this.lastFree = lastFree();
    }

    /** {@return the place of the last cell that is free} */
    private long lastFree() {
        return (knownTaken + SHARES * quarterOfSlots - slotsPerCell) & -slotsPerCell;
    }

    /** {@return how many bytes one piece of payload has at most} */
    public int longestPiece() {
        return (int) Math.min(Integer.MAX_VALUE / 2, ringBytes / SHARES);
    }

    /** {@return how many bytes of payload travel in a cell} */
    public int inlineBytes() {
        return layout.inlineBytes();
    }

    /** {@return whether the next message may be written, whatever it needs} */
    public boolean hasCell() {
        return sent <= lastFree || (look() && sent <= lastFree);
    }

    private boolean look() {
        // SYNC taken: that all reads of the messages before, and of their payload, are over
        long taken = words.getAcquire(receiverPost + layout.taken(post.rank()));
        if (taken == knownTaken) {
            return false;
        }
        knownTaken = taken;
        lastFree = lastFree();
        freeBefore = ends[layout.cell(taken - 1, cells)];
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

    private long next() {
        return first + (ChannelLayout.bytesBefore(sent) & wrap);
    }

    /** {@return where the next message lies, which needs a cell of its own} */
    private long wholeCell() {
        long cell = layout.nextCell(sent);
        if (cell != sent) {
            // SYNC message: the message, its payload, and what the rank has acquired before
            words.setRelease(next() + ChannelLayout.READY, -cell);
            sent = cell;
        }
        isWhole = true;
        return next();
    }

    /** {@return where the next message lies, which needs no more than a slot} */
    private long smallPlace() {
        if ((sent & (slotsPerCell - 1)) == 0) {
            beginCell();
        }
        return next();
    }

    private void beginCell() {
        int cell = layout.cell(sent, cells);
        ends[cell] = position;
        if (covered[cell]) {
            words.zero(next() + layout.slotBytes(), layout.cellBytes() - layout.slotBytes());
            covered[cell] = false;
        }
    }

    /** Copies elements to where there is {@linkplain #room room}, or to memory of another rank's program. */
    public void lay(long place, ElementType type, Object buffer, long index, int count) {
        path.copyIn(type, buffer, index, place, count);
    }

    /** Lays elements into the next message, beside its head. */
    public void layInline(ElementType type, Object buffer, long index, int count) {
        long place = type.bytes(count) <= ChannelLayout.SMALL_BYTES ? smallPlace() : wholeCell();
        words.copyIn(type, buffer, index, place + ChannelLayout.INLINE, count);
    }

    /** Lays a number into the next message, beside its head. */
    public void lay(int number, long value) {
        words.setPlain(wholeCell() + ChannelLayout.INLINE + (long) number * Long.BYTES, value);
    }

    /** {@return whether the next message, which has been laid, must ask its receiver to tell that it has been taken} */
    public boolean mustAsk() {
        return sent >= askingPlace || position >= askingPosition;
    }

    /** Sends the next message. */
    public void send(long head, long context, boolean asks) {
        long place = next();
        words.setPlain(place + ChannelLayout.HEAD, head);
        words.setPlain(place + ChannelLayout.CONTEXT, context);
        if (asks) {
            askingPlace = (sent & -quarterOfSlots) + quarterOfSlots;
            askingPosition = position + ringBytes / SHARES;
        }
        if (isWhole) {
            endCell();
        } else {
            sent++;
        }
        // SYNC message: the message, its payload, and what the rank has acquired before
        words.setRelease(place + ChannelLayout.READY, sent);
        post.ring(receiver);
    }

    private void endCell() {
        int cell = layout.cell(sent, cells);
        ends[cell] = position;
        covered[cell] = true;
        isWhole = false;
        sent += slotsPerCell;
    }
}
