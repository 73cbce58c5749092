package org.tutti.memory;

/**
 * Shared memory, addressed by byte offset: control words of 64 bits and, beside them, payload. The access mode is in each
 * method's name. Algorithms know this class only, so that the same text runs on mapped memory and on a heap twin that a
 * model checker can see; where one implementation is loaded, the compiler removes the seam.
 */
public abstract class Words {
    /** Memory of any kind. */
    protected Words() {}

    /** {@return the word at an offset that only this rank writes, or that an acquire has ordered} */
    public abstract long getPlain(long offset);

    /** Writes a word that a later release publishes. */
    public abstract void setPlain(long offset, long value);

    /** Writes zeros over whole words, which a later release publishes. For cold paths only. */
    public abstract void zero(long offset, long bytes);

    /** {@return the word at an offset; what its writer did before its release is visible afterwards} */
    public abstract long getAcquire(long offset);

    /** Writes a word and publishes all that this thread wrote before. */
    public abstract void setRelease(long offset, long value);

    /** {@return whether the word was {@code expected} and is now {@code value}} For cold paths only. */
    public abstract boolean compareAndSet(long offset, long expected, long value);

    /** Orders all earlier accesses of this thread before all later ones, stores before loads included. */
    public abstract void fullFence();

    /** Orders all earlier reads of this thread before all its later accesses. */
    public abstract void acquireFence();

    /** Copies elements of an array or a segment to an offset. */
    public abstract void copyIn(ElementType type, Object buffer, long index, long offset, int count);

    /** {@return a path of payload to this memory} */
    public PayloadPath newPayloadPath() {
        return this::copyIn;
    }

    /** Says when paths that are made from now on go past the processor's caches, where this memory can do that. */
    public void nontemporal(Nontemporal when) {}

    /** Copies elements at an offset to an array or a segment. */
    public abstract void copyOut(ElementType type, long offset, Object buffer, long index, int count);

    /**
     * Copies blocks of elements, which lie at a stride in an array or a segment, one after the other to an offset of any alignment.
     *
     * @param position where the first block begins, in bytes from where the array or the segment does
     * @param stride from block to block, in bytes
     * @param block how many elements a block has
     */
    public abstract void copyBlocksIn(
            ElementType type, Object buffer, long position, long stride, int block, int blocks, long offset);

    /** Copies elements at an offset of any alignment to blocks in an array or a segment, as {@link #copyBlocksIn} does. */
    public abstract void copyBlocksOut(
            ElementType type, long offset, Object buffer, long position, long stride, int block, int blocks);

    /**
     * Sleeps while the low half of a word is {@code expected}, until it is woken or the time is over. May return early.
     *
     * @param nanos the longest sleep, in nanoseconds
     */
    public abstract void sleepWhile(long offset, int expected, long nanos);

    /** {@return whether {@link #wake} ends a sleep, or sleeping is only waiting for the time to pass} */
    public abstract boolean canWake();

    /** Wakes whoever sleeps on a word, in whichever process. */
    public abstract void wake(long offset);

    /**
     * Lets the kernel set the bit {@link org.tutti.spi.NativeAccess#ENDED} in a word, and wake one who sleeps on it, as soon as the calling thread ends.
     *
     * @return what the thread must store there for that, or 0 where it cannot be had
     */
    public int markAtEnd(long offset) {
        return 0;
    }
}
