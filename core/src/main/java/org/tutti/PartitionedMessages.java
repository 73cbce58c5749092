package org.tutti;

import java.lang.foreign.MemorySegment;
import org.tutti.memory.ElementType;

/**
 * A communicator's messages in partitions, which are made once and started again and again. Each send that was made meets one receive of
 * the other rank with the same tag, in the order in which they were made; sends and receives of other kinds do not see them. Source and tag
 * are given, not any. What is sent and what is received have equally many elements in all, in partitions of one length on each side.
 */
sealed interface PartitionedMessages permits Communicator {
    private Communicator core() {
        return (Communicator) this;
    }

    private static void requirePartitions(int partitions) {
        if (partitions < 1) {
            throw new TuttiException(
                    ErrorCode.BAD_RANGE, "there must be a partition at least: partitions=" + partitions);
        }
    }

    private static int total(int partitions, int count) {
        requirePartitions(partitions);
        long total = (long) partitions * count;
        if (count < 0 || total > Integer.MAX_VALUE) {
            throw new TuttiException(
                    ErrorCode.BAD_RANGE,
                    "an array has no such number of elements: partitions=" + partitions + ", count=" + count);
        }
        return (int) total;
    }

    private static int each(Object array, int partitions) {
        requirePartitions(partitions);
        int length = ArrayArguments.lengthOf(array);
        if (length % partitions != 0) {
            throw new TuttiException(
                    ErrorCode.BAD_RANGE,
                    "partitions of an array are equally long: length=" + length + ", partitions=" + partitions);
        }
        return length / partitions;
    }

    private static long total(int partitions, long count) {
        requirePartitions(partitions);
        if (count < 0 || count > Long.MAX_VALUE / partitions) {
            throw new TuttiException(
                    ErrorCode.BAD_RANGE,
                    "a segment has no such number of items: partitions=" + partitions + ", count=" + count);
        }
        return partitions * count;
    }

    /**
     * {@return a send of an array in partitions, to be started} It tells the receiver how long they are, and waits for nobody.
     *
     * <p>MPI standard: 4.2.1, MPI_PSEND_INIT.
     *
     * @param array what is sent
     * @param partitions in how many parts, all equally long
     * @param dest the rank that receives it, or {@link Tutti#PROC_NULL}
     * @param tag the message's number, 0 or more
     * @throws TuttiException of class BUFFER, COUNT, RANK or TAG for bad arguments; or when the job has ended
     */
    default PartitionedSend psendInit(Object array, int partitions, int dest, int tag) {
        return psendInit(array, 0, partitions, each(array, partitions), dest, tag);
    }

    /**
     * {@return a send of a part of an array in partitions, to be started} MPI standard: 4.2.1, MPI_PSEND_INIT.
     *
     * @param count how many elements each partition has
     */
    default PartitionedSend psendInit(Object array, int offset, int partitions, int count, int dest, int tag) {
        core().requireDestination(dest, tag);
        int total = total(partitions, count);
        ElementType type = MessageCore.requirePart(array, offset, total);
        return new PartitionedSend(
                core(), new PartitionedSending(core(), partitions, dest, tag).of(type, array, offset, total));
    }

    /**
     * {@return a send of items of a segment in partitions, to be started} MPI standard: 4.2.1, MPI_PSEND_INIT.
     *
     * @param count how many items each partition has
     */
    default PartitionedSend psendInit(
            MemorySegment segment, int partitions, long count, Datatype type, int dest, int tag) {
        core().requireDestination(dest, tag);
        TypedSegment items = new TypedSegment().send(segment, total(partitions, count), type, "segment");
        return new PartitionedSend(
                core(),
                new PartitionedSending(core(), partitions, dest, tag)
                        .of(items.elementType(), items.buffer(), 0, items.elements()));
    }

    /**
     * {@return a receive into an array in partitions, to be started} It waits for nobody.
     *
     * <p>MPI standard: 4.2.1, MPI_PRECV_INIT.
     *
     * @param array holds the message afterwards
     * @param partitions in how many parts its arrival can be told, all equally long
     * @param source the rank that sends it, or {@link Tutti#PROC_NULL}
     * @param tag its tag
     * @throws TuttiException of class BUFFER, COUNT, RANK or TAG for bad arguments; or when the job has ended. Waiting for a message whose
     *     sender has another number of elements in all throws one of class TRUNCATE
     */
    default PartitionedReceive precvInit(Object array, int partitions, int source, int tag) {
        return precvInit(array, 0, partitions, each(array, partitions), source, tag);
    }

    /**
     * {@return a receive into a part of an array in partitions, to be started} MPI standard: 4.2.1, MPI_PRECV_INIT.
     *
     * @param count how many elements each partition has
     */
    default PartitionedReceive precvInit(Object array, int offset, int partitions, int count, int source, int tag) {
        requireOne(source, tag);
        int total = total(partitions, count);
        ElementType type = MessageCore.requirePart(array, offset, total);
        return receive(partitions, source, tag, type, array, offset, total);
    }

    /**
     * {@return a receive into a segment in partitions, to be started} MPI standard: 4.2.1, MPI_PRECV_INIT.
     *
     * @param count how many items each partition has
     */
    default PartitionedReceive precvInit(
            MemorySegment segment, int partitions, long count, Datatype type, int source, int tag) {
        requireOne(source, tag);
        TypedSegment items = new TypedSegment().receive(segment, total(partitions, count), type, "segment");
        return receive(partitions, source, tag, items.elementType(), items.buffer(), 0, items.elements());
    }

    private void requireOne(int source, int tag) {
        if (source == Tutti.ANY_SOURCE) {
            throw new TuttiException(
                    ErrorCode.BAD_RANK, "messages in partitions come from one rank: source=ANY_SOURCE");
        }
        if (tag == Tutti.ANY_TAG) {
            throw new TuttiException(ErrorCode.BAD_TAG, "messages in partitions have one tag: tag=ANY_TAG");
        }
        core().requireSource(source, tag);
    }

    private PartitionedReceive receive(
            int partitions, int source, int tag, ElementType type, Object buffer, long index, long elements) {
        return new PartitionedReceive(
                core(), new PartitionedReceiving(core(), partitions, source, tag, type, buffer, index, elements));
    }
}
