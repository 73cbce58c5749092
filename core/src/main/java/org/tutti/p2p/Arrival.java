package org.tutti.p2p;

import org.jspecify.annotations.Nullable;
import org.tutti.memory.Buffers;
import org.tutti.memory.ElementType;

/** A message that has come before it was wanted, or that comes in pieces. */
public final class Arrival {
    /** It can be looked for by source and tag, by either, and by none. */
    static final int PATTERNS = 4;

    private static final byte[] NONE = new byte[0];

    final Entry[] links = new Entry[PATTERNS];
    final Mailbox mailbox;
    final int source;
    final int tag;
    final int code;
    final long bytes;
    final long salt;
    /** Its number at the sender where it comes in pieces or waits for an answer, or -1. */
    final int number;
    /** Whether the sender waits until this rank wants it, and then sends it. */
    final boolean isOffer;
    /** Where an offered message can be read, or 0. */
    final long place;

    private byte[] stored = NONE;
    private long arrived;
    boolean isSynchronous;

    @Nullable
    Receive receive;

    @Nullable
    Send ownSend;

    /** A link of an arrival. */
    static final class Entry extends Link {
        final Arrival arrival;

        Entry(Arrival arrival) {
            this.arrival = arrival;
        }
    }

    Arrival(
            Mailbox mailbox,
            int source,
            int tag,
            int code,
            long bytes,
            long salt,
            int number,
            boolean isOffer,
            long place) {
        this.mailbox = mailbox;
        this.source = source;
        this.tag = tag;
        this.code = code;
        this.bytes = bytes;
        this.salt = salt;
        this.number = number;
        this.isOffer = isOffer;
        this.place = place;
        for (int pattern = 0; pattern < PATTERNS; pattern++) {
            links[pattern] = new Entry(this);
        }
    }

    /** {@return memory for what comes before the message is wanted} */
    byte[] store() {
        if (stored.length == 0 && bytes > 0) {
            stored = new byte[Math.toIntExact(bytes)];
        }
        return stored;
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
        if (stored.length > 0 && arrived > 0) {
            ElementType type = wanted.type;
            Buffers.unpack(stored, type, wanted.buffer, wanted.index, type.count(arrived));
        }
        stored = NONE;
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
