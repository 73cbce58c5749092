package org.tutti.p2p;

import java.util.Objects;
import org.tutti.memory.Buffers;

/** What a rank sends to itself: no channel is needed, and each message is copied once or twice. */
final class OwnMessages {
    private final PostOffice office;

    OwnMessages(PostOffice office) {
        this.office = office;
    }

    /** Copies a message to where it is wanted or, unless its sender waits for that, to where it waits. */
    void send(Send send) {
        Mailbox mailbox = send.mailbox;
        int rank = office.rank();
        Receive receive = mailbox.takeReceive(rank, send.tag, send.code, send.bytes(), send.salt);
        if (receive != null) {
            copy(send, receive);
            receive.finish();
            send.finish();
            return;
        }
        Arrival arrival = office.newArrival(mailbox).set(mailbox, rank, send.tag, send.code, send.bytes(), send.salt);
        if (send.isSynchronous()) {
            arrival.ownSend = send;
        } else {
            Buffers.pack(send.type, send.buffer, send.index, send.count, arrival.store());
            arrival.add(send.bytes());
            send.finish();
        }
        mailbox.add(arrival);
    }

    /** Ends a message that waited, and is wanted now: what was stored of it has been copied. */
    void finish(Arrival arrival) {
        Receive receive = Objects.requireNonNull(arrival.receive);
        Send send = arrival.ownSend;
        if (send != null) {
            copy(send, receive);
            send.finish();
        }
        receive.finish();
        office.release(arrival);
    }

    /** Where types are not checked these may differ. */
    private static void copy(Send send, Receive receive) {
        if (send.type == receive.type) {
            Buffers.copy(send.type, send.buffer, send.index, receive.buffer, receive.index, send.count);
        } else {
            byte[] packed = new byte[Math.toIntExact(send.bytes())];
            Buffers.pack(send.type, send.buffer, send.index, send.count, packed);
            Buffers.unpack(packed, receive.type, receive.buffer, receive.index, receive.type.count(packed.length));
        }
    }
}
