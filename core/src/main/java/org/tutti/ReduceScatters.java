package org.tutti;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.tutti.memory.ElementType;
import org.tutti.memory.ReduceKernel;

/** A communicator's reduceScatter and reduceScatterBlock. */
abstract class ReduceScatters extends Allreduces {
    ReduceScatters(Foundation foundation) {
        super(foundation);
    }

    /**
     * Combines the arrays of all ranks, element by element, and gives each rank an equal part of the result: to the bit the one
     * that an allreduce gives.
     *
     * <p>MPI standard: 6.10.1, MPI_REDUCE_SCATTER_BLOCK.
     *
     * @param send what each rank gives: a block for each rank, one behind the other
     * @param recv begins with this rank's block of the result afterwards; the array of {@code send} itself is MPI_IN_PLACE
     * @param op how two elements become one
     * @throws TuttiException of class BUFFER, COUNT or OP for bad arguments, or when the job has ended
     */
    public void reduceScatterBlock(Object send, Object recv, Op op) {
        int length = ArrayArguments.lengthOf(send);
        if (length % size != 0) {
            throw new TuttiException(
                    ErrorCode.BAD_BLOCKS,
                    "the array has not as many elements for each rank: length=" + length + ", size=" + size);
        }
        reduceScatterBlock(send, 0, recv, 0, length / size, op);
    }

    /**
     * Combines parts of the arrays of all ranks, element by element, and gives each rank an equal part of the result.
     *
     * <p>Example: {@code examples/ReduceScatterBlock.java}. MPI standard: 6.10.1, MPI_REDUCE_SCATTER_BLOCK; {@code recv} being {@code send} at the same offset is MPI_IN_PLACE.
     *
     * @param send what each rank gives: {@code blockCount} elements for each rank
     * @param sendOffset its first element
     * @param recv holds this rank's block of the result afterwards
     * @param recvOffset its first element
     * @param blockCount how many elements a block has, the same on all ranks
     * @param op how two elements become one
     * @throws TuttiException of class BUFFER, COUNT or OP for bad arguments, or when the job has ended
     */
    public void reduceScatterBlock(Object send, int sendOffset, Object recv, int recvOffset, int blockCount, Op op) {
        requireOpen();
        requireCount(blockCount);
        ElementType type = requireBlocks(send, sendOffset, recv, recvOffset, (long) blockCount * size, blockCount);
        ReduceKernel kernel = Op.kernel(op, type, blockCount);
        table.reduceScatterBlock(kernel, send, sendOffset, recv, recvOffset, blockCount);
    }

    /**
     * Combines elements of the memory segments of all ranks, position by position, and gives each rank an equal part of the
     * result.
     *
     * <p>MPI standard: 6.10.1, MPI_REDUCE_SCATTER_BLOCK; the same place as {@code send} and {@code recv} is MPI_IN_PLACE.
     *
     * @param send begins with what each rank gives: {@code blockCount} elements for each rank
     * @param recv begins with this rank's block of the result afterwards
     * @param blockCount how many elements a block has, the same on all ranks
     * @param type what the elements are
     * @param op how two elements become one
     * @throws TuttiException of class BUFFER, COUNT or OP for bad arguments, or when the job has ended
     */
    public void reduceScatterBlock(MemorySegment send, MemorySegment recv, int blockCount, Datatype type, Op op) {
        requireOpen();
        requireCount(blockCount);
        long count = (long) blockCount * size;
        TypedSegment sent = sentItems.send(send, count, type, "send");
        TypedSegment received = receivedItems.receiveApartFrom(sent, count, recv, blockCount, type);
        ReduceKernel kernel = Op.kernel(op, type, blockCount);
        table.reduceScatterBlock(kernel, sent.buffer(), 0, received.buffer(), 0, received.elements());
        forgetItems();
    }

    /**
     * Combines the arrays of all ranks, element by element, and gives each rank a part of the result.
     *
     * <p>MPI standard: 6.10.2, MPI_REDUCE_SCATTER.
     *
     * @param send what each rank gives: the blocks of all ranks, one behind the other
     * @param recv begins with this rank's block of the result afterwards; the array of {@code send} itself is MPI_IN_PLACE
     * @param blockCounts how many elements each rank's block has, the same on all ranks
     * @param op how two elements become one
     * @throws TuttiException of class BUFFER, COUNT or OP for bad arguments, or when the job has ended
     */
    public void reduceScatter(Object send, Object recv, int[] blockCounts, Op op) {
        reduceScatter(send, 0, recv, 0, blockCounts, op);
    }

    /**
     * Combines parts of the arrays of all ranks, element by element, and gives each rank a part of the result.
     *
     * <p>Example: {@code examples/ReduceScatter.java}. MPI standard: 6.10.2, MPI_REDUCE_SCATTER; {@code recv} being {@code send} at the same offset is MPI_IN_PLACE.
     *
     * @param send what each rank gives: the blocks of all ranks, one behind the other
     * @param sendOffset its first element
     * @param recv holds this rank's block of the result afterwards
     * @param recvOffset its first element
     * @param blockCounts how many elements each rank's block has, the same on all ranks
     * @param op how two elements become one
     * @throws TuttiException of class BUFFER, COUNT or OP for bad arguments, or when the job has ended
     */
    public void reduceScatter(Object send, int sendOffset, Object recv, int recvOffset, int[] blockCounts, Op op) {
        requireOpen();
        long total = requireTotal(blockCounts);
        ElementType type = requireBlocks(send, sendOffset, recv, recvOffset, total, blockCounts[rank]);
        ReduceKernel kernel = Op.kernel(op, type, blockCounts[0]);
        for (int blockCount : blockCounts) {
            Op.kernel(op, type, blockCount);
        }
        table.reduceScatter(kernel, send, sendOffset, recv, recvOffset, blockCounts);
    }

    /**
     * As {@link #reduceScatter(Object, Object, int[], Op)}, of items of memory segments.
     *
     * <p>MPI standard: 6.10.2, MPI_REDUCE_SCATTER.
     *
     * @param send begins with this rank's contribution: a block for each rank, one behind the other
     * @param recv begins with this rank's block of the result afterwards; may begin where {@code send} does
     * @param blockCounts how many items each rank's block has
     * @param type what they are
     * @param op the reduction
     * @throws TuttiException of class BUFFER, COUNT, TYPE or OP for bad arguments, or when the job has ended
     */
    public void reduceScatter(MemorySegment send, MemorySegment recv, int[] blockCounts, Datatype type, Op op) {
        requireOpen();
        long total = requireTotal(blockCounts);
        TypedSegment sent = sentItems.send(send, total, type, "send");
        TypedSegment received = receivedItems.receiveApartFrom(sent, total, recv, blockCounts[rank], type);
        int[] elements = new int[blockCounts.length];
        ReduceKernel kernel = Op.kernel(op, type, 1);
        for (int block = 0; block < elements.length; block++) {
            long packed = type.size() * blockCounts[block];
            elements[block] = requireFits(packed / kernel.type().bytes(1));
        }
        table.reduceScatter(kernel, sent.buffer(), 0, received.buffer(), 0, elements);
        forgetItems();
    }

    /** {@return how many items all blocks have} */
    private long requireTotal(int @Nullable [] blockCounts) {
        if (blockCounts == null || blockCounts.length != size) {
            throw new TuttiException(
                    ErrorCode.BAD_BLOCKS,
                    "there must be a count for each rank: blockCounts="
                            + (blockCounts == null ? "null" : blockCounts.length + " counts") + ", size=" + size);
        }
        long total = 0;
        for (int blockCount : blockCounts) {
            requireCount(blockCount);
            total += blockCount;
        }
        return total;
    }

    private void requireCount(int blockCount) {
        if (blockCount < 0) {
            throw new TuttiException(
                    ErrorCode.BAD_BLOCKS, "a count must not be below 0: blockCount=" + blockCount + ", rank=" + rank);
        }
    }

    @SuppressWarnings("ReferenceEquality") // the same array, not an equal one
    private static ElementType requireBlocks(
            Object send, int sendOffset, Object recv, int recvOffset, long sent, int received) {
        ElementType type = ArrayArguments.typeOf(send, "send");
        int count = (int) Math.min(sent, Integer.MAX_VALUE);
        ArrayArguments.requireRange(send, sendOffset, count, "send");
        if (send == recv && sendOffset == recvOffset) {
            return type;
        }
        ArrayArguments.requireSameType(send, recv);
        ArrayArguments.requireRange(recv, recvOffset, received, "recv");
        if (send == recv && recvOffset < (long) sendOffset + count && sendOffset < (long) recvOffset + received) {
            throw ArrayArguments.overlap(sendOffset, recvOffset, count);
        }
        return type;
    }
}
