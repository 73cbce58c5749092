package org.tutti;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * A communicator's operations that move blocks of one size that return at once, each as the one that it is named after. All ranks begin a communicator's operations in
 * the same order, those that wait and those that do not alike. What is passed must not be changed, and what is received must not be looked
 * at, until the request is done.
 */
sealed interface ImmediateMoves permits Communicator {
    private Communicator core() {
        return (Communicator) this;
    }

    /** Begins {@link Communicator#barrier()}. MPI standard: 6.12.1, MPI_IBARRIER. */
    default Request ibarrier() {
        return core().begin(Communicator::barrier);
    }

    /** Begins {@link Communicator#bcast(Object, int)}. MPI standard: 6.12.2, MPI_IBCAST. */
    default Request ibcast(Object array, int root) {
        return core().begin(communicator -> communicator.bcast(array, root));
    }

    /** Begins {@link Communicator#bcast(Object, int, int, int)}. MPI standard: 6.12.2, MPI_IBCAST. */
    default Request ibcast(Object array, int offset, int count, int root) {
        return core().begin(communicator -> communicator.bcast(array, offset, count, root));
    }

    /** Begins {@link Communicator#bcast(MemorySegment, int, Datatype, int)}. MPI standard: 6.12.2, MPI_IBCAST. */
    default Request ibcast(MemorySegment segment, int count, Datatype type, int root) {
        return core().begin(communicator -> communicator.bcast(segment, count, type, root));
    }

    /** Begins {@link Communicator#gather(Object, Object, int)}. MPI standard: 6.12.3, MPI_IGATHER. */
    default Request igather(Object send, @Nullable Object recv, int root) {
        return core().begin(communicator -> communicator.gather(send, recv, root));
    }

    /** Begins {@link Communicator#gather(Object, int, Object, int, int, int)}. MPI standard: 6.12.3, MPI_IGATHER. */
    default Request igather(Object send, int sendOffset, @Nullable Object recv, int recvOffset, int count, int root) {
        return core().begin(communicator -> communicator.gather(send, sendOffset, recv, recvOffset, count, root));
    }

    /**
     * Begins {@link Communicator#gather(MemorySegment, long, Datatype, MemorySegment, long, Datatype, int)}.
     *
     * <p>MPI standard: 6.12.3, MPI_IGATHER.
     */
    default Request igather(
            MemorySegment send,
            long sendCount,
            Datatype sendType,
            @Nullable MemorySegment recv,
            long recvCount,
            @Nullable Datatype recvType,
            int root) {
        return core().begin(communicator ->
                communicator.gather(send, sendCount, sendType, recv, recvCount, recvType, root));
    }

    /** Begins {@link Communicator#scatter(Object, Object, int)}. MPI standard: 6.12.4, MPI_ISCATTER. */
    default Request iscatter(@Nullable Object send, Object recv, int root) {
        return core().begin(communicator -> communicator.scatter(send, recv, root));
    }

    /** Begins {@link Communicator#scatter(Object, int, Object, int, int, int)}. MPI standard: 6.12.4, MPI_ISCATTER. */
    default Request iscatter(@Nullable Object send, int sendOffset, Object recv, int recvOffset, int count, int root) {
        return core().begin(communicator -> communicator.scatter(send, sendOffset, recv, recvOffset, count, root));
    }

    /**
     * Begins {@link Communicator#scatter(MemorySegment, long, Datatype, MemorySegment, long, Datatype, int)}.
     *
     * <p>MPI standard: 6.12.4, MPI_ISCATTER.
     */
    default Request iscatter(
            @Nullable MemorySegment send,
            long sendCount,
            @Nullable Datatype sendType,
            MemorySegment recv,
            long recvCount,
            Datatype recvType,
            int root) {
        return core().begin(communicator ->
                communicator.scatter(send, sendCount, sendType, recv, recvCount, recvType, root));
    }

    /** Begins {@link Communicator#allgather(Object, Object)}. MPI standard: 6.12.5, MPI_IALLGATHER. */
    default Request iallgather(Object send, Object recv) {
        return core().begin(communicator -> communicator.allgather(send, recv));
    }

    /** Begins {@link Communicator#allgather(Object, int, Object, int, int)}. MPI standard: 6.12.5, MPI_IALLGATHER. */
    default Request iallgather(Object send, int sendOffset, Object recv, int recvOffset, int count) {
        return core().begin(communicator -> communicator.allgather(send, sendOffset, recv, recvOffset, count));
    }

    /**
     * Begins {@link Communicator#allgather(MemorySegment, long, Datatype, MemorySegment, long, Datatype)}.
     *
     * <p>MPI standard: 6.12.5, MPI_IALLGATHER.
     */
    default Request iallgather(
            MemorySegment send,
            long sendCount,
            Datatype sendType,
            MemorySegment recv,
            long recvCount,
            Datatype recvType) {
        return core().begin(
                        communicator -> communicator.allgather(send, sendCount, sendType, recv, recvCount, recvType));
    }

    /** Begins {@link Communicator#alltoall(Object, Object)}. MPI standard: 6.12.6, MPI_IALLTOALL. */
    default Request ialltoall(Object send, Object recv) {
        return core().begin(communicator -> communicator.alltoall(send, recv));
    }

    /** Begins {@link Communicator#alltoall(Object, int, Object, int, int)}. MPI standard: 6.12.6, MPI_IALLTOALL. */
    default Request ialltoall(Object send, int sendOffset, Object recv, int recvOffset, int count) {
        return core().begin(communicator -> communicator.alltoall(send, sendOffset, recv, recvOffset, count));
    }

    /**
     * Begins {@link Communicator#alltoall(MemorySegment, long, Datatype, MemorySegment, long, Datatype)}.
     *
     * <p>MPI standard: 6.12.6, MPI_IALLTOALL.
     */
    default Request ialltoall(
            MemorySegment send,
            long sendCount,
            Datatype sendType,
            MemorySegment recv,
            long recvCount,
            Datatype recvType) {
        return core().begin(
                        communicator -> communicator.alltoall(send, sendCount, sendType, recv, recvCount, recvType));
    }
}
