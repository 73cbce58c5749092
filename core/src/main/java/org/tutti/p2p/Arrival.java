package org.tutti.p2p;

import org.jspecify.annotations.Nullable;
import org.tutti.memory.Buffers;
import org.tutti.memory.ElementType;

/** A message that has come before it was wanted, or that comes in pieces. */
public final class Arrival {
    /** It can be looked for by source and tag, by either, and by none. */
    static final int PATTERNS = 4;

    /** What is stored in between is kept for the next one, unless it is long. */
    private static final int KEPT_BYTES = 64 << 10;

    private static final byte[] NONE = new byte[0];

    final Entry[] links = new Entry[PATTERNS];
    Mailbox mailbox;
    int source;
    int tag;
    int code;
    long bytes;
    long salt;
    /** Its number at the sender where it comes in pieces or waits for an answer, or -1. */
    int number;
    /** Whether the sender waits until this rank wants it, and then sends it. */
    boolean isOffer;
    /** Where an offered message can be read, or 0. */
    long place;

    boolean isSynchronous;

    @Nullable
    Receive receive;

    @Nullable
    Send ownSend;

    private byte[] stored = NONE;
    private Object storedView = stored;
    private boolean isStored;
    private long arrived;

    /** A link of an arrival. */
    static final class Entry extends Link {
        final Arrival arrival;

        Entry(Arrival arrival) {
            this.arrival = arrival;
        }
    }

    /** A message of a mailbox, of which nothing is known. */
    Arrival(Mailbox mailbox) {
        this.mailbox = mailbox;
        for (int pattern = 0; pattern < PATTERNS; pattern++) {
            links[pattern] = new Entry(this);
        }
    }

    /** {@return this, now another message} */
    Arrival set(Mailbox newMailbox, int newSource, int newTag, int newCode, long newBytes, long newSalt) {
        mailbox = newMailbox;
        source = newSource;
        tag = newTag;
        code = newCode;
        bytes = newBytes;
        salt = newSalt;
        number = -1;
        isOffer = false;
        place = 0;
        isSynchronous = false;
        receive = null;
        ownSend = null;
        isStored = false;
        arrived = 0;
        return this;
    }

    /** {@return memory for what comes before the message is wanted} */
    byte[] store() {
        if (stored.length < bytes) {
            setStored(new byte[Math.toIntExact(bytes)]);
        }
        isStored = true;
        return stored;
    }

    private void setStored(byte[] bytesOrNone) {
        stored = bytesOrNone;
        storedView = Buffers.view(bytesOrNone);
    }

    /** {@return how many bytes have come} */
    long arrived() {
        return arrived;
    }

    /** Notes that more has come, here or in the memory of the receive. */
    void add(long more) {
        arrived += more;
    }

    boolean isWhole() {
        return !isOffer && arrived == bytes;
    }

    /** Copies what has been stored to where it is wanted. */
    void deliver(Receive wanted) {
        if (isStored && arrived > 0) {
            ElementType type = wanted.type;
            Buffers.copy(type, storedView, 0, wanted.buffer, wanted.index, type.count(arrived));
        }
        isStored = false;
        if (stored.length > KEPT_BYTES) {
            setStored(NONE);
        }
    }

    /** {@return whether it waits for a receive} */
    public boolean isWaiting() {
        return links[0].isLinked;
    }

    /** {@return the rank of the communicator whose message it is} */
    public int actualSource() {
        return mailbox.rankOf(source);
    }

    /** {@return its tag} */
    public int tag() {
        return tag;
    }

    /** {@return how many bytes it has} */
    public long bytes() {
        return bytes;
    }

    /** {@return whether it is an object} */
    public boolean isObject() {
        return code == Envelope.OBJECT;
    }
}
