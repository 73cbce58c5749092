package org.tutti.segment;

import org.tutti.memory.ElementType;
import org.tutti.memory.Words;

/** Another rank's channel to this one, as this rank reads it: cell by cell, in the order in which they were sent. */
public final class Incoming {
    private final Words words;
    private final ChannelLayout layout;
    private final Post post;
    private final int sender;
    private final long base;
    private final int cells;
    private final long ownPost;
    private long taken;
    private long told;
    private long cell;

    Incoming(Words words, ChannelLayout layout, Post post, int sender, long base, int cells, long ownPost) {
        this.words = words;
        this.layout = layout;
        this.post = post;
        this.sender = sender;
        this.base = base;
        this.cells = cells;
        this.ownPost = ownPost;
        this.cell = base + layout.cell(0, cells);
    }

    /** {@return whose channel it is} */
    public int sender() {
        return sender;
    }

    /** {@return whether the next cell may be read} */
    public boolean isReady() {
        // SYNC message: the cell, its payload, and what the rank has acquired before
        return words.getAcquire(cell + ChannelLayout.READY) > taken;
    }

    /** {@return the head of the next cell} */
    public long head() {
        return words.getPlain(cell + ChannelLayout.HEAD);
    }

    /** {@return the context of the next cell} */
    public long context() {
        return words.getPlain(cell + ChannelLayout.CONTEXT);
    }

    /** {@return a number beside the head of the next cell} */
    public long number(int number) {
        return words.getPlain(cell + ChannelLayout.INLINE + (long) number * Long.BYTES);
    }

    /** Copies elements that lie in the next cell, so many bytes behind where they begin. */
    public void getInline(ElementType type, Object buffer, long index, int count) {
        words.copyOut(type, cell + ChannelLayout.INLINE, buffer, index, count);
    }

    /** Copies elements that lie where the sender has said, in its pool. */
    public void get(long place, ElementType type, Object buffer, long index, int count) {
        words.copyOut(type, place, buffer, index, count);
    }

    /** Orders all reads of the sender's memory before what follows: whether the job has ended meanwhile. */
    public void allRead() {
        words.acquireFence();
    }

    /**
     * Takes the next cell out: neither it nor its payload in the ring is read any more.
     *
     * @param tells whether the sender has asked to be told
     */
    public void take(boolean tells) {
        taken++;
        cell = base + layout.cell(taken, cells);
        if (tells) {
            tell();
        }
    }

    /** Tells the sender of all cells that have been taken. */
    public void tell() {
        if (told != taken) {
            told = taken;
            // SYNC taken: that all reads of the cells before, and of their payload, are over
            words.setRelease(ownPost + layout.taken(sender), taken);
            post.ring(sender);
        }
    }
}
