package org.tutti;

import java.lang.foreign.MemorySegment;
import org.tutti.memory.ElementType;
import org.tutti.p2p.Send;

/**
 * A communicator's sends. Messages from one rank to another in one communicator do not overtake each other. A destination {@link
 * Tutti#PROC_NULL} is nobody: nothing is sent.
 */
sealed interface Sends permits Communicator {
    private Communicator core() {
        return (Communicator) this;
    }

    private void send(Send.Mode mode, Object array, int offset, int count, int dest, int tag) {
        boolean isSomebody = core().requireDestination(dest, tag);
        ElementType type = MessageCore.requirePart(array, offset, count);
        if (isSomebody && !core().isSentAtOnce(mode, type, array, offset, count, dest, tag)) {
            core().sendAndWait(mode, type, array, offset, count, dest, tag);
        }
    }

    private void send(Send.Mode mode, MemorySegment segment, long count, Datatype type, int dest, int tag) {
        boolean isSomebody = core().requireDestination(dest, tag);
        TypedSegment items = core().threadLevel() == ThreadLevel.MULTIPLE ? new TypedSegment() : core().sentItems;
        items.send(segment, count, type, "segment");
        ElementType elements = items.elementType();
        if (isSomebody && !core().isSentAtOnce(mode, elements, items.buffer(), 0, items.elements(), dest, tag)) {
            core().sendAndWait(mode, elements, items.buffer(), 0, items.elements(), dest, tag);
        }
        items.forget();
    }

    /**
     * Sends an array to a rank, and returns when the array may be changed again. A short message is on its way then; a longer one may
     * have to wait for its receive.
     *
     * <p>MPI standard: 3.2.1, MPI_SEND.
     *
     * @param array what is sent
     * @param dest the rank that receives it, of the remote group in an intercommunicator
     * @param tag the message's number, 0 or more
     * @throws TuttiException of class BUFFER, RANK or TAG for bad arguments, or when the job has ended
     */
    default void send(Object array, int dest, int tag) {
        send(Send.Mode.STANDARD, array, 0, ArrayArguments.lengthOf(array), dest, tag);
    }

    /**
     * Sends a part of an array to a rank, as {@link Communicator#send(Object, int, int)}.
     *
     * <p>MPI standard: 3.2.1, MPI_SEND.
     *
     * @param array what is sent
     * @param offset its first element
     * @param count how many elements
     * @param dest the rank that receives it
     * @param tag the message's number, 0 or more
     * @throws TuttiException of class BUFFER, COUNT, RANK or TAG for bad arguments, or when the job has ended
     */
    default void send(Object array, int offset, int count, int dest, int tag) {
        send(Send.Mode.STANDARD, array, offset, count, dest, tag);
    }

    /**
     * Sends items of a memory segment to a rank, as {@link Communicator#send(Object, int, int)}. From memory that was {@linkplain Communicator#allocate
     * allocated} a long message is read where it lies.
     *
     * <p>MPI standard: 3.2.1, MPI_SEND.
     *
     * @param segment begins with what is sent
     * @param count how many items
     * @param type what they are
     * @param dest the rank that receives it
     * @param tag the message's number, 0 or more
     * @throws TuttiException of class BUFFER, COUNT, TYPE, RANK or TAG for bad arguments, or when the job has ended
     */
    default void send(MemorySegment segment, long count, Datatype type, int dest, int tag) {
        send(Send.Mode.STANDARD, segment, count, type, dest, tag);
    }

    /** As {@link Communicator#send(Object, int, int)}, but returns only when the message is being received. MPI standard: 3.4, MPI_SSEND. */
    default void ssend(Object array, int dest, int tag) {
        send(Send.Mode.SYNCHRONOUS, array, 0, ArrayArguments.lengthOf(array), dest, tag);
    }

    /** As {@link Communicator#send(Object, int, int, int, int)}, but returns only when the message is being received. MPI standard: 3.4, MPI_SSEND. */
    default void ssend(Object array, int offset, int count, int dest, int tag) {
        send(Send.Mode.SYNCHRONOUS, array, offset, count, dest, tag);
    }

    /**
     * As {@link Communicator#send(MemorySegment, long, Datatype, int, int)}, but returns only when the message is being received. MPI standard: 3.4,
     * MPI_SSEND.
     */
    default void ssend(MemorySegment segment, long count, Datatype type, int dest, int tag) {
        send(Send.Mode.SYNCHRONOUS, segment, count, type, dest, tag);
    }

    /**
     * As {@link Communicator#send(Object, int, int)}, by a program that knows that the receive has been posted: that makes no difference here. MPI
     * standard: 3.4, MPI_RSEND.
     */
    default void rsend(Object array, int dest, int tag) {
        send(array, dest, tag);
    }

    /** As {@link Communicator#send(Object, int, int, int, int)}, see {@link Communicator#rsend(Object, int, int)}. MPI standard: 3.4, MPI_RSEND. */
    default void rsend(Object array, int offset, int count, int dest, int tag) {
        send(array, offset, count, dest, tag);
    }

    /**
     * As {@link Communicator#send(MemorySegment, long, Datatype, int, int)}, see {@link Communicator#rsend(Object, int, int)}. MPI standard: 3.4, MPI_RSEND.
     */
    default void rsend(MemorySegment segment, long count, Datatype type, int dest, int tag) {
        send(segment, count, type, dest, tag);
    }

    /**
     * Sends a copy of an array, which is kept in the {@linkplain Communicator#attachBuffer attached buffer} until it is on its way: so it waits for
     * nobody.
     *
     * <p>MPI standard: 3.4, MPI_BSEND.
     *
     * @param array what is sent
     * @param dest the rank that receives it
     * @param tag the message's number, 0 or more
     * @throws TuttiException of class BUFFER where the attached buffer has no room, or for a bad array; of class RANK or TAG
     */
    default void bsend(Object array, int dest, int tag) {
        bsend(array, 0, ArrayArguments.lengthOf(array), dest, tag);
    }

    /** As {@link Communicator#bsend(Object, int, int)}, of a part of an array. MPI standard: 3.4, MPI_BSEND. */
    default void bsend(Object array, int offset, int count, int dest, int tag) {
        ibsend(array, offset, count, dest, tag);
    }

    /** As {@link Communicator#bsend(Object, int, int)}, of items of a segment. MPI standard: 3.4, MPI_BSEND. */
    default void bsend(MemorySegment segment, long count, Datatype type, int dest, int tag) {
        ibsend(segment, count, type, dest, tag);
    }

    /** As {@link Communicator#bsend(Object, int, int, int, int)}; the request is done at once. MPI standard: 3.7.2, MPI_IBSEND. */
    default Request ibsend(Object array, int offset, int count, int dest, int tag) {
        boolean isSomebody = core().requireDestination(dest, tag);
        ElementType type = MessageCore.requirePart(array, offset, count);
        Send send = core().household.attachment().copy(core(), type, array, offset, count, isSomebody, dest, tag);
        return new MessageRequest(core(), send, null);
    }

    /** As {@link Communicator#bsend(MemorySegment, long, Datatype, int, int)}; the request is done at once. MPI standard: 3.7.2, MPI_IBSEND. */
    default Request ibsend(MemorySegment segment, long count, Datatype type, int dest, int tag) {
        boolean isSomebody = core().requireDestination(dest, tag);
        TypedSegment items = new TypedSegment().send(segment, count, type, "segment");
        Send send = core().household
                .attachment()
                .copy(core(), items.elementType(), items.buffer(), 0, items.elements(), isSomebody, dest, tag);
        return new MessageRequest(core(), send, null);
    }

    /**
     * Gives this rank room for {@linkplain Communicator#bsend buffered sends}, of all its communicators. Nothing is reserved: it is the limit of
     * what copies may take.
     *
     * <p>MPI standard: 3.6, MPI_BUFFER_ATTACH.
     *
     * @param bytes how much payload may wait, 1 or more
     * @throws TuttiException of class BUFFER where one is attached
     */
    default void attachBuffer(long bytes) {
        core().requireOpen();
        core().household.attachment().attach(bytes);
    }

    /**
     * {@return how large the attached buffer was} Waits until all that is in it is on its way.
     *
     * <p>MPI standard: 3.6, MPI_BUFFER_DETACH.
     *
     * @throws TuttiException of class BUFFER where none is attached, or when the job has ended
     */
    default long detachBuffer() {
        core().requireOpen();
        return core().household.attachment().detach(core());
    }
}
