package org.tutti.p2p;

import org.tutti.ErrorCode;
import org.tutti.memory.ElementType;

/** A message that is wanted. */
public final class Receive extends Transfer {
    /** The rank of the world it is to come from, or {@link Mailbox#ANY}. */
    int source;
    /** When it was posted, among all of its mailbox. */
    long order;

    /** Whether it takes an object, of any length. */
    private boolean wantsObject;

    private int actualSource;
    private int actualTag;
    private long actualBytes;
    private int actualCode;

    /** A receive of a mailbox's messages. */
    public Receive(Mailbox mailbox) {
        super(mailbox);
    }

    /** {@return a receive that is done, of nothing} */
    public static Receive fromNobody(Mailbox mailbox) {
        Receive receive = new Receive(mailbox);
        receive.matched(Mailbox.NOBODY, Mailbox.ANY, ElementType.BYTE.ordinal(), 0);
        return receive;
    }

    /** Takes what is wanted, and where it is to go. */
    public Receive set(
            int worldSource, int wantedTag, ElementType newType, Object newBuffer, long newIndex, long newCount) {
        source = worldSource;
        tag = wantedTag;
        wantsObject = false;
        setBuffer(newType, newBuffer, newIndex, newCount);
        return this;
    }

    /** Wants an object, for whose bytes there will be an array of their number when its message is there. */
    public Receive setObject(int worldSource, int wantedTag) {
        source = worldSource;
        tag = wantedTag;
        wantsObject = true;
        return this;
    }

    /** {@return the bytes of an object that was wanted, and is there} */
    public byte[] objectBytes() {
        return (byte[]) buffer;
    }

    /** {@return whether it takes a message} It fails by one that is too long or has other elements, which waits on. */
    boolean isFor(int sender, int messageTag, int messageCode, long bytes, long messageSalt) {
        matched(sender, messageTag, messageCode, bytes);
        if (wantsObject) {
            return isForObject(sender, messageTag, messageCode, bytes);
        }
        if (bytes > bytes()) {
            fail(
                    ErrorCode.TRUNCATED,
                    sender,
                    objection(
                            "the message is longer than what it is received into",
                            sender,
                            messageTag,
                            messageCode,
                            bytes));
            return false;
        }
        boolean differs = messageCode != code || (code == Envelope.ITEMS && bytes == bytes() && messageSalt != salt);
        if (differs && bytes > 0 && mailbox.office().types().refuses(this, sender, messageCode)) {
            fail(
                    ErrorCode.TYPES_DIFFER,
                    sender,
                    objection(
                            "the message has other elements than what it is received into",
                            sender,
                            messageTag,
                            messageCode,
                            bytes));
            return false;
        }
        return true;
    }

    private boolean isForObject(int sender, int messageTag, int messageCode, long bytes) {
        if (messageCode != Envelope.OBJECT) {
            fail(
                    ErrorCode.TYPES_DIFFER,
                    sender,
                    "the message is no object: rank " + sender + " sent " + Mailbox.elements(messageCode, bytes)
                            + " with tag " + messageTag + " in " + mailbox.name() + "; it can still be received");
            return false;
        }
        setBuffer(ElementType.BYTE, new byte[Math.toIntExact(bytes)], 0, bytes);
        setObject();
        return true;
    }

    /** Notes which message it has received. */
    void matched(int sender, int messageTag, int messageCode, long bytes) {
        actualSource = sender;
        actualTag = messageTag;
        actualCode = messageCode;
        actualBytes = bytes;
    }

    private String objection(String what, int sender, int messageTag, int messageCode, long bytes) {
        return what + ": rank " + sender + " sent " + Mailbox.elements(messageCode, bytes) + " with tag " + messageTag
                + ", rank " + mailbox.worldRank() + " receives " + Mailbox.elements(code, bytes()) + " in "
                + mailbox.name() + "; the message can still be received";
    }

    /** {@return the rank of the communicator whose message it was} */
    public int actualSource() {
        return mailbox.rankOf(actualSource);
    }

    /** {@return the tag of the message} */
    public int actualTag() {
        return actualTag;
    }

    /** {@return how many bytes the message had} */
    public long actualBytes() {
        return actualBytes;
    }

    /** {@return whether the message was an object} */
    public boolean isObject() {
        return actualCode == Envelope.OBJECT;
    }

    @Override
    public int from() {
        return source;
    }

    @Override
    public String describe() {
        return "recv(" + mailbox.describe(source, "source") + ", tag " + (tag == Mailbox.ANY ? "ANY_TAG" : tag)
                + ") in " + mailbox.name();
    }
}
