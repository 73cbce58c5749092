package org.tutti;

import java.lang.foreign.MemorySegment;
import org.tutti.memory.ElementType;
import org.tutti.p2p.Receive;
import org.tutti.p2p.Send;

/** A communicator's exchanges: a send and a receive at the same time, so that ranks which do so do not wait for each other in vain. */
sealed interface SendReceives permits Communicator {
    private Communicator core() {
        return (Communicator) this;
    }

    /**
     * Sends an array to one rank and receives from another, or the same.
     *
     * <p>MPI standard: 3.11, MPI_SENDRECV.
     *
     * @param send what is sent
     * @param dest the rank that receives it, or {@link Tutti#PROC_NULL}
     * @param sendTag its tag
     * @param recv holds what is received; no part of {@code send}
     * @param source the rank that sends it, {@link Tutti#ANY_SOURCE} or {@link Tutti#PROC_NULL}
     * @param recvTag its tag, or {@link Tutti#ANY_TAG}
     * @return who sent what was received, its tag, and how long it is
     * @throws TuttiException as {@link Communicator#send(Object, int, int)} and {@link Communicator#recv(Object, int, int)}
     */
    default Status sendRecv(Object send, int dest, int sendTag, Object recv, int source, int recvTag) {
        return sendRecv(
                send,
                0,
                ArrayArguments.lengthOf(send),
                dest,
                sendTag,
                recv,
                0,
                ArrayArguments.lengthOf(recv),
                source,
                recvTag);
    }

    /**
     * As {@link Communicator#sendRecv(Object, int, int, Object, int, int)}, of parts of arrays, which may be of one. MPI standard: 3.11, MPI_SENDRECV.
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
    default Status sendRecv(
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
        if (!receives) {
            if (sends) {
                core().sendNow(sent, send, sendOffset, sendCount, dest, sendTag);
            }
            return Status.OF_NOBODY;
        }
        Receive receive = core().receiveInto(received, recv, recvOffset, recvCount, source, recvTag);
        core().start(receive);
        if (sends) {
            core().sendNow(sent, send, sendOffset, sendCount, dest, sendTag);
        }
        return core().finish(receive);
    }

    /** As {@link Communicator#sendRecv(Object, int, int, Object, int, int)}, of items of segments, which do not overlap. MPI standard: 3.11, MPI_SENDRECV. */
    default Status sendRecv(
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
                : null;
        if (receive != null) {
            core().start(receive);
        }
        if (sends) {
            core().sendNow(sent.elementType(), sent.buffer(), 0, sent.elements(), dest, sendTag);
        }
        return receive == null ? Status.OF_NOBODY : core().finish(receive);
    }

    /**
     * Sends an array to one rank, and receives from another in its place.
     *
     * <p>MPI standard: 3.11, MPI_SENDRECV_REPLACE.
     *
     * @param array what is sent, and what is received afterwards
     * @param dest the rank that receives it, or {@link Tutti#PROC_NULL}
     * @param sendTag its tag
     * @param source the rank that sends, {@link Tutti#ANY_SOURCE} or {@link Tutti#PROC_NULL}
     * @param recvTag its tag, or {@link Tutti#ANY_TAG}
     * @return who sent what was received, its tag, and how long it is
     */
    default Status sendRecvReplace(Object array, int dest, int sendTag, int source, int recvTag) {
        return sendRecvReplace(array, 0, ArrayArguments.lengthOf(array), dest, sendTag, source, recvTag);
    }

    /** As {@link Communicator#sendRecvReplace(Object, int, int, int, int)}, of a part of an array. MPI standard: 3.11, MPI_SENDRECV_REPLACE. */
    default Status sendRecvReplace(
            Object array, int offset, int count, int dest, int sendTag, int source, int recvTag) {
        ElementType type = MessageCore.requirePart(array, offset, count);
        return replace(type, array, offset, count, dest, sendTag, source, recvTag);
    }

    /** As {@link Communicator#sendRecvReplace(Object, int, int, int, int)}, of items of a segment. MPI standard: 3.11, MPI_SENDRECV_REPLACE. */
    default Status sendRecvReplace(
            MemorySegment segment, long count, Datatype type, int dest, int sendTag, int source, int recvTag) {
        TypedSegment items = new TypedSegment().receive(segment, count, type, "segment");
        return replace(items.elementType(), items.buffer(), 0, items.elements(), dest, sendTag, source, recvTag);
    }

    private Status replace(
            ElementType type, Object buffer, long index, long count, int dest, int sendTag, int source, int recvTag) {
        boolean sends = core().requireDestination(dest, sendTag);
        boolean receives = core().requireSource(source, recvTag);
        Send send = core().newSendOfCopy(type, buffer, index, count, sends ? dest : 0, sendTag);
        Receive receive = receives ? core().receiveInto(type, buffer, index, count, source, recvTag) : null;
        if (receive != null) {
            core().start(receive);
        }
        if (sends) {
            core().finish(send);
        }
        return receive == null ? Status.OF_NOBODY : core().finish(receive);
    }
}
