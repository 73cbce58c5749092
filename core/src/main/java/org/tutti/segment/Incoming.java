package org.tutti.segment;

import org.tutti.memory.ElementType;
import org.tutti.memory.Words;

/** Another rank's channel to this one, as this rank reads it: message by message, in the order in which they were sent. */
public final class Incoming {
    private final Words words;
    private final ChannelLayout layout;
    private final Post post;
    private final int sender;
    private final long first;
    private final long wrap;
    private final int slotsPerCell;
    private final long ownPost;
    /** The place of the next message: all before have been taken. */
    private long taken;
    /** Where the next message lies. */
    private long at;
    /** The place behind the next message, if that is ready. */
    private long behind;

    private long told;

    Incoming(Words words, ChannelLayout layout, Post post, int sender, long base, int cells, long ownPost) {
        this.words = words;
        this.layout = layout;
        this.post = post;
        this.sender = sender;
        this.first = base + layout.firstSlot();
        this.wrap = layout.wrap(cells);
        this.slotsPerCell = layout.slotsPerCell();
        this.ownPost = ownPost;
        this.at = first;
    }

    /** {@return whose channel it is} */
    public int sender() {
        return sender;
    }

    /** {@return whether the next message may be read} */
    public boolean isReady() {
        // SYNC message: the message, its payload, and what the rank has acquired before
        long ready = words.getAcquire(at + ChannelLayout.READY);
        if (ready > taken) {
            behind = ready;
            return true;
        }
        return ready < 0 && isReadyBehind(layout.leftOut(taken, ready));
    }

    /** {@return the same} Where the sender has left slots out, or has done so long ago. */
    private boolean isReadyBehind(long leftOut) {
        if (leftOut == 0) {
            return false;
        }
        goTo(leftOut);
        return isReady();
    }

    private void goTo(long place) {
        taken = place;
        at = first + (ChannelLayout.bytesBefore(place) & wrap);
    }

    /** {@return the head of the next message} */
    public long head() {
        return words.getPlain(at + ChannelLayout.HEAD);
    }

    /** {@return the context of the next message} */
    public long context() {
        return words.getPlain(at + ChannelLayout.CONTEXT);
    }

    /** {@return a number beside the head of the next message} */
    public long number(int number) {
        return words.getPlain(at + ChannelLayout.INLINE + (long) number * Long.BYTES);
    }

    /** Copies elements that lie in the next message, so many bytes behind where they begin. */
    public void getInline(ElementType type, Object buffer, long index, int count) {
        words.copyOut(type, at + ChannelLayout.INLINE, buffer, index, count);
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
     * Takes the next message out, which is ready: neither it nor its payload in the ring is read any more.
     *
     * @param tells whether the sender has asked to be told
     */
    public void take(boolean tells) {
        goTo(Math.min(
                behind, taken + slotsPerCell)); // a word that was written over leads no further than a message could
        if (tells) {
            tell();
        }
    }

    /** Tells the sender of all messages that have been taken. */
    public void tell() {
        if (told != taken) {
            told = taken;
            // SYNC taken: that all reads of the messages before, and of their payload, are over
            words.setRelease(ownPost + layout.taken(sender), taken);
            post.ring(sender);
        }
    }
}
