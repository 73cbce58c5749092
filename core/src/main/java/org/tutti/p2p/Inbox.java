package org.tutti.p2p;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tutti.memory.ElementType;
import org.tutti.memory.Patience;
import org.tutti.segment.Incoming;

/** What one rank gets from another, in the order in which it was sent. */
final class Inbox {
    /*
     * A message is one of four kinds of cells, by its length:
     *   SHORT  its payload is beside the head;
     *   WHOLE  its payload is one piece, in the sender's ring;
     *   FIRST  the same, and more pieces follow, each in a cell MORE;
     *   OFFER  it is still in the sender's memory.
     *
     * 1. A message comes: the earliest receive that wants it gets it, else it waits; what is in the ring is stored meanwhile.
     * 2. An offer that is wanted: where the sender's memory can be read, it is copied, and the sender told (DONE). Else the sender
     *    is told to go on (GO), and either sends it in pieces or, if it can, writes it where it is wanted and says so (PLACED).
     * 3. When all of a message has come the receive is done; a sender that waits for that is told (DONE).
     */
    /** So much from one sender before others, and the end of the job, are looked at again. */
    private static final int MOST_AT_ONCE = 256;

    private final PostOffice office;
    private final Incoming in;
    private final int sender;
    private @Nullable Arrival[] coming = new @Nullable Arrival[4];

    Inbox(PostOffice office, Incoming in) {
        this.office = office;
        this.in = in;
        this.sender = in.sender();
    }

    /** {@return whether something has come} It has been dealt with; where much has come the rest waits for the next time. */
    boolean poll() {
        int opened = 0;
        while (opened < MOST_AT_ONCE && in.isReady()) {
            open();
            opened++;
        }
        return opened > 0;
    }

    /** Tells the sender what has been taken. */
    void tell() {
        in.tell();
    }

    /** {@return whether the next thing that comes is there} */
    boolean isReady() {
        return in.isReady();
    }

    /**
     * {@return whether the next thing that comes is there} Looks for it for a while. What is done with it is not in this loop, whose looks in
     * vain would let the compiler take it for cold.
     */
    boolean isSoonReady(Patience patience) {
        int looks = patience.looks();
        for (int look = 0; look < looks; look++) {
            if (in.isReady()) {
                patience.foundAfter(look);
                return true;
            }
            Thread.onSpinWait();
        }
        patience.foundNothing();
        return false;
    }

    /**
     * {@return whether a receive that has not begun has got the next message, which is there} It has where that is short, or whole, and what
     * it wants.
     */
    boolean receiveNext(Receive receive) {
        long head = in.head();
        int kind = Envelope.kind(head);
        boolean isWanted = kind <= Envelope.WHOLE
                && !Envelope.isSynchronous(head)
                && in.context() == receive.mailbox.context()
                && (receive.tag == Mailbox.ANY || Envelope.tag(head) == receive.tag)
                && Envelope.type(head) == receive.code
                && receive.code != Envelope.ITEMS;
        if (!isWanted) {
            return false;
        }
        long bytes = kind == Envelope.SHORT ? Envelope.shortBytes(head) : in.number(Envelope.BYTES);
        if (bytes > receive.bytes()) {
            return false;
        }
        ElementType type = receive.type;
        if (kind == Envelope.SHORT) { // as copy does, one call nearer to the words: decision 0037
            in.getInline(type, receive.buffer, receive.index, type.count(bytes));
        } else {
            in.get(in.number(Envelope.PLACE), type, receive.buffer, receive.index, type.count(bytes));
        }
        in.take(Envelope.asks(head));
        receive.matched(sender, Envelope.tag(head), receive.code, bytes);
        receive.succeed();
        return true;
    }

    private void copy(long head, ElementType type, Object buffer, long index, long bytes) {
        if (Envelope.kind(head) == Envelope.SHORT) {
            in.getInline(type, buffer, index, type.count(bytes));
        } else {
            in.get(in.number(Envelope.PLACE), type, buffer, index, type.count(bytes));
        }
    }

    private void open() {
        long head = in.head();
        switch (Envelope.kind(head)) {
            case Envelope.SHORT, Envelope.WHOLE, Envelope.FIRST, Envelope.OFFER -> receive(head);
            case Envelope.MORE -> more();
            case Envelope.GO -> {
                int number = (int) in.number(Envelope.OF);
                long place = in.number(Envelope.WHERE);
                in.take(Envelope.asks(head));
                office.outbox(sender).go(number, place);
                return;
            }
            case Envelope.DONE -> {
                int number = (int) in.number(Envelope.OF);
                in.take(Envelope.asks(head));
                office.outbox(sender).done(number);
                return;
            }
            case Envelope.PLACED -> placed((int) in.number(Envelope.OF));
            default -> throw new IllegalStateException("a cell of no kind: " + Long.toHexString(head));
        }
        in.take(Envelope.asks(head));
    }

    /** 1. A message comes. */
    private void receive(long head) {
        Mailbox mailbox = office.mailbox(in.context());
        int kind = Envelope.kind(head);
        int tag = Envelope.tag(head);
        int code = Envelope.type(head);
        boolean isShort = kind == Envelope.SHORT;
        long bytes = isShort ? Envelope.shortBytes(head) : in.number(Envelope.BYTES);
        long salt = isShort ? 0 : in.number(Envelope.SALT);
        Receive receive = mailbox.takeReceive(sender, tag, code, bytes, salt);
        if (receive != null && kind <= Envelope.WHOLE && !Envelope.isSynchronous(head)) {
            copy(head, receive.type, receive.buffer, receive.index, bytes);
            receive.finish();
            return;
        }
        Arrival arrival = arrival(mailbox, head, bytes, salt);
        arrival.receive = receive;
        store(arrival, kind, bytes);
        if (receive == null) {
            mailbox.add(arrival);
        } else if (arrival.isOffer) {
            accept(arrival);
        } else if (arrival.isWhole()) {
            finish(arrival);
        }
    }

    private Arrival arrival(Mailbox mailbox, long head, long bytes, long salt) {
        int kind = Envelope.kind(head);
        boolean isOffer = kind == Envelope.OFFER;
        boolean isNumbered = kind >= Envelope.FIRST || Envelope.isSynchronous(head);
        Arrival arrival =
                office.newArrival(mailbox).set(mailbox, sender, Envelope.tag(head), Envelope.type(head), bytes, salt);
        arrival.number = isNumbered ? (int) in.number(Envelope.NUMBER) : -1;
        arrival.isOffer = isOffer;
        arrival.place = isOffer ? in.number(Envelope.PLACE) : 0;
        arrival.isSynchronous = Envelope.isSynchronous(head);
        if (kind >= Envelope.FIRST) {
            remember(arrival);
        }
        return arrival;
    }

    private void remember(Arrival arrival) {
        if (arrival.number >= coming.length) {
            coming = Arrays.copyOf(coming, Math.max(2 * coming.length, arrival.number + 1));
        }
        coming[arrival.number] = arrival;
    }

    private Arrival coming(int number) {
        return Objects.requireNonNull(coming[number], "a piece of a message that has not come");
    }

    /** Copies what has come with the head to where it is wanted, or to where it waits. */
    private void store(Arrival arrival, int kind, long bytes) {
        switch (kind) {
            case Envelope.SHORT -> {
                in.getInline(ElementType.BYTE, arrival.store(), 0, (int) bytes);
                arrival.add(bytes);
            }
            case Envelope.WHOLE -> add(arrival, in.number(Envelope.PLACE), bytes);
            case Envelope.FIRST -> add(arrival, in.number(Envelope.PLACE), in.number(Envelope.PIECE));
            default -> {}
        }
    }

    private void add(Arrival arrival, long place, long bytes) {
        Receive receive = arrival.receive;
        if (receive == null) {
            in.get(place, ElementType.BYTE, arrival.store(), arrival.arrived(), (int) bytes);
        } else {
            ElementType type = receive.type;
            in.get(place, type, receive.buffer, receive.index + type.count(arrival.arrived()), type.count(bytes));
        }
        arrival.add(bytes);
    }

    private void more() {
        Arrival arrival = coming((int) in.number(Envelope.OF));
        add(arrival, in.number(Envelope.WHERE), in.number(Envelope.LENGTH_OF_PIECE));
        if (arrival.arrived() == arrival.bytes) {
            coming[arrival.number] = null;
            finish(arrival);
        }
    }

    private void placed(int number) {
        Arrival arrival = coming(number);
        coming[number] = null;
        Objects.requireNonNull(arrival.receive).finish();
        office.release(arrival);
    }

    /** 2. An offer that is wanted. */
    void accept(Arrival arrival) {
        Receive receive = Objects.requireNonNull(arrival.receive);
        if (arrival.place != 0) {
            office.copy(
                    arrival.bytes,
                    receive.type,
                    (at, elements) -> in.get(
                            arrival.place + receive.type.bytes(at),
                            receive.type,
                            receive.buffer,
                            receive.index + at,
                            elements));
            in.allRead();
            office.check();
            coming[arrival.number] = null;
            receive.finish();
            office.outbox(sender).answer(Envelope.DONE, arrival.number, 0);
            office.release(arrival);
        } else {
            office.outbox(sender).answer(Envelope.GO, arrival.number, office.sharedPlace(receive, arrival.bytes));
        }
    }

    /** 3. All of a message has come. */
    void finish(Arrival arrival) {
        Receive receive = arrival.receive;
        if (receive != null) {
            receive.finish();
            if (arrival.isSynchronous) {
                office.outbox(sender).answer(Envelope.DONE, arrival.number, 0);
            }
            office.release(arrival);
        }
    }
}
