package org.tutti;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.tutti.memory.ElementType;

/**
 * A communicator's receives. A receive gets the earliest message that it wants: from its source, or from any with {@link
 * Tutti#ANY_SOURCE}, and with its tag, or with any with {@link Tutti#ANY_TAG}. What is received into may be longer than the message. A message
 * that is longer, or that has other elements, is an error of the receive alone: the message stays, and can still be received. A source
 * {@link Tutti#PROC_NULL} is nobody: nothing is received.
 */
sealed interface Receives permits Communicator {
    private Communicator core() {
        return (Communicator) this;
    }

    private Status receive(Object array, int offset, int count, int source, int tag, @Nullable Duration limit) {
        boolean isSomebody = core().requireSource(source, tag);
        ElementType type = MessageCore.requirePart(array, offset, count);
        return isSomebody ? core().receiveNow(type, array, offset, count, source, tag, limit) : Status.OF_NOBODY;
    }

    /**
     * Waits for a message and receives it into an array.
     *
     * <p>MPI standard: 3.2.4, MPI_RECV.
     *
     * @param array holds the message afterwards, from its first element on
     * @param source the rank that sends it, of the remote group in an intercommunicator, or {@link Tutti#ANY_SOURCE}
     * @param tag its tag, or {@link Tutti#ANY_TAG}
     * @return who sent it, its tag, and how long it is
     * @throws TuttiException of class TRUNCATE or TYPE where the message does not fit; of class BUFFER, RANK or TAG for bad arguments, or
     *     when the job has ended
     */
    default Status recv(Object array, int source, int tag) {
        return receive(array, 0, ArrayArguments.lengthOf(array), source, tag, null);
    }

    /**
     * As {@link Communicator#recv(Object, int, int)}, but waits no longer than told for a message to come. When the time is over nothing
     * has been received, and nothing is lost; a message that has begun to come by then is received to its end.
     *
     * @param limit how long it waits
     * @throws TuttiException of class TIMEOUT where the message has not come by then
     */
    default Status recv(Object array, int source, int tag, Duration limit) {
        return receive(array, 0, ArrayArguments.lengthOf(array), source, tag, limit);
    }

    /**
     * Waits for a message and receives it into a part of an array.
     *
     * <p>MPI standard: 3.2.4, MPI_RECV.
     *
     * @param array holds the message afterwards
     * @param offset where it begins
     * @param count how many elements it has at most
     * @param source the rank that sends it, or {@link Tutti#ANY_SOURCE}
     * @param tag its tag, or {@link Tutti#ANY_TAG}
     * @return who sent it, its tag, and how long it is
     * @throws TuttiException of class TRUNCATE or TYPE where the message does not fit; of class BUFFER, COUNT, RANK or TAG for bad
     *     arguments, or when the job has ended
     */
    default Status recv(Object array, int offset, int count, int source, int tag) {
        return receive(array, offset, count, source, tag, null);
    }

    /** As {@link Communicator#recv(Object, int, int, int, int)}, within a time, as {@link Communicator#recv(Object, int, int, Duration)}. */
    default Status recv(Object array, int offset, int count, int source, int tag, Duration limit) {
        return receive(array, offset, count, source, tag, limit);
    }

    /**
     * Waits for a message and receives it into a memory segment.
     *
     * <p>MPI standard: 3.2.4, MPI_RECV.
     *
     * @param segment begins with the message afterwards
     * @param count how many items it has at most
     * @param type what they are
     * @param source the rank that sends it, or {@link Tutti#ANY_SOURCE}
     * @param tag its tag, or {@link Tutti#ANY_TAG}
     * @return who sent it, its tag, and how long it is
     * @throws TuttiException of class TRUNCATE or TYPE where the message does not fit; of class BUFFER, COUNT, TYPE, RANK or TAG for bad
     *     arguments, or when the job has ended
     */
    default Status recv(MemorySegment segment, long count, Datatype type, int source, int tag) {
        return core().receiveNow(segment, count, type, source, tag, null);
    }

    /** As {@link Communicator#recv(MemorySegment, long, Datatype, int, int)}, within a time, as {@link Communicator#recv(Object, int, int, Duration)}. */
    default Status recv(MemorySegment segment, long count, Datatype type, int source, int tag, Duration limit) {
        return core().receiveNow(segment, count, type, source, tag, limit);
    }
}
