package org.tutti;

import java.lang.foreign.MemorySegment;
import org.tutti.memory.ElementType;
import org.tutti.p2p.Receive;
import org.tutti.p2p.Send;

/**
 * A communicator's sends and receives that return at once. What is sent must not be changed, and what is received must not be looked at,
 * until the request is done.
 */
sealed interface ImmediateMessages permits Communicator {
    private Communicator core() {
        return (Communicator) this;
    }

    private Request isend(Send.Mode mode, Object array, int offset, int count, int dest, int tag) {
        boolean isSomebody = core().requireDestination(dest, tag);
        ElementType type = MessageCore.requirePart(array, offset, count);
        if (isSomebody && core().isSentAtOnce(mode, type, array, offset, count, dest, tag)) {
            return core().sent;
        }
        Send send = core().newSend(mode, isSomebody ? dest : 0, tag).set(type, array, offset, count);
        if (isSomebody) {
            core().start(send);
        }
        return new MessageRequest(core(), send, null);
    }

    private Request isend(Send.Mode mode, MemorySegment segment, long count, Datatype type, int dest, int tag) {
        boolean isSomebody = core().requireDestination(dest, tag);
        TypedSegment items = new TypedSegment().send(segment, count, type, "segment");
        if (isSomebody
                && core().isSentAtOnce(mode, items.elementType(), items.buffer(), 0, items.elements(), dest, tag)) {
            return core().sent;
        }
        Send send = core().newSend(mode, isSomebody ? dest : 0, tag)
                .set(items.elementType(), items.buffer(), 0, items.elements());
        if (isSomebody) {
            core().start(send);
        }
        return new MessageRequest(core(), send, items);
    }

    /**
     * Starts to send an array to a rank.
     *
     * <p>MPI standard: 3.7.2, MPI_ISEND.
     *
     * @param array what is sent
     * @param dest the rank that receives it, or {@link Tutti#PROC_NULL}
     * @param tag the message's number, 0 or more
     * @throws TuttiException of class BUFFER, RANK or TAG for bad arguments, or when the job has ended
     */
    default Request isend(Object array, int dest, int tag) {
        return isend(Send.Mode.STANDARD, array, 0, ArrayArguments.lengthOf(array), dest, tag);
    }

    /** Starts to send a part of an array, as {@link Communicator#isend(Object, int, int)}. MPI standard: 3.7.2, MPI_ISEND. */
    default Request isend(Object array, int offset, int count, int dest, int tag) {
        return isend(Send.Mode.STANDARD, array, offset, count, dest, tag);
    }

    /** Starts to send items of a segment, as {@link Communicator#isend(Object, int, int)}. MPI standard: 3.7.2, MPI_ISEND. */
    default Request isend(MemorySegment segment, long count, Datatype type, int dest, int tag) {
        return isend(Send.Mode.STANDARD, segment, count, type, dest, tag);
    }

    /** As {@link Communicator#isend(Object, int, int)}; done when the message is being received. MPI standard: 3.7.2, MPI_ISSEND. */
    default Request issend(Object array, int dest, int tag) {
        return isend(Send.Mode.SYNCHRONOUS, array, 0, ArrayArguments.lengthOf(array), dest, tag);
    }

    /** As {@link Communicator#isend(Object, int, int, int, int)}; done when the message is being received. MPI standard: 3.7.2, MPI_ISSEND. */
    default Request issend(Object array, int offset, int count, int dest, int tag) {
        return isend(Send.Mode.SYNCHRONOUS, array, offset, count, dest, tag);
    }

    /**
     * As {@link Communicator#isend(MemorySegment, long, Datatype, int, int)}; done when the message is being received. MPI standard: 3.7.2, MPI_ISSEND.
     */
    default Request issend(MemorySegment segment, long count, Datatype type, int dest, int tag) {
        return isend(Send.Mode.SYNCHRONOUS, segment, count, type, dest, tag);
    }

    /** As {@link Communicator#isend(Object, int, int)}, see {@link Communicator#rsend(Object, int, int)}. MPI standard: 3.7.2, MPI_IRSEND. */
    default Request irsend(Object array, int dest, int tag) {
        return isend(array, dest, tag);
    }

    /** As {@link Communicator#isend(Object, int, int, int, int)}, see {@link Communicator#rsend(Object, int, int)}. MPI standard: 3.7.2, MPI_IRSEND. */
    default Request irsend(Object array, int offset, int count, int dest, int tag) {
        return isend(array, offset, count, dest, tag);
    }

    /**
     * As {@link Communicator#isend(MemorySegment, long, Datatype, int, int)}, see {@link Communicator#rsend(Object, int, int)}. MPI standard: 3.7.2, MPI_IRSEND.
     */
    default Request irsend(MemorySegment segment, long count, Datatype type, int dest, int tag) {
        return isend(segment, count, type, dest, tag);
    }

    /**
     * Starts to receive a message into an array, as {@link Communicator#recv(Object, int, int)}.
     *
     * <p>MPI standard: 3.7.2, MPI_IRECV.
     *
     * @param array holds the message afterwards
     * @param source the rank that sends it, {@link Tutti#ANY_SOURCE} or {@link Tutti#PROC_NULL}
     * @param tag its tag, or {@link Tutti#ANY_TAG}
     * @throws TuttiException of class BUFFER, RANK or TAG for bad arguments, or when the job has ended
     */
    default Request irecv(Object array, int source, int tag) {
        return irecv(array, 0, ArrayArguments.lengthOf(array), source, tag);
    }

    /** Starts to receive a message into a part of an array, as {@link Communicator#irecv(Object, int, int)}. MPI standard: 3.7.2, MPI_IRECV. */
    default Request irecv(Object array, int offset, int count, int source, int tag) {
        boolean isSomebody = core().requireSource(source, tag);
        ElementType type = MessageCore.requirePart(array, offset, count);
        if (!isSomebody) {
            return new MessageRequest(core(), Receive.fromNobody(core().mailbox), null);
        }
        Receive receive = core().newReceive(type, array, offset, count, source, tag);
        core().start(receive);
        return new MessageRequest(core(), receive, null);
    }

    /** Starts to receive a message into a segment, as {@link Communicator#irecv(Object, int, int)}. MPI standard: 3.7.2, MPI_IRECV. */
    default Request irecv(MemorySegment segment, long count, Datatype type, int source, int tag) {
        boolean isSomebody = core().requireSource(source, tag);
        TypedSegment items = new TypedSegment().receive(segment, count, type, "segment");
        if (!isSomebody) {
            return new MessageRequest(core(), Receive.fromNobody(core().mailbox), null);
        }
        Receive receive = core().newReceive(items.elementType(), items.buffer(), 0, items.elements(), source, tag);
        core().start(receive);
        return new MessageRequest(core(), receive, items);
    }
}
