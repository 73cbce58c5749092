package org.tutti;

import java.lang.foreign.MemorySegment;
import org.tutti.memory.ElementType;
import org.tutti.p2p.Receive;
import org.tutti.p2p.Send;

/** A communicator's sends and receives that are made once and started again and again. */
sealed interface PersistentMessages permits Communicator {
    private Communicator core() {
        return (Communicator) this;
    }

    private PersistentRequest send(Send.Mode mode, Object array, int offset, int count, int dest, int tag) {
        boolean isSomebody = core().requireDestination(dest, tag);
        ElementType type = MessageCore.requirePart(array, offset, count);
        Send send = core().newSend(mode, isSomebody ? dest : 0, tag).set(type, array, offset, count);
        return new PersistentRequest(core(), new PersistentMessage(core(), send, isSomebody));
    }

    private PersistentRequest send(
            Send.Mode mode, MemorySegment segment, long count, Datatype type, int dest, int tag) {
        boolean isSomebody = core().requireDestination(dest, tag);
        TypedSegment items = new TypedSegment().send(segment, count, type, "segment");
        Send send = core().newSend(mode, isSomebody ? dest : 0, tag)
                .set(items.elementType(), items.buffer(), 0, items.elements());
        return new PersistentRequest(core(), new PersistentMessage(core(), send, isSomebody));
    }

    /**
     * {@return a send of an array, to be started}
     *
     * <p>MPI standard: 3.9, MPI_SEND_INIT.
     *
     * @param array what is sent
     * @param dest the rank that receives it, or {@link Tutti#PROC_NULL}
     * @param tag the message's number, 0 or more
     * @throws TuttiException of class BUFFER, RANK or TAG for bad arguments
     */
    default PersistentRequest sendInit(Object array, int dest, int tag) {
        return send(Send.Mode.STANDARD, array, 0, ArrayArguments.lengthOf(array), dest, tag);
    }

    /** {@return a send of a part of an array, to be started} MPI standard: 3.9, MPI_SEND_INIT. */
    default PersistentRequest sendInit(Object array, int offset, int count, int dest, int tag) {
        return send(Send.Mode.STANDARD, array, offset, count, dest, tag);
    }

    /** {@return a send of items of a segment, to be started} MPI standard: 3.9, MPI_SEND_INIT. */
    default PersistentRequest sendInit(MemorySegment segment, long count, Datatype type, int dest, int tag) {
        return send(Send.Mode.STANDARD, segment, count, type, dest, tag);
    }

    /** {@return a synchronous send of an array, to be started} MPI standard: 3.9, MPI_SSEND_INIT. */
    default PersistentRequest ssendInit(Object array, int dest, int tag) {
        return send(Send.Mode.SYNCHRONOUS, array, 0, ArrayArguments.lengthOf(array), dest, tag);
    }

    /** {@return a synchronous send of a part of an array, to be started} MPI standard: 3.9, MPI_SSEND_INIT. */
    default PersistentRequest ssendInit(Object array, int offset, int count, int dest, int tag) {
        return send(Send.Mode.SYNCHRONOUS, array, offset, count, dest, tag);
    }

    /** {@return a synchronous send of items of a segment, to be started} MPI standard: 3.9, MPI_SSEND_INIT. */
    default PersistentRequest ssendInit(MemorySegment segment, long count, Datatype type, int dest, int tag) {
        return send(Send.Mode.SYNCHRONOUS, segment, count, type, dest, tag);
    }

    /** {@return as {@link Communicator#sendInit(Object, int, int)}, see {@link Communicator#rsend(Object, int, int)}} MPI standard: 3.9, MPI_RSEND_INIT. */
    default PersistentRequest rsendInit(Object array, int dest, int tag) {
        return sendInit(array, dest, tag);
    }

    /** {@return as {@link Communicator#sendInit(Object, int, int, int, int)}} MPI standard: 3.9, MPI_RSEND_INIT. */
    default PersistentRequest rsendInit(Object array, int offset, int count, int dest, int tag) {
        return sendInit(array, offset, count, dest, tag);
    }

    /** {@return as {@link Communicator#sendInit(MemorySegment, long, Datatype, int, int)}} MPI standard: 3.9, MPI_RSEND_INIT. */
    default PersistentRequest rsendInit(MemorySegment segment, long count, Datatype type, int dest, int tag) {
        return sendInit(segment, count, type, dest, tag);
    }

    /** {@return a buffered send of an array, to be started, see {@link Communicator#bsend(Object, int, int)}} MPI standard: 3.9, MPI_BSEND_INIT. */
    default PersistentRequest bsendInit(Object array, int dest, int tag) {
        return bsendInit(array, 0, ArrayArguments.lengthOf(array), dest, tag);
    }

    /** {@return a buffered send of a part of an array, to be started} MPI standard: 3.9, MPI_BSEND_INIT. */
    default PersistentRequest bsendInit(Object array, int offset, int count, int dest, int tag) {
        core().requireDestination(dest, tag);
        MessageCore.requirePart(array, offset, count);
        return new PersistentRequest(
                core(), new PersistentCopy(core(), () -> core().bsend(array, offset, count, dest, tag)));
    }

    /** {@return a buffered send of items of a segment, to be started} MPI standard: 3.9, MPI_BSEND_INIT. */
    default PersistentRequest bsendInit(MemorySegment segment, long count, Datatype type, int dest, int tag) {
        core().requireDestination(dest, tag);
        SegmentArguments.requireSent(segment, count, type, "segment");
        return new PersistentRequest(
                core(), new PersistentCopy(core(), () -> core().bsend(segment, count, type, dest, tag)));
    }

    /**
     * {@return a receive into an array, to be started}
     *
     * <p>MPI standard: 3.9, MPI_RECV_INIT.
     *
     * @param array holds the message afterwards
     * @param source the rank that sends it, {@link Tutti#ANY_SOURCE} or {@link Tutti#PROC_NULL}
     * @param tag its tag, or {@link Tutti#ANY_TAG}
     * @throws TuttiException of class BUFFER, RANK or TAG for bad arguments
     */
    default PersistentRequest recvInit(Object array, int source, int tag) {
        return recvInit(array, 0, ArrayArguments.lengthOf(array), source, tag);
    }

    /** {@return a receive into a part of an array, to be started} MPI standard: 3.9, MPI_RECV_INIT. */
    default PersistentRequest recvInit(Object array, int offset, int count, int source, int tag) {
        boolean isSomebody = core().requireSource(source, tag);
        ElementType type = MessageCore.requirePart(array, offset, count);
        return receive(type, array, offset, count, source, tag, isSomebody);
    }

    /** {@return a receive into a segment, to be started} MPI standard: 3.9, MPI_RECV_INIT. */
    default PersistentRequest recvInit(MemorySegment segment, long count, Datatype type, int source, int tag) {
        boolean isSomebody = core().requireSource(source, tag);
        TypedSegment items = new TypedSegment().receive(segment, count, type, "segment");
        return receive(items.elementType(), items.buffer(), 0, items.elements(), source, tag, isSomebody);
    }

    private PersistentRequest receive(
            ElementType type, Object buffer, long index, long count, int source, int tag, boolean isSomebody) {
        return new PersistentRequest(
                core(),
                new PersistentMessage(
                        core(),
                        isSomebody
                                ? core().newReceive(type, buffer, index, count, source, tag)
                                : Receive.fromNobody(core().mailbox),
                        isSomebody));
    }
}
