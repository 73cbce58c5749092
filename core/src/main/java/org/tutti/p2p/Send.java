package org.tutti.p2p;

import org.tutti.memory.ElementType;

/** A message on its way out. */
public final class Send extends Transfer {
    /** When a send is done. */
    public enum Mode {
        /** When its memory may be written again. */
        STANDARD,
        /** When its receiver has begun to receive it, too. */
        SYNCHRONOUS
    }

    private int receiver;
    private Mode mode;
    /** Which of those that wait for an answer it is, or -1. */
    int number = -1;
    /** How many of its elements have been laid. */
    long laid;

    /** A send of a mailbox's messages, to a rank of the world. */
    public Send(Mailbox mailbox, int receiver, int tag, Mode mode) {
        super(mailbox);
        this.receiver = receiver;
        this.mode = mode;
        this.tag = tag;
    }

    /** {@return this, now to a rank of the world} */
    public Send to(int newReceiver, int newTag, Mode newMode) {
        receiver = newReceiver;
        tag = newTag;
        mode = newMode;
        return this;
    }

    /** Takes what is to be sent. */
    public Send set(ElementType newType, Object newBuffer, long newIndex, long newCount) {
        setBuffer(newType, newBuffer, newIndex, newCount);
        return this;
    }

    /** Takes a copy of elements of a buffer, as bytes. */
    public void setPacked(ElementType of, Object original, byte[] packed) {
        setBuffer(of, original, 0, 0);
        long itemsSalt = salt;
        int itemsCode = code;
        setBuffer(ElementType.BYTE, packed, 0, packed.length);
        salt = itemsSalt;
        code = itemsCode;
    }

    int receiver() {
        return receiver;
    }

    boolean isSynchronous() {
        return mode == Mode.SYNCHRONOUS;
    }

    @Override
    public int from() {
        return receiver;
    }

    @Override
    public String describe() {
        return (isSynchronous() ? "ssend" : "send") + "(" + mailbox.describe(receiver, "destination") + ", tag " + tag
                + ", " + bytes() + " bytes) in " + mailbox.name();
    }
}
