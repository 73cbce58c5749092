package org.tutti;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * A communicator's operations that move blocks of one size that are made once, with all that they are passed, and started again and again, each as the one that it is
 * named after. All ranks start a communicator's operations in the same order.
 */
sealed interface PersistentMoves permits Communicator {
    private Communicator core() {
        return (Communicator) this;
    }

    /** {@return {@link Communicator#barrier()}, to be started} MPI standard: 6.13.1, MPI_BARRIER_INIT. */
    default PersistentRequest barrierInit() {
        return core().prepare(Communicator::barrier);
    }

    /** {@return {@link Communicator#bcast(Object, int)}, to be started} MPI standard: 6.13.2, MPI_BCAST_INIT. */
    default PersistentRequest bcastInit(Object array, int root) {
        return core().prepare(communicator -> communicator.bcast(array, root));
    }

    /** {@return {@link Communicator#bcast(Object, int, int, int)}, to be started} MPI standard: 6.13.2, MPI_BCAST_INIT. */
    default PersistentRequest bcastInit(Object array, int offset, int count, int root) {
        return core().prepare(communicator -> communicator.bcast(array, offset, count, root));
    }

    /**
     * {@return {@link Communicator#bcast(MemorySegment, int, Datatype, int)}, to be started}
     *
     * <p>MPI standard: 6.13.2, MPI_BCAST_INIT.
     */
    default PersistentRequest bcastInit(MemorySegment segment, int count, Datatype type, int root) {
        return core().prepare(communicator -> communicator.bcast(segment, count, type, root));
    }

    /** {@return {@link Communicator#gather(Object, Object, int)}, to be started} MPI standard: 6.13.3, MPI_GATHER_INIT. */
    default PersistentRequest gatherInit(Object send, @Nullable Object recv, int root) {
        return core().prepare(communicator -> communicator.gather(send, recv, root));
    }

    /**
     * {@return {@link Communicator#gather(Object, int, Object, int, int, int)}, to be started}
     *
     * <p>MPI standard: 6.13.3, MPI_GATHER_INIT.
     */
    default PersistentRequest gatherInit(
            Object send, int sendOffset, @Nullable Object recv, int recvOffset, int count, int root) {
        return core().prepare(communicator -> communicator.gather(send, sendOffset, recv, recvOffset, count, root));
    }

    /**
     * {@return {@link Communicator#gather(MemorySegment, long, Datatype, MemorySegment, long, Datatype, int)}, to be started}
     *
     * <p>MPI standard: 6.13.3, MPI_GATHER_INIT.
     */
    default PersistentRequest gatherInit(
            MemorySegment send,
            long sendCount,
            Datatype sendType,
            @Nullable MemorySegment recv,
            long recvCount,
            @Nullable Datatype recvType,
            int root) {
        return core().prepare(communicator ->
                communicator.gather(send, sendCount, sendType, recv, recvCount, recvType, root));
    }

    /** {@return {@link Communicator#scatter(Object, Object, int)}, to be started} MPI standard: 6.13.4, MPI_SCATTER_INIT. */
    default PersistentRequest scatterInit(@Nullable Object send, Object recv, int root) {
        return core().prepare(communicator -> communicator.scatter(send, recv, root));
    }

    /**
     * {@return {@link Communicator#scatter(Object, int, Object, int, int, int)}, to be started}
     *
     * <p>MPI standard: 6.13.4, MPI_SCATTER_INIT.
     */
    default PersistentRequest scatterInit(
            @Nullable Object send, int sendOffset, Object recv, int recvOffset, int count, int root) {
        return core().prepare(communicator -> communicator.scatter(send, sendOffset, recv, recvOffset, count, root));
    }

    /**
     * {@return {@link Communicator#scatter(MemorySegment, long, Datatype, MemorySegment, long, Datatype, int)}, to be started}
     *
     * <p>MPI standard: 6.13.4, MPI_SCATTER_INIT.
     */
    default PersistentRequest scatterInit(
            @Nullable MemorySegment send,
            long sendCount,
            @Nullable Datatype sendType,
            MemorySegment recv,
            long recvCount,
            Datatype recvType,
            int root) {
        return core().prepare(communicator ->
                communicator.scatter(send, sendCount, sendType, recv, recvCount, recvType, root));
    }

    /** {@return {@link Communicator#allgather(Object, Object)}, to be started} MPI standard: 6.13.5, MPI_ALLGATHER_INIT. */
    default PersistentRequest allgatherInit(Object send, Object recv) {
        return core().prepare(communicator -> communicator.allgather(send, recv));
    }

    /**
     * {@return {@link Communicator#allgather(Object, int, Object, int, int)}, to be started}
     *
     * <p>MPI standard: 6.13.5, MPI_ALLGATHER_INIT.
     */
    default PersistentRequest allgatherInit(Object send, int sendOffset, Object recv, int recvOffset, int count) {
        return core().prepare(communicator -> communicator.allgather(send, sendOffset, recv, recvOffset, count));
    }

    /**
     * {@return {@link Communicator#allgather(MemorySegment, long, Datatype, MemorySegment, long, Datatype)}, to be started}
     *
     * <p>MPI standard: 6.13.5, MPI_ALLGATHER_INIT.
     */
    default PersistentRequest allgatherInit(
            MemorySegment send,
            long sendCount,
            Datatype sendType,
            MemorySegment recv,
            long recvCount,
            Datatype recvType) {
        return core().prepare(
                        communicator -> communicator.allgather(send, sendCount, sendType, recv, recvCount, recvType));
    }

    /** {@return {@link Communicator#alltoall(Object, Object)}, to be started} MPI standard: 6.13.6, MPI_ALLTOALL_INIT. */
    default PersistentRequest alltoallInit(Object send, Object recv) {
        return core().prepare(communicator -> communicator.alltoall(send, recv));
    }

    /**
     * {@return {@link Communicator#alltoall(Object, int, Object, int, int)}, to be started}
     *
     * <p>MPI standard: 6.13.6, MPI_ALLTOALL_INIT.
     */
    default PersistentRequest alltoallInit(Object send, int sendOffset, Object recv, int recvOffset, int count) {
        return core().prepare(communicator -> communicator.alltoall(send, sendOffset, recv, recvOffset, count));
    }

    /**
     * {@return {@link Communicator#alltoall(MemorySegment, long, Datatype, MemorySegment, long, Datatype)}, to be started}
     *
     * <p>MPI standard: 6.13.6, MPI_ALLTOALL_INIT.
     */
    default PersistentRequest alltoallInit(
            MemorySegment send,
            long sendCount,
            Datatype sendType,
            MemorySegment recv,
            long recvCount,
            Datatype recvType) {
        return core().prepare(
                        communicator -> communicator.alltoall(send, sendCount, sendType, recv, recvCount, recvType));
    }
}
