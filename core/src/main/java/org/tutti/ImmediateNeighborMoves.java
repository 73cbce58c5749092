package org.tutti;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * A communicator's operations between neighbors that return at once, each as the one that it is named after. All ranks begin a communicator's operations in
 * the same order, those that wait and those that do not alike. What is passed must not be changed, and what is received must not be looked
 * at, until the request is done.
 */
sealed interface ImmediateNeighborMoves permits Communicator {
    private Communicator core() {
        return (Communicator) this;
    }

    /** Begins {@link Communicator#neighborAllgather(Object, Object)}. MPI standard: 8.7, MPI_INEIGHBOR_ALLGATHER. */
    default Request ineighborAllgather(Object send, Object recv) {
        return core().begin(communicator -> communicator.neighborAllgather(send, recv));
    }

    /** Begins {@link Communicator#neighborAllgather(Object, int, Object, int, int)}. MPI standard: 8.7, MPI_INEIGHBOR_ALLGATHER. */
    default Request ineighborAllgather(Object send, int sendOffset, Object recv, int recvOffset, int count) {
        return core().begin(communicator -> communicator.neighborAllgather(send, sendOffset, recv, recvOffset, count));
    }

    /**
     * Begins {@link Communicator#neighborAllgather(MemorySegment, long, Datatype, MemorySegment, long, Datatype)}.
     *
     * <p>MPI standard: 8.7, MPI_INEIGHBOR_ALLGATHER.
     */
    default Request ineighborAllgather(
            MemorySegment send,
            long sendCount,
            Datatype sendType,
            MemorySegment recv,
            long recvCount,
            Datatype recvType) {
        return core().begin(communicator ->
                communicator.neighborAllgather(send, sendCount, sendType, recv, recvCount, recvType));
    }

    /** Begins {@link Communicator#neighborAllgatherv(Object, Object, int[])}. MPI standard: 8.7, MPI_INEIGHBOR_ALLGATHERV. */
    default Request ineighborAllgatherv(Object send, Object recv, int[] counts) {
        return core().begin(communicator -> communicator.neighborAllgatherv(send, recv, counts));
    }

    /**
     * Begins {@link Communicator#neighborAllgatherv(Object, Object, int[], int[])}.
     *
     * <p>MPI standard: 8.7, MPI_INEIGHBOR_ALLGATHERV.
     */
    default Request ineighborAllgatherv(Object send, Object recv, int[] counts, int @Nullable [] displacements) {
        return core().begin(communicator -> communicator.neighborAllgatherv(send, recv, counts, displacements));
    }

    /**
     * Begins {@link Communicator#neighborAllgatherv(Object, int, int, Object, int[], int[])}.
     *
     * <p>MPI standard: 8.7, MPI_INEIGHBOR_ALLGATHERV.
     */
    default Request ineighborAllgatherv(
            Object send, int sendOffset, int sendCount, Object recv, int[] counts, int @Nullable [] displacements) {
        return core().begin(communicator ->
                communicator.neighborAllgatherv(send, sendOffset, sendCount, recv, counts, displacements));
    }

    /**
     * Begins {@link Communicator#neighborAllgatherv(MemorySegment, long, Datatype, MemorySegment, long[], long[], Datatype)}.
     *
     * <p>MPI standard: 8.7, MPI_INEIGHBOR_ALLGATHERV.
     */
    default Request ineighborAllgatherv(
            MemorySegment send,
            long sendCount,
            Datatype sendType,
            MemorySegment recv,
            long[] counts,
            long @Nullable [] displacements,
            Datatype recvType) {
        return core().begin(communicator ->
                communicator.neighborAllgatherv(send, sendCount, sendType, recv, counts, displacements, recvType));
    }

    /** Begins {@link Communicator#neighborAlltoall(Object, Object)}. MPI standard: 8.7, MPI_INEIGHBOR_ALLTOALL. */
    default Request ineighborAlltoall(Object send, Object recv) {
        return core().begin(communicator -> communicator.neighborAlltoall(send, recv));
    }

    /** Begins {@link Communicator#neighborAlltoall(Object, int, Object, int, int)}. MPI standard: 8.7, MPI_INEIGHBOR_ALLTOALL. */
    default Request ineighborAlltoall(Object send, int sendOffset, Object recv, int recvOffset, int count) {
        return core().begin(communicator -> communicator.neighborAlltoall(send, sendOffset, recv, recvOffset, count));
    }

    /**
     * Begins {@link Communicator#neighborAlltoall(MemorySegment, long, Datatype, MemorySegment, long, Datatype)}.
     *
     * <p>MPI standard: 8.7, MPI_INEIGHBOR_ALLTOALL.
     */
    default Request ineighborAlltoall(
            MemorySegment send,
            long sendCount,
            Datatype sendType,
            MemorySegment recv,
            long recvCount,
            Datatype recvType) {
        return core().begin(communicator ->
                communicator.neighborAlltoall(send, sendCount, sendType, recv, recvCount, recvType));
    }

    /** Begins {@link Communicator#neighborAlltoallv(Object, int[], Object, int[])}. MPI standard: 8.7, MPI_INEIGHBOR_ALLTOALLV. */
    default Request ineighborAlltoallv(Object send, int[] sendCounts, Object recv, int[] recvCounts) {
        return core().begin(communicator -> communicator.neighborAlltoallv(send, sendCounts, recv, recvCounts));
    }

    /**
     * Begins {@link Communicator#neighborAlltoallv(Object, int[], int[], Object, int[], int[])}.
     *
     * <p>MPI standard: 8.7, MPI_INEIGHBOR_ALLTOALLV.
     */
    default Request ineighborAlltoallv(
            Object send,
            int[] sendCounts,
            int @Nullable [] sendDisplacements,
            Object recv,
            int[] recvCounts,
            int @Nullable [] recvDisplacements) {
        return core().begin(communicator -> communicator.neighborAlltoallv(
                send, sendCounts, sendDisplacements, recv, recvCounts, recvDisplacements));
    }

    /**
     * Begins {@link Communicator#neighborAlltoallv(MemorySegment, long[], long[], Datatype, MemorySegment, long[], long[], Datatype)}.
     *
     * <p>MPI standard: 8.7, MPI_INEIGHBOR_ALLTOALLV.
     */
    default Request ineighborAlltoallv(
            MemorySegment send,
            long[] sendCounts,
            long @Nullable [] sendDisplacements,
            Datatype sendType,
            MemorySegment recv,
            long[] recvCounts,
            long @Nullable [] recvDisplacements,
            Datatype recvType) {
        return core().begin(communicator -> communicator.neighborAlltoallv(
                send, sendCounts, sendDisplacements, sendType, recv, recvCounts, recvDisplacements, recvType));
    }

    /** Begins {@link Communicator#neighborAlltoallw(Object[], Object[])}. MPI standard: 8.7, MPI_INEIGHBOR_ALLTOALLW. */
    default Request ineighborAlltoallw(Object[] send, Object[] recv) {
        return core().begin(communicator -> communicator.neighborAlltoallw(send, recv));
    }

    /**
     * Begins {@link Communicator#neighborAlltoallw(MemorySegment[], long[], Datatype[], MemorySegment[], long[], Datatype[])}.
     *
     * <p>MPI standard: 8.7, MPI_INEIGHBOR_ALLTOALLW.
     */
    default Request ineighborAlltoallw(
            MemorySegment[] send,
            long[] sendCounts,
            Datatype[] sendTypes,
            MemorySegment[] recv,
            long[] recvCounts,
            Datatype[] recvTypes) {
        return core().begin(communicator ->
                communicator.neighborAlltoallw(send, sendCounts, sendTypes, recv, recvCounts, recvTypes));
    }
}
