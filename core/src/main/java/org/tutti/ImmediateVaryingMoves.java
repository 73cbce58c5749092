package org.tutti;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * A communicator's operations that move blocks of several sizes that return at once, each as the one that it is named after. All ranks begin a communicator's operations in
 * the same order, those that wait and those that do not alike. What is passed must not be changed, and what is received must not be looked
 * at, until the request is done.
 */
sealed interface ImmediateVaryingMoves permits Communicator {
    private Communicator core() {
        return (Communicator) this;
    }

    /** Begins {@link Communicator#gatherv(Object, Object, int[], int)}. MPI standard: 6.12.3, MPI_IGATHERV. */
    default Request igatherv(Object send, @Nullable Object recv, int @Nullable [] counts, int root) {
        return core().begin(communicator -> communicator.gatherv(send, recv, counts, root));
    }

    /** Begins {@link Communicator#gatherv(Object, Object, int[], int[], int)}. MPI standard: 6.12.3, MPI_IGATHERV. */
    default Request igatherv(
            Object send, @Nullable Object recv, int @Nullable [] counts, int @Nullable [] displacements, int root) {
        return core().begin(communicator -> communicator.gatherv(send, recv, counts, displacements, root));
    }

    /** Begins {@link Communicator#gatherv(Object, int, int, Object, int[], int[], int)}. MPI standard: 6.12.3, MPI_IGATHERV. */
    default Request igatherv(
            Object send,
            int sendOffset,
            int sendCount,
            @Nullable Object recv,
            int @Nullable [] counts,
            int @Nullable [] displacements,
            int root) {
        return core().begin(communicator ->
                communicator.gatherv(send, sendOffset, sendCount, recv, counts, displacements, root));
    }

    /**
     * Begins {@link Communicator#gatherv(MemorySegment, long, Datatype, MemorySegment, long[], long[], Datatype, int)}.
     *
     * <p>MPI standard: 6.12.3, MPI_IGATHERV.
     */
    default Request igatherv(
            MemorySegment send,
            long sendCount,
            Datatype sendType,
            @Nullable MemorySegment recv,
            long @Nullable [] counts,
            long @Nullable [] displacements,
            @Nullable Datatype recvType,
            int root) {
        return core().begin(communicator ->
                communicator.gatherv(send, sendCount, sendType, recv, counts, displacements, recvType, root));
    }

    /** Begins {@link Communicator#scatterv(Object, int[], Object, int)}. MPI standard: 6.12.4, MPI_ISCATTERV. */
    default Request iscatterv(@Nullable Object send, int @Nullable [] counts, Object recv, int root) {
        return core().begin(communicator -> communicator.scatterv(send, counts, recv, root));
    }

    /** Begins {@link Communicator#scatterv(Object, int[], int[], Object, int)}. MPI standard: 6.12.4, MPI_ISCATTERV. */
    default Request iscatterv(
            @Nullable Object send, int @Nullable [] counts, int @Nullable [] displacements, Object recv, int root) {
        return core().begin(communicator -> communicator.scatterv(send, counts, displacements, recv, root));
    }

    /** Begins {@link Communicator#scatterv(Object, int[], int[], Object, int, int, int)}. MPI standard: 6.12.4, MPI_ISCATTERV. */
    default Request iscatterv(
            @Nullable Object send,
            int @Nullable [] counts,
            int @Nullable [] displacements,
            Object recv,
            int recvOffset,
            int recvCount,
            int root) {
        return core().begin(communicator ->
                communicator.scatterv(send, counts, displacements, recv, recvOffset, recvCount, root));
    }

    /**
     * Begins {@link Communicator#scatterv(MemorySegment, long[], long[], Datatype, MemorySegment, long, Datatype, int)}.
     *
     * <p>MPI standard: 6.12.4, MPI_ISCATTERV.
     */
    default Request iscatterv(
            @Nullable MemorySegment send,
            long @Nullable [] counts,
            long @Nullable [] displacements,
            @Nullable Datatype sendType,
            MemorySegment recv,
            long recvCount,
            Datatype recvType,
            int root) {
        return core().begin(communicator ->
                communicator.scatterv(send, counts, displacements, sendType, recv, recvCount, recvType, root));
    }

    /** Begins {@link Communicator#allgatherv(Object, Object, int[])}. MPI standard: 6.12.5, MPI_IALLGATHERV. */
    default Request iallgatherv(Object send, Object recv, int[] counts) {
        return core().begin(communicator -> communicator.allgatherv(send, recv, counts));
    }

    /** Begins {@link Communicator#allgatherv(Object, Object, int[], int[])}. MPI standard: 6.12.5, MPI_IALLGATHERV. */
    default Request iallgatherv(Object send, Object recv, int[] counts, int @Nullable [] displacements) {
        return core().begin(communicator -> communicator.allgatherv(send, recv, counts, displacements));
    }

    /** Begins {@link Communicator#allgatherv(Object, int, int, Object, int[], int[])}. MPI standard: 6.12.5, MPI_IALLGATHERV. */
    default Request iallgatherv(
            Object send, int sendOffset, int sendCount, Object recv, int[] counts, int @Nullable [] displacements) {
        return core().begin(communicator ->
                communicator.allgatherv(send, sendOffset, sendCount, recv, counts, displacements));
    }

    /**
     * Begins {@link Communicator#allgatherv(MemorySegment, long, Datatype, MemorySegment, long[], long[], Datatype)}.
     *
     * <p>MPI standard: 6.12.5, MPI_IALLGATHERV.
     */
    default Request iallgatherv(
            MemorySegment send,
            long sendCount,
            Datatype sendType,
            MemorySegment recv,
            long[] counts,
            long @Nullable [] displacements,
            Datatype recvType) {
        return core().begin(communicator ->
                communicator.allgatherv(send, sendCount, sendType, recv, counts, displacements, recvType));
    }

    /** Begins {@link Communicator#alltoallv(Object, int[], Object, int[])}. MPI standard: 6.12.6, MPI_IALLTOALLV. */
    default Request ialltoallv(Object send, int[] sendCounts, Object recv, int[] recvCounts) {
        return core().begin(communicator -> communicator.alltoallv(send, sendCounts, recv, recvCounts));
    }

    /** Begins {@link Communicator#alltoallv(Object, int[], int[], Object, int[], int[])}. MPI standard: 6.12.6, MPI_IALLTOALLV. */
    default Request ialltoallv(
            Object send,
            int[] sendCounts,
            int @Nullable [] sendDisplacements,
            Object recv,
            int[] recvCounts,
            int @Nullable [] recvDisplacements) {
        return core().begin(communicator ->
                communicator.alltoallv(send, sendCounts, sendDisplacements, recv, recvCounts, recvDisplacements));
    }

    /**
     * Begins {@link Communicator#alltoallv(MemorySegment, long[], long[], Datatype, MemorySegment, long[], long[], Datatype)}.
     *
     * <p>MPI standard: 6.12.6, MPI_IALLTOALLV.
     */
    default Request ialltoallv(
            MemorySegment send,
            long[] sendCounts,
            long @Nullable [] sendDisplacements,
            Datatype sendType,
            MemorySegment recv,
            long[] recvCounts,
            long @Nullable [] recvDisplacements,
            Datatype recvType) {
        return core().begin(communicator -> communicator.alltoallv(
                send, sendCounts, sendDisplacements, sendType, recv, recvCounts, recvDisplacements, recvType));
    }

    /** Begins {@link Communicator#alltoallw(Object[], Object[])}. MPI standard: 6.12.6, MPI_IALLTOALLW. */
    default Request ialltoallw(Object[] send, Object[] recv) {
        return core().begin(communicator -> communicator.alltoallw(send, recv));
    }

    /**
     * Begins {@link Communicator#alltoallw(MemorySegment[], long[], Datatype[], MemorySegment[], long[], Datatype[])}.
     *
     * <p>MPI standard: 6.12.6, MPI_IALLTOALLW.
     */
    default Request ialltoallw(
            MemorySegment[] send,
            long[] sendCounts,
            Datatype[] sendTypes,
            MemorySegment[] recv,
            long[] recvCounts,
            Datatype[] recvTypes) {
        return core().begin(communicator ->
                communicator.alltoallw(send, sendCounts, sendTypes, recv, recvCounts, recvTypes));
    }
}
