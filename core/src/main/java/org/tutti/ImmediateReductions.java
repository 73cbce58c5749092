package org.tutti;

import java.lang.foreign.MemorySegment;

/**
 * A communicator's reductions that return at once, each as the one that it is named after. All ranks begin a communicator's operations in
 * the same order, those that wait and those that do not alike. What is passed must not be changed, and what is received must not be looked
 * at, until the request is done.
 */
sealed interface ImmediateReductions permits Communicator {
    private Communicator core() {
        return (Communicator) this;
    }

    /** Begins {@link Communicator#reduce(Object, Op, int)}. MPI standard: 6.12.7, MPI_IREDUCE. */
    default Request ireduce(Object array, Op op, int root) {
        return core().begin(communicator -> communicator.reduce(array, op, root));
    }

    /** Begins {@link Communicator#reduce(Object, Object, Op, int)}. MPI standard: 6.12.7, MPI_IREDUCE. */
    default Request ireduce(Object send, Object recv, Op op, int root) {
        return core().begin(communicator -> communicator.reduce(send, recv, op, root));
    }

    /** Begins {@link Communicator#reduce(Object, int, Object, int, int, Op, int)}. MPI standard: 6.12.7, MPI_IREDUCE. */
    default Request ireduce(Object send, int sendOffset, Object recv, int recvOffset, int count, Op op, int root) {
        return core().begin(communicator -> communicator.reduce(send, sendOffset, recv, recvOffset, count, op, root));
    }

    /** Begins {@link Communicator#reduce(MemorySegment, int, Datatype, Op, int)}. MPI standard: 6.12.7, MPI_IREDUCE. */
    default Request ireduce(MemorySegment segment, int count, Datatype type, Op op, int root) {
        return core().begin(communicator -> communicator.reduce(segment, count, type, op, root));
    }

    /**
     * Begins {@link Communicator#reduce(MemorySegment, MemorySegment, int, Datatype, Op, int)}.
     *
     * <p>MPI standard: 6.12.7, MPI_IREDUCE.
     */
    default Request ireduce(MemorySegment send, MemorySegment recv, int count, Datatype type, Op op, int root) {
        return core().begin(communicator -> communicator.reduce(send, recv, count, type, op, root));
    }

    /** Begins {@link Communicator#allreduce(Object, Op)}. MPI standard: 6.12.8, MPI_IALLREDUCE. */
    default Request iallreduce(Object array, Op op) {
        return core().begin(communicator -> communicator.allreduce(array, op));
    }

    /** Begins {@link Communicator#allreduce(Object, Object, Op)}. MPI standard: 6.12.8, MPI_IALLREDUCE. */
    default Request iallreduce(Object send, Object recv, Op op) {
        return core().begin(communicator -> communicator.allreduce(send, recv, op));
    }

    /** Begins {@link Communicator#allreduce(Object, int, Object, int, int, Op)}. MPI standard: 6.12.8, MPI_IALLREDUCE. */
    default Request iallreduce(Object send, int sendOffset, Object recv, int recvOffset, int count, Op op) {
        return core().begin(communicator -> communicator.allreduce(send, sendOffset, recv, recvOffset, count, op));
    }

    /** Begins {@link Communicator#allreduce(MemorySegment, int, Datatype, Op)}. MPI standard: 6.12.8, MPI_IALLREDUCE. */
    default Request iallreduce(MemorySegment segment, int count, Datatype type, Op op) {
        return core().begin(communicator -> communicator.allreduce(segment, count, type, op));
    }

    /**
     * Begins {@link Communicator#allreduce(MemorySegment, MemorySegment, int, Datatype, Op)}.
     *
     * <p>MPI standard: 6.12.8, MPI_IALLREDUCE.
     */
    default Request iallreduce(MemorySegment send, MemorySegment recv, int count, Datatype type, Op op) {
        return core().begin(communicator -> communicator.allreduce(send, recv, count, type, op));
    }

    /** Begins {@link Communicator#reduceScatterBlock(Object, Object, Op)}. MPI standard: 6.12.9, MPI_IREDUCE_SCATTER_BLOCK. */
    default Request ireduceScatterBlock(Object send, Object recv, Op op) {
        return core().begin(communicator -> communicator.reduceScatterBlock(send, recv, op));
    }

    /**
     * Begins {@link Communicator#reduceScatterBlock(Object, int, Object, int, int, Op)}.
     *
     * <p>MPI standard: 6.12.9, MPI_IREDUCE_SCATTER_BLOCK.
     */
    default Request ireduceScatterBlock(
            Object send, int sendOffset, Object recv, int recvOffset, int blockCount, Op op) {
        return core().begin(communicator ->
                communicator.reduceScatterBlock(send, sendOffset, recv, recvOffset, blockCount, op));
    }

    /**
     * Begins {@link Communicator#reduceScatterBlock(MemorySegment, MemorySegment, int, Datatype, Op)}.
     *
     * <p>MPI standard: 6.12.9, MPI_IREDUCE_SCATTER_BLOCK.
     */
    default Request ireduceScatterBlock(MemorySegment send, MemorySegment recv, int blockCount, Datatype type, Op op) {
        return core().begin(communicator -> communicator.reduceScatterBlock(send, recv, blockCount, type, op));
    }

    /** Begins {@link Communicator#reduceScatter(Object, Object, int[], Op)}. MPI standard: 6.12.10, MPI_IREDUCE_SCATTER. */
    default Request ireduceScatter(Object send, Object recv, int[] blockCounts, Op op) {
        return core().begin(communicator -> communicator.reduceScatter(send, recv, blockCounts, op));
    }

    /**
     * Begins {@link Communicator#reduceScatter(Object, int, Object, int, int[], Op)}.
     *
     * <p>MPI standard: 6.12.10, MPI_IREDUCE_SCATTER.
     */
    default Request ireduceScatter(Object send, int sendOffset, Object recv, int recvOffset, int[] blockCounts, Op op) {
        return core().begin(communicator ->
                communicator.reduceScatter(send, sendOffset, recv, recvOffset, blockCounts, op));
    }

    /** Begins {@link Communicator#reduceScatter(MemorySegment, MemorySegment, int[], Datatype, Op)}. MPI standard: 6.12.10, MPI_IREDUCE_SCATTER. */
    default Request ireduceScatter(MemorySegment send, MemorySegment recv, int[] blockCounts, Datatype type, Op op) {
        return core().begin(communicator -> communicator.reduceScatter(send, recv, blockCounts, type, op));
    }

    /** Begins {@link Communicator#scan(Object, Op)}. MPI standard: 6.12.11, MPI_ISCAN. */
    default Request iscan(Object array, Op op) {
        return core().begin(communicator -> communicator.scan(array, op));
    }

    /** Begins {@link Communicator#scan(Object, Object, Op)}. MPI standard: 6.12.11, MPI_ISCAN. */
    default Request iscan(Object send, Object recv, Op op) {
        return core().begin(communicator -> communicator.scan(send, recv, op));
    }

    /** Begins {@link Communicator#scan(Object, int, Object, int, int, Op)}. MPI standard: 6.12.11, MPI_ISCAN. */
    default Request iscan(Object send, int sendOffset, Object recv, int recvOffset, int count, Op op) {
        return core().begin(communicator -> communicator.scan(send, sendOffset, recv, recvOffset, count, op));
    }

    /** Begins {@link Communicator#scan(MemorySegment, MemorySegment, int, Datatype, Op)}. MPI standard: 6.12.11, MPI_ISCAN. */
    default Request iscan(MemorySegment send, MemorySegment recv, int count, Datatype type, Op op) {
        return core().begin(communicator -> communicator.scan(send, recv, count, type, op));
    }

    /** Begins {@link Communicator#exscan(Object, Op)}. MPI standard: 6.12.12, MPI_IEXSCAN. */
    default Request iexscan(Object array, Op op) {
        return core().begin(communicator -> communicator.exscan(array, op));
    }

    /** Begins {@link Communicator#exscan(Object, Object, Op)}. MPI standard: 6.12.12, MPI_IEXSCAN. */
    default Request iexscan(Object send, Object recv, Op op) {
        return core().begin(communicator -> communicator.exscan(send, recv, op));
    }

    /** Begins {@link Communicator#exscan(Object, int, Object, int, int, Op)}. MPI standard: 6.12.12, MPI_IEXSCAN. */
    default Request iexscan(Object send, int sendOffset, Object recv, int recvOffset, int count, Op op) {
        return core().begin(communicator -> communicator.exscan(send, sendOffset, recv, recvOffset, count, op));
    }

    /** Begins {@link Communicator#exscan(MemorySegment, MemorySegment, int, Datatype, Op)}. MPI standard: 6.12.12, MPI_IEXSCAN. */
    default Request iexscan(MemorySegment send, MemorySegment recv, int count, Datatype type, Op op) {
        return core().begin(communicator -> communicator.exscan(send, recv, count, type, op));
    }
}
