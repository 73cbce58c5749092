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
     * Why slots may be written again. The receiver tells up to which slot it has taken cells, each after its last read of it and of the
     * payload in the ring that came with it; this is the release, whoever sees it acquires. The S slots from there on are free. The
     * longest cell that begins in one of the last goes on behind them, and then the first slots are left out.
     *
     * Why no slot is taken for a head that is none. What a slot held may look like a head. So it is set to 0 before it is the next one
     * that the receiver looks at: a cell is sent only if the slot behind it is clean. This rank cleans some slots more than that, after it
     * has sent a cell: then nobody waits for it. What is laid beside a head is sent with it before anything else, so it dirties no slot
     * that counts as clean.
     *
     * Why the ring may be written again. Positions count up. With each cell this rank notes up to which position it and all before
     * have payload; once it is taken, what lies before that position is free.
     *
     * Why it is enough that the receiver tells now and then. It does whenever a cell asks for it, which one does that comes a quarter
     * of all slots behind the last that did, and the first one behind each quarter of the ring. A piece is a quarter of the ring at most:
     * so, when the receiver has taken all, more than half of the slots are known to be free, and half of the ring.
     */
    private static final int PAYLOAD_ALIGNMENT = 128;
    private static final int SHARES = 4;
    private static final int CLEAN_AHEAD = 2 * ChannelLayout.MOST_SLOTS;

    private final Words words;
    private final PayloadPath path;
    private final ChannelLayout layout;
    private final Post post;
    private final int receiver;
    private final long base;
    private final int slots;
    private final long receiverPost;
    private final long ringBytes;
    private final LongUnaryOperator allocator;
    private final long[] ends;
    private long ring;
    /** The slot where the next cell begins. */
    private long next;
    /** The first slot behind those whose heads are 0. */
    private long clean;

    private long knownTaken;
    private long askedAtSlot;
    private long position;
    private long freeBefore;
    private long askedAt;

    Outgoing(
            Words words,
            ChannelLayout layout,
            Post post,
            int receiver,
            long base,
            int slots,
            long receiverPost,
            long ringBytes,
            LongUnaryOperator allocator) {
        this.words = words;
        this.path = words.newPayloadPath();
        this.layout = layout;
        this.post = post;
        this.receiver = receiver;
        this.base = base;
        this.slots = slots;
        this.clean = slots;
        this.receiverPost = receiverPost;
        this.ringBytes = ringBytes;
        this.allocator = allocator;
        this.ends = new long[slots];
    }

    /** {@return how many bytes one piece of payload has at most} */
    public int longestPiece() {
        return (int) Math.min(Integer.MAX_VALUE / 2, ringBytes / SHARES);
    }

    /** {@return how many bytes of payload travel in a cell} */
    public int inlineBytes() {
        return ChannelLayout.INLINE_BYTES;
    }

    /** {@return whether the next cell may be written} */
    public boolean hasCell() {
        return hasCleanSlots() || (look() && hasCleanSlots());
    }

    private boolean hasCleanSlots() {
        return clean - next > ChannelLayout.MOST_SLOTS;
    }

    private boolean look() {
        // SYNC taken: that all reads of the cells before, and of their payload, are over
        long taken = words.getAcquire(receiverPost + layout.taken(post.rank()));
        if (taken == knownTaken) {
            return false;
        }
        knownTaken = taken;
        freeBefore = ends[(int) (taken & (slots - 1))];
        cleanUp();
        return true;
    }

    private void cleanUp() {
        long end = Math.min(next + CLEAN_AHEAD, knownTaken + slots);
        while (clean < end) {
            words.setPlain(base + layout.cell(clean, slots) + ChannelLayout.HEAD, 0);
            clean++;
        }
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
        return base + layout.cell(next, slots);
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
        return next - askedAtSlot >= slots / SHARES || position - askedAt >= ringBytes / SHARES;
    }

    /**
     * Sends the next cell.
     *
     * @param head what it says of itself, without the bits in which the channel keeps how long it is
     * @param inlineBytes how much has been laid beside its head
     */
    public void send(long head, long context, int inlineBytes, boolean asks) {
        long cell = cell();
        int length = ChannelLayout.slotsFor(inlineBytes);
        words.setPlain(cell + ChannelLayout.CONTEXT, context);
        next += length;
        ends[(int) (next & (slots - 1))] = position;
        if (asks) {
            askedAt = position;
            askedAtSlot = next;
        }
        // SYNC message: the cell, its payload, and what the rank has acquired before
        words.setRelease(cell + ChannelLayout.HEAD, ChannelLayout.head(head, length));
        post.ring(receiver);
        cleanUp();
    }
}
