package org.tutti;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.tutti.memory.ElementType;
import org.tutti.p2p.Arrival;
import org.tutti.p2p.Receive;
import org.tutti.p2p.Send;

/** How a communicator looks for messages before it receives them, and its messages of objects. */
sealed interface Probes permits Communicator {
    private Communicator core() {
        return (Communicator) this;
    }

    /**
     * Waits for a message, and leaves it where it is.
     *
     * <p>MPI standard: 3.8.1, MPI_PROBE.
     *
     * @param source the rank that sends it, {@link Tutti#ANY_SOURCE} or {@link Tutti#PROC_NULL}
     * @param tag its tag, or {@link Tutti#ANY_TAG}
     * @return who sent it, its tag, and how long it is: {@link Communicator#recv} with these receives it, unless another thread did
     * @throws TuttiException of class RANK or TAG for bad arguments, or when the job has ended
     */
    default Status probe(int source, int tag) {
        return core().requireSource(source, tag)
                ? core().status(core().await(source, tag, false, null))
                : Status.OF_NOBODY;
    }

    /** As {@link Communicator#probe(int, int)}, within a time, as {@link Communicator#recv(Object, int, int, Duration)}. */
    default Status probe(int source, int tag, Duration limit) {
        return core().requireSource(source, tag)
                ? core().status(core().await(source, tag, false, limit))
                : Status.OF_NOBODY;
    }

    /** {@return as {@link Communicator#probe(int, int)}, or null where there is no such message yet} MPI standard: 3.8.1, MPI_IPROBE. */
    default @Nullable Status iprobe(int source, int tag) {
        if (!core().requireSource(source, tag)) {
            return Status.OF_NOBODY;
        }
        Arrival found = core().look(source, tag, false);
        return found == null ? null : core().status(found);
    }

    /**
     * {@return a message, which no other receive gets from now on} Waits for it, as {@link Communicator#probe(int, int)}.
     *
     * <p>MPI standard: 3.8.2, MPI_MPROBE.
     */
    default Message mprobe(int source, int tag) {
        if (!core().requireSource(source, tag)) {
            return new Message(core(), null, Status.OF_NOBODY);
        }
        Arrival found = core().await(source, tag, true, null);
        return new Message(core(), found, core().status(found));
    }

    /** {@return as {@link Communicator#mprobe}, or null where there is no such message yet} MPI standard: 3.8.2, MPI_IMPROBE. */
    default @Nullable Message improbe(int source, int tag) {
        if (!core().requireSource(source, tag)) {
            return new Message(core(), null, Status.OF_NOBODY);
        }
        Arrival found = core().look(source, tag, true);
        return found == null ? null : new Message(core(), found, core().status(found));
    }

    /**
     * Sends an object to a rank. It travels by {@link ObjectCodec#serialization()}.
     *
     * @param object what is sent
     * @param dest the rank that receives it, by {@link Communicator#recvObject(int, int)}
     * @param tag the message's number, 0 or more
     * @throws TuttiException of class ARG where it cannot be sent, of class RANK or TAG, or when the job has ended
     */
    default <T extends @Nullable Object> void sendObject(T object, int dest, int tag) {
        sendObject(object, dest, tag, ObjectCodec.serialization());
    }

    /** As {@link Communicator#sendObject(Object, int, int)}, with a codec, the same at both ranks. */
    default <T extends @Nullable Object> void sendObject(T object, int dest, int tag, ObjectCodec<T> codec) {
        if (core().requireDestination(dest, tag)) {
            core().finish(objectSend(Send.Mode.STANDARD, object, dest, tag, codec));
        }
    }

    /** Starts to send an object, which may be changed at once: what is sent is what it is now. */
    default <T extends @Nullable Object> Request isendObject(T object, int dest, int tag) {
        return isendObject(object, dest, tag, ObjectCodec.serialization());
    }

    /** As {@link Communicator#isendObject(Object, int, int)}, with a codec, the same at both ranks. */
    default <T extends @Nullable Object> Request isendObject(T object, int dest, int tag, ObjectCodec<T> codec) {
        return isendObject(Send.Mode.STANDARD, object, dest, tag, codec);
    }

    /** As {@link Communicator#isendObject(Object, int, int, ObjectCodec)}; done when the object is being received. */
    default <T extends @Nullable Object> Request issendObject(T object, int dest, int tag, ObjectCodec<T> codec) {
        return isendObject(Send.Mode.SYNCHRONOUS, object, dest, tag, codec);
    }

    private <T extends @Nullable Object> Request isendObject(
            Send.Mode mode, T object, int dest, int tag, ObjectCodec<T> codec) {
        boolean isSomebody = core().requireDestination(dest, tag);
        Send send = isSomebody
                ? objectSend(mode, object, dest, tag, codec)
                : new Send(core().mailbox, 0, tag, Send.Mode.STANDARD);
        if (isSomebody) {
            core().start(send);
        }
        return new MessageRequest(core(), send, null);
    }

    private <T extends @Nullable Object> Send objectSend(
            Send.Mode mode, T object, int dest, int tag, ObjectCodec<T> codec) {
        byte[] bytes = ObjectOperations.encode(object, codec);
        Send send = core().newSend(mode, dest, tag).set(ElementType.BYTE, bytes, 0, bytes.length);
        send.setObject();
        return send;
    }

    /**
     * {@return the object that a rank sends} Waits for it. It travels by {@link ObjectCodec#serialization()}. Who wants to know more of it,
     * as its source, uses {@link Communicator#mprobe} and {@link Message#recvObject()}.
     *
     * @param source the rank that sends it, or {@link Tutti#ANY_SOURCE}
     * @param tag its tag, or {@link Tutti#ANY_TAG}
     * @throws TuttiException of class TYPE where the message is no object, which can still be received then; of class ARG where it cannot
     *     be read; of class RANK or TAG, or when the job has ended
     */
    @SuppressWarnings("TypeParameterUnusedInFormals") // as a cast
    default <T extends @Nullable Object> T recvObject(int source, int tag) {
        return recvObject(source, tag, ObjectCodec.serialization());
    }

    /** As {@link Communicator#recvObject(int, int)}, with a codec, the same at both ranks. */
    default <T extends @Nullable Object> T recvObject(int source, int tag, ObjectCodec<T> codec) {
        if (!core().requireSource(source, tag)) {
            return CommunicatorCore.nothing();
        }
        while (true) {
            Arrival found = core().await(source, tag, false, null);
            if (!found.isObject()) {
                throw new TuttiException(
                        ErrorCode.TYPES_DIFFER,
                        "the message is no object: " + core().status(found) + "; it can still be received");
            }
            if (core().take(found)) {
                return new Message(core(), found, core().status(found)).recvObject(codec);
            }
        }
    }

    /**
     * Starts to receive an object, which travels by {@link ObjectCodec#serialization()}. It takes its message in its turn among all receives
     * that have been started.
     *
     * @param source the rank that sends it, {@link Tutti#ANY_SOURCE} or {@link Tutti#PROC_NULL}
     * @param tag its tag, or {@link Tutti#ANY_TAG}
     * @return a request that is done when the object is there; it fails with class TYPE by a message that is no object, which can still be
     *     received then, and with class ARG by one that cannot be read
     * @throws TuttiException of class RANK or TAG, or when the job has ended
     */
    default <T extends @Nullable Object> ObjectRequest<T> irecvObject(int source, int tag) {
        return irecvObject(source, tag, ObjectCodec.serialization());
    }

    /** As {@link Communicator#irecvObject(int, int)}, with a codec, the same at both ranks. */
    default <T extends @Nullable Object> ObjectRequest<T> irecvObject(int source, int tag, ObjectCodec<T> codec) {
        if (!core().requireSource(source, tag)) {
            return new ObjectRequest<>(core(), Receive.fromNobody(core().mailbox), codec);
        }
        Receive receive = core().newObjectReceive(source, tag);
        core().start(receive);
        return new ObjectRequest<>(core(), receive, codec);
    }
}
