package org.tutti;

import java.lang.foreign.MemorySegment;

/**
 * A communicator's reductions that are made once, with all that they are passed, and started again and again, each as the one that it is
 * named after. All ranks start a communicator's operations in the same order.
 */
sealed interface PersistentReductions permits Communicator {
    private Communicator core() {
        return (Communicator) this;
    }

    /** {@return {@link Communicator#reduce(Object, Op, int)}, to be started} MPI standard: 6.13.7, MPI_REDUCE_INIT. */
    default PersistentRequest reduceInit(Object array, Op op, int root) {
        return core().prepare(communicator -> communicator.reduce(array, op, root));
    }

    /** {@return {@link Communicator#reduce(Object, Object, Op, int)}, to be started} MPI standard: 6.13.7, MPI_REDUCE_INIT. */
    default PersistentRequest reduceInit(Object send, Object recv, Op op, int root) {
        return core().prepare(communicator -> communicator.reduce(send, recv, op, root));
    }

    /**
     * {@return {@link Communicator#reduce(Object, int, Object, int, int, Op, int)}, to be started}
     *
     * <p>MPI standard: 6.13.7, MPI_REDUCE_INIT.
     */
    default PersistentRequest reduceInit(
            Object send, int sendOffset, Object recv, int recvOffset, int count, Op op, int root) {
        return core().prepare(communicator -> communicator.reduce(send, sendOffset, recv, recvOffset, count, op, root));
    }

    /**
     * {@return {@link Communicator#reduce(MemorySegment, int, Datatype, Op, int)}, to be started}
     *
     * <p>MPI standard: 6.13.7, MPI_REDUCE_INIT.
     */
    default PersistentRequest reduceInit(MemorySegment segment, int count, Datatype type, Op op, int root) {
        return core().prepare(communicator -> communicator.reduce(segment, count, type, op, root));
    }

    /**
     * {@return {@link Communicator#reduce(MemorySegment, MemorySegment, int, Datatype, Op, int)}, to be started}
     *
     * <p>MPI standard: 6.13.7, MPI_REDUCE_INIT.
     */
    default PersistentRequest reduceInit(
            MemorySegment send, MemorySegment recv, int count, Datatype type, Op op, int root) {
        return core().prepare(communicator -> communicator.reduce(send, recv, count, type, op, root));
    }

    /** {@return {@link Communicator#allreduce(Object, Op)}, to be started} MPI standard: 6.13.8, MPI_ALLREDUCE_INIT. */
    default PersistentRequest allreduceInit(Object array, Op op) {
        return core().prepare(communicator -> communicator.allreduce(array, op));
    }

    /** {@return {@link Communicator#allreduce(Object, Object, Op)}, to be started} MPI standard: 6.13.8, MPI_ALLREDUCE_INIT. */
    default PersistentRequest allreduceInit(Object send, Object recv, Op op) {
        return core().prepare(communicator -> communicator.allreduce(send, recv, op));
    }

    /**
     * {@return {@link Communicator#allreduce(Object, int, Object, int, int, Op)}, to be started}
     *
     * <p>MPI standard: 6.13.8, MPI_ALLREDUCE_INIT.
     */
    default PersistentRequest allreduceInit(
            Object send, int sendOffset, Object recv, int recvOffset, int count, Op op) {
        return core().prepare(communicator -> communicator.allreduce(send, sendOffset, recv, recvOffset, count, op));
    }

    /**
     * {@return {@link Communicator#allreduce(MemorySegment, int, Datatype, Op)}, to be started}
     *
     * <p>MPI standard: 6.13.8, MPI_ALLREDUCE_INIT.
     */
    default PersistentRequest allreduceInit(MemorySegment segment, int count, Datatype type, Op op) {
        return core().prepare(communicator -> communicator.allreduce(segment, count, type, op));
    }

    /**
     * {@return {@link Communicator#allreduce(MemorySegment, MemorySegment, int, Datatype, Op)}, to be started}
     *
     * <p>MPI standard: 6.13.8, MPI_ALLREDUCE_INIT.
     */
    default PersistentRequest allreduceInit(MemorySegment send, MemorySegment recv, int count, Datatype type, Op op) {
        return core().prepare(communicator -> communicator.allreduce(send, recv, count, type, op));
    }

    /**
     * {@return {@link Communicator#reduceScatterBlock(Object, Object, Op)}, to be started}
     *
     * <p>MPI standard: 6.13.9, MPI_REDUCE_SCATTER_BLOCK_INIT.
     */
    default PersistentRequest reduceScatterBlockInit(Object send, Object recv, Op op) {
        return core().prepare(communicator -> communicator.reduceScatterBlock(send, recv, op));
    }

    /**
     * {@return {@link Communicator#reduceScatterBlock(Object, int, Object, int, int, Op)}, to be started}
     *
     * <p>MPI standard: 6.13.9, MPI_REDUCE_SCATTER_BLOCK_INIT.
     */
    default PersistentRequest reduceScatterBlockInit(
            Object send, int sendOffset, Object recv, int recvOffset, int blockCount, Op op) {
        return core().prepare(communicator ->
                communicator.reduceScatterBlock(send, sendOffset, recv, recvOffset, blockCount, op));
    }

    /**
     * {@return {@link Communicator#reduceScatterBlock(MemorySegment, MemorySegment, int, Datatype, Op)}, to be started}
     *
     * <p>MPI standard: 6.13.9, MPI_REDUCE_SCATTER_BLOCK_INIT.
     */
    default PersistentRequest reduceScatterBlockInit(
            MemorySegment send, MemorySegment recv, int blockCount, Datatype type, Op op) {
        return core().prepare(communicator -> communicator.reduceScatterBlock(send, recv, blockCount, type, op));
    }

    /**
     * {@return {@link Communicator#reduceScatter(Object, Object, int[], Op)}, to be started}
     *
     * <p>MPI standard: 6.13.10, MPI_REDUCE_SCATTER_INIT.
     */
    default PersistentRequest reduceScatterInit(Object send, Object recv, int[] blockCounts, Op op) {
        return core().prepare(communicator -> communicator.reduceScatter(send, recv, blockCounts, op));
    }

    /**
     * {@return {@link Communicator#reduceScatter(Object, int, Object, int, int[], Op)}, to be started}
     *
     * <p>MPI standard: 6.13.10, MPI_REDUCE_SCATTER_INIT.
     */
    default PersistentRequest reduceScatterInit(
            Object send, int sendOffset, Object recv, int recvOffset, int[] blockCounts, Op op) {
        return core().prepare(communicator ->
                communicator.reduceScatter(send, sendOffset, recv, recvOffset, blockCounts, op));
    }

    /**
     * {@return {@link Communicator#reduceScatter(MemorySegment, MemorySegment, int[], Datatype, Op)}, to be started}
     *
     * <p>MPI standard: 6.13.10, MPI_REDUCE_SCATTER_INIT.
     */
    default PersistentRequest reduceScatterInit(
            MemorySegment send, MemorySegment recv, int[] blockCounts, Datatype type, Op op) {
        return core().prepare(communicator -> communicator.reduceScatter(send, recv, blockCounts, type, op));
    }

    /** {@return {@link Communicator#scan(Object, Op)}, to be started} MPI standard: 6.13.11, MPI_SCAN_INIT. */
    default PersistentRequest scanInit(Object array, Op op) {
        return core().prepare(communicator -> communicator.scan(array, op));
    }

    /** {@return {@link Communicator#scan(Object, Object, Op)}, to be started} MPI standard: 6.13.11, MPI_SCAN_INIT. */
    default PersistentRequest scanInit(Object send, Object recv, Op op) {
        return core().prepare(communicator -> communicator.scan(send, recv, op));
    }

    /**
     * {@return {@link Communicator#scan(Object, int, Object, int, int, Op)}, to be started}
     *
     * <p>MPI standard: 6.13.11, MPI_SCAN_INIT.
     */
    default PersistentRequest scanInit(Object send, int sendOffset, Object recv, int recvOffset, int count, Op op) {
        return core().prepare(communicator -> communicator.scan(send, sendOffset, recv, recvOffset, count, op));
    }

    /**
     * {@return {@link Communicator#scan(MemorySegment, MemorySegment, int, Datatype, Op)}, to be started}
     *
     * <p>MPI standard: 6.13.11, MPI_SCAN_INIT.
     */
    default PersistentRequest scanInit(MemorySegment send, MemorySegment recv, int count, Datatype type, Op op) {
        return core().prepare(communicator -> communicator.scan(send, recv, count, type, op));
    }

    /** {@return {@link Communicator#exscan(Object, Op)}, to be started} MPI standard: 6.13.12, MPI_EXSCAN_INIT. */
    default PersistentRequest exscanInit(Object array, Op op) {
        return core().prepare(communicator -> communicator.exscan(array, op));
    }

    /** {@return {@link Communicator#exscan(Object, Object, Op)}, to be started} MPI standard: 6.13.12, MPI_EXSCAN_INIT. */
    default PersistentRequest exscanInit(Object send, Object recv, Op op) {
        return core().prepare(communicator -> communicator.exscan(send, recv, op));
    }

    /**
     * {@return {@link Communicator#exscan(Object, int, Object, int, int, Op)}, to be started}
     *
     * <p>MPI standard: 6.13.12, MPI_EXSCAN_INIT.
     */
    default PersistentRequest exscanInit(Object send, int sendOffset, Object recv, int recvOffset, int count, Op op) {
        return core().prepare(communicator -> communicator.exscan(send, sendOffset, recv, recvOffset, count, op));
    }

    /**
     * {@return {@link Communicator#exscan(MemorySegment, MemorySegment, int, Datatype, Op)}, to be started}
     *
     * <p>MPI standard: 6.13.12, MPI_EXSCAN_INIT.
     */
    default PersistentRequest exscanInit(MemorySegment send, MemorySegment recv, int count, Datatype type, Op op) {
        return core().prepare(communicator -> communicator.exscan(send, recv, count, type, op));
    }
}
