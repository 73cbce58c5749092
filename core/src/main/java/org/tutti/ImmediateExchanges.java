package org.tutti;

import java.lang.foreign.MemorySegment;
import org.tutti.memory.ElementType;
import org.tutti.p2p.Receive;
import org.tutti.p2p.Send;

/** A communicator's exchanges that return at once: the request is done when both the send and the receive are. */
sealed interface ImmediateExchanges permits Communicator {
    private Communicator core() {
        return (Communicator) this;
    }

    /**
     * Starts to send an array to one rank and to receive from another, or the same.
     *
     * <p>MPI standard: 3.10, MPI_ISENDRECV.
     *
     * @param send what is sent
     * @param dest the rank that receives it, or {@link Tutti#PROC_NULL}
     * @param sendTag its tag
     * @param recv holds what is received; no part of {@code send}
     * @param source the rank that sends it, {@link Tutti#ANY_SOURCE} or {@link Tutti#PROC_NULL}
     * @param recvTag its tag, or {@link Tutti#ANY_TAG}
     * @throws TuttiException of class BUFFER, RANK or TAG for bad arguments, or when the job has ended
     */
    default Request isendRecv(Object send, int dest, int sendTag, Object recv, int source, int recvTag) {
        int sent = ArrayArguments.lengthOf(send);
        int received = ArrayArguments.lengthOf(recv);
        return isendRecv(send, 0, sent, dest, sendTag, recv, 0, received, source, recvTag);
    }

    /**
     * As {@link Communicator#isendRecv(Object, int, int, Object, int, int)}, of parts of arrays, which may be of one. MPI standard: 3.10, MPI_ISENDRECV.
     *
     * @param send what is sent
     * @param sendOffset its first element
     * @param sendCount how many elements
     * @param dest the rank that receives it
     * @param sendTag its tag
     * @param recv holds what is received
     * @param recvOffset where it begins
     * @param recvCount how many elements it has at most
     * @param source the rank that sends it
     * @param recvTag its tag
     */
    default Request isendRecv(
            Object send,
            int sendOffset,
            int sendCount,
            int dest,
            int sendTag,
            Object recv,
            int recvOffset,
            int recvCount,
            int source,
            int recvTag) {
        boolean sends = core().requireDestination(dest, sendTag);
        boolean receives = core().requireSource(source, recvTag);
        ElementType sent = MessageCore.requirePart(send, sendOffset, sendCount);
        ElementType received = MessageCore.requirePart(recv, recvOffset, recvCount);
        MessageCore.requireApart(send, sendOffset, sendCount, recv, recvOffset, recvCount);
        Receive receive = receives
                ? core().newReceive(received, recv, recvOffset, recvCount, source, recvTag)
                : Receive.fromNobody(core().mailbox);
        Send out = core().newSend(Send.Mode.STANDARD, sends ? dest : 0, sendTag);
        return exchange(sends, out.set(sent, send, sendOffset, sendCount), receives, receive);
    }

    /** As {@link Communicator#isendRecv(Object, int, int, Object, int, int)}, of items of segments, which do not overlap. MPI standard: 3.10, MPI_ISENDRECV. */
    default Request isendRecv(
            MemorySegment send,
            long sendCount,
            Datatype sendType,
            int dest,
            int sendTag,
            MemorySegment recv,
            long recvCount,
            Datatype recvType,
            int source,
            int recvTag) {
        boolean sends = core().requireDestination(dest, sendTag);
        boolean receives = core().requireSource(source, recvTag);
        TypedSegment sent = new TypedSegment().send(send, sendCount, sendType, "send");
        TypedSegment received = new TypedSegment().receive(recv, recvCount, recvType, "recv");
        Receive receive = receives
                ? core().newReceive(received.elementType(), received.buffer(), 0, received.elements(), source, recvTag)
                : Receive.fromNobody(core().mailbox);
        Send out = core().newSend(Send.Mode.STANDARD, sends ? dest : 0, sendTag);
        return exchange(sends, out.set(sent.elementType(), sent.buffer(), 0, sent.elements()), receives, receive);
    }

    /**
     * Starts to send an array to one rank, and to receive from another in its place.
     *
     * <p>MPI standard: 3.10, MPI_ISENDRECV_REPLACE.
     *
     * @param array what is sent, and what is received afterwards
     * @param dest the rank that receives it, or {@link Tutti#PROC_NULL}
     * @param sendTag its tag
     * @param source the rank that sends, {@link Tutti#ANY_SOURCE} or {@link Tutti#PROC_NULL}
     * @param recvTag its tag, or {@link Tutti#ANY_TAG}
     * @throws TuttiException of class BUFFER, RANK or TAG for bad arguments, or when the job has ended
     */
    default Request isendRecvReplace(Object array, int dest, int sendTag, int source, int recvTag) {
        return isendRecvReplace(array, 0, ArrayArguments.lengthOf(array), dest, sendTag, source, recvTag);
    }

    /** As {@link Communicator#isendRecvReplace(Object, int, int, int, int)}, of a part of an array. MPI standard: 3.10, MPI_ISENDRECV_REPLACE. */
    default Request isendRecvReplace(
            Object array, int offset, int count, int dest, int sendTag, int source, int recvTag) {
        ElementType type = MessageCore.requirePart(array, offset, count);
        return replace(type, array, offset, count, dest, sendTag, source, recvTag);
    }

    /** As {@link Communicator#isendRecvReplace(Object, int, int, int, int)}, of items of a segment. MPI standard: 3.10, MPI_ISENDRECV_REPLACE. */
    default Request isendRecvReplace(
            MemorySegment segment, long count, Datatype type, int dest, int sendTag, int source, int recvTag) {
        TypedSegment items = new TypedSegment().receive(segment, count, type, "segment");
        return replace(items.elementType(), items.buffer(), 0, items.elements(), dest, sendTag, source, recvTag);
    }

    private Request replace(
            ElementType type, Object buffer, long index, long count, int dest, int sendTag, int source, int recvTag) {
        boolean sends = core().requireDestination(dest, sendTag);
        boolean receives = core().requireSource(source, recvTag);
        Send out = core().newSendOfCopy(type, buffer, index, count, sends ? dest : 0, sendTag);
        Receive receive = receives
                ? core().newReceive(type, buffer, index, count, source, recvTag)
                : Receive.fromNobody(core().mailbox);
        return exchange(sends, out, receives, receive);
    }

    private Request exchange(boolean sends, Send send, boolean receives, Receive receive) {
        if (receives) {
            core().start(receive);
        }
        if (sends) {
            core().start(send);
        }
        return new ExchangeRequest(core(), send, receive);
    }
}
