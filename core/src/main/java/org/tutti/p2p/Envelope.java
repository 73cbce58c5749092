package org.tutti.p2p;

/**
 * What is written on a cell, in one word: what kind of cell it is, what its elements are, how long a short message is, and the tag.
 *
 * <pre>
 *   63..60  59    58     55..48  47..32       31..0
 *   kind    asks  syncs  type    short bytes  tag
 * </pre>
 */
final class Envelope {
    /** A message whose payload is beside the head. */
    static final int SHORT = 0;
    /** A message whose payload is one piece: bytes, salt, place, and a number where the sender waits for {@link #DONE}. */
    static final int WHOLE = 1;
    /** The first piece of a message, of which more come: bytes, salt, place, number, bytes of the piece. */
    static final int FIRST = 2;
    /** A message that waits for its receiver: bytes, salt, where the payload can be read or 0, number. */
    static final int OFFER = 3;
    /** A further piece: number, place, bytes. */
    static final int MORE = 4;
    /** The receiver wants what was offered: number, where it is to be written or 0. */
    static final int GO = 5;
    /** The receiver has the message, or has begun to receive it: number. */
    static final int DONE = 6;
    /** The message has been written where the receiver wanted it: number. */
    static final int PLACED = 7;

    /** In place of a type: primitives of several types, which the salt tells apart. */
    static final int ITEMS = 14;
    /** In place of a type: an object. */
    static final int OBJECT = 15;

    /** Which number of a message's cell is what. */
    static final int BYTES = 0;

    static final int SALT = 1;
    static final int PLACE = 2;
    static final int NUMBER = 3;
    static final int PIECE = 4;

    /** Which number of a further piece's cell, or of an answer's, is what. */
    static final int OF = 0;

    static final int WHERE = 1;
    static final int LENGTH_OF_PIECE = 2;

    private static final int KIND = 60;
    private static final long ASKS = 1L << 59;
    private static final long SYNCS = 1L << 58;
    private static final int TYPE = 48;
    private static final int LENGTH = 32;
    private static final long TYPE_MASK = 0xFF;
    private static final long LENGTH_MASK = 0xFFFF;
    private static final long TAG_MASK = 0xFFFFFFFFL;

    private Envelope() {}

    static long message(int kind, int type, int shortBytes, int tag) {
        return ((long) kind << KIND) | ((long) type << TYPE) | ((long) shortBytes << LENGTH) | (tag & TAG_MASK);
    }

    static long control(int kind) {
        return (long) kind << KIND;
    }

    static long asking(long head, boolean asks) {
        return asks ? head | ASKS : head;
    }

    static long synchronous(long head, boolean syncs) {
        return syncs ? head | SYNCS : head;
    }

    static int kind(long head) {
        return (int) (head >>> KIND);
    }

    static boolean asks(long head) {
        return (head & ASKS) != 0;
    }

    static boolean isSynchronous(long head) {
        return (head & SYNCS) != 0;
    }

    static int type(long head) {
        return (int) ((head >>> TYPE) & TYPE_MASK);
    }

    static int shortBytes(long head) {
        return (int) ((head >>> LENGTH) & LENGTH_MASK);
    }

    static int tag(long head) {
        return (int) head;
    }
}
