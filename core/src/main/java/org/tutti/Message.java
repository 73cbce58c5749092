package org.tutti;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.tutti.memory.ElementType;
import org.tutti.p2p.Arrival;
import org.tutti.p2p.Receive;

/**
 * A message that has been found, and that nobody else receives any more: this is to be received once. So several threads may look for
 * messages, and each receives the one that it found. MPI standard: 3.8.2.
 */
public final class Message {
    private final MessageCore communicator;
    private final @Nullable Arrival arrival;
    private final Status status;
    private boolean received;

    Message(MessageCore communicator, @Nullable Arrival arrival, Status status) {
        this.communicator = communicator;
        this.arrival = arrival;
        this.status = status;
    }

    /** {@return who sent it, its tag, and how long it is} */
    public Status status() {
        return status;
    }

    /**
     * Receives it into an array.
     *
     * <p>MPI standard: 3.8.3, MPI_MRECV.
     *
     * @param array holds the message afterwards
     * @return who sent it, its tag, and how long it is
     * @throws TuttiException of class TRUNCATE or TYPE where the message does not fit, which can still be received then; of class REQUEST
     *     where it has been
     */
    public Status recv(Object array) {
        return recv(array, 0, ArrayArguments.lengthOf(array));
    }

    /**
     * Receives it into a part of an array, as {@link #recv(Object)}. MPI standard: 3.8.3, MPI_MRECV.
     *
     * @param array holds the message afterwards
     * @param offset where it begins
     * @param count how many elements it has at most
     * @return who sent it, its tag, and how long it is
     */
    public Status recv(Object array, int offset, int count) {
        return irecv(array, offset, count).waitFor();
    }

    /**
     * Receives it into a segment, as {@link #recv(Object)}. MPI standard: 3.8.3, MPI_MRECV.
     *
     * @param segment begins with the message afterwards
     * @param count how many items it has at most
     * @param type what they are
     * @return who sent it, its tag, and how long it is
     */
    public Status recv(MemorySegment segment, long count, Datatype type) {
        return irecv(segment, count, type).waitFor();
    }

    /**
     * {@return a receive of it into a part of an array, which has been started} MPI standard: 3.8.3, MPI_IMRECV.
     *
     * @param array holds the message afterwards
     * @param offset where it begins
     * @param count how many elements it has at most
     */
    public Request irecv(Object array, int offset, int count) {
        ElementType type = MessageCore.requirePart(array, offset, count);
        return start(type, array, offset, count, null);
    }

    /**
     * {@return a receive of it into a segment, which has been started} MPI standard: 3.8.3, MPI_IMRECV.
     *
     * @param segment begins with the message afterwards
     * @param count how many items it has at most
     * @param type what they are
     */
    public Request irecv(MemorySegment segment, long count, Datatype type) {
        TypedSegment items = new TypedSegment().receive(segment, count, type, "segment");
        return start(items.elementType(), items.buffer(), 0, items.elements(), items);
    }

    private Request start(ElementType type, Object buffer, long index, long count, @Nullable TypedSegment items) {
        if (received) {
            throw new TuttiException(ErrorCode.BAD_REQUEST, "the message has been received: " + status);
        }
        if (arrival == null) {
            received = true;
            return new MessageRequest(communicator, Receive.fromNobody(communicator.mailbox), items);
        }
        Receive receive = communicator.newReceive(type, buffer, index, count, status.source(), status.tag());
        if (status.isObject() && type == ElementType.BYTE) {
            receive.setObject();
        }
        communicator.start(receive, arrival);
        received = receive.failure() == null;
        return new MessageRequest(communicator, receive, items);
    }

    /**
     * {@return the object that it is} It travels by {@link ObjectCodec#serialization()}.
     *
     * @param <T> the type of the object
     * @throws TuttiException of class TYPE where it is no object, of class ARG where it cannot be read
     */
    @SuppressWarnings("TypeParameterUnusedInFormals") // as a cast
    public <T extends @Nullable Object> T recvObject() {
        return recvObject(ObjectCodec.serialization());
    }

    /**
     * {@return the object that it is}
     *
     * @param codec how it travels
     * @param <T> the type of the object
     * @throws TuttiException of class TYPE where it is no object, of class ARG where it cannot be read
     */
    public <T extends @Nullable Object> T recvObject(ObjectCodec<T> codec) {
        if (!status.isObject()) {
            throw new TuttiException(
                    ErrorCode.TYPES_DIFFER, "the message is no object: " + status + "; it can still be received");
        }
        byte[] bytes = new byte[BlockOperations.requireFits(status.bytes())];
        recv(bytes);
        return ObjectOperations.decode(bytes, codec);
    }
}
