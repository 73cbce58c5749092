package org.tutti.p2p;

import org.tutti.ErrorCode;
import org.tutti.memory.ElementType;

/** A message that is wanted. */
public final class Receive extends Transfer {
    /** The rank of the world it is to come from, or {@link Mailbox#ANY}. */
    int source;
    /** When it was posted, among all of its mailbox. */
    long order;

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
        setBuffer(newType, newBuffer, newIndex, newCount);
        return this;
    }

    /** {@return whether it takes a message} It fails by one that is too long or has other elements, which waits on. */
    boolean isFor(int sender, int messageTag, int messageCode, long bytes, long messageSalt) {
        matched(sender, messageTag, messageCode, bytes);
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
