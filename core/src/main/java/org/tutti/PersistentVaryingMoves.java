package org.tutti;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * A communicator's operations that move blocks of several sizes that are made once, with all that they are passed, and started again and again, each as the one that it is
 * named after. All ranks start a communicator's operations in the same order.
 */
sealed interface PersistentVaryingMoves permits Communicator {
    private Communicator core() {
        return (Communicator) this;
    }

    /** {@return {@link Communicator#gatherv(Object, Object, int[], int)}, to be started} MPI standard: 6.13.3, MPI_GATHERV_INIT. */
    default PersistentRequest gathervInit(Object send, @Nullable Object recv, int @Nullable [] counts, int root) {
        return core().prepare(communicator -> communicator.gatherv(send, recv, counts, root));
    }

    /**
     * {@return {@link Communicator#gatherv(Object, Object, int[], int[], int)}, to be started}
     *
     * <p>MPI standard: 6.13.3, MPI_GATHERV_INIT.
     */
    default PersistentRequest gathervInit(
            Object send, @Nullable Object recv, int @Nullable [] counts, int @Nullable [] displacements, int root) {
        return core().prepare(communicator -> communicator.gatherv(send, recv, counts, displacements, root));
    }

    /**
     * {@return {@link Communicator#gatherv(Object, int, int, Object, int[], int[], int)}, to be started}
     *
     * <p>MPI standard: 6.13.3, MPI_GATHERV_INIT.
     */
    default PersistentRequest gathervInit(
            Object send,
            int sendOffset,
            int sendCount,
            @Nullable Object recv,
            int @Nullable [] counts,
            int @Nullable [] displacements,
            int root) {
        return core().prepare(communicator ->
                communicator.gatherv(send, sendOffset, sendCount, recv, counts, displacements, root));
    }

    /**
     * {@return {@link Communicator#gatherv(MemorySegment, long, Datatype, MemorySegment, long[], long[], Datatype, int)}, to be started}
     *
     * <p>MPI standard: 6.13.3, MPI_GATHERV_INIT.
     */
    default PersistentRequest gathervInit(
            MemorySegment send,
            long sendCount,
            Datatype sendType,
            @Nullable MemorySegment recv,
            long @Nullable [] counts,
            long @Nullable [] displacements,
            @Nullable Datatype recvType,
            int root) {
        return core().prepare(communicator ->
                communicator.gatherv(send, sendCount, sendType, recv, counts, displacements, recvType, root));
    }

    /**
     * {@return {@link Communicator#scatterv(Object, int[], Object, int)}, to be started}
     *
     * <p>MPI standard: 6.13.4, MPI_SCATTERV_INIT.
     */
    default PersistentRequest scattervInit(@Nullable Object send, int @Nullable [] counts, Object recv, int root) {
        return core().prepare(communicator -> communicator.scatterv(send, counts, recv, root));
    }

    /**
     * {@return {@link Communicator#scatterv(Object, int[], int[], Object, int)}, to be started}
     *
     * <p>MPI standard: 6.13.4, MPI_SCATTERV_INIT.
     */
    default PersistentRequest scattervInit(
            @Nullable Object send, int @Nullable [] counts, int @Nullable [] displacements, Object recv, int root) {
        return core().prepare(communicator -> communicator.scatterv(send, counts, displacements, recv, root));
    }

    /**
     * {@return {@link Communicator#scatterv(Object, int[], int[], Object, int, int, int)}, to be started}
     *
     * <p>MPI standard: 6.13.4, MPI_SCATTERV_INIT.
     */
    default PersistentRequest scattervInit(
            @Nullable Object send,
            int @Nullable [] counts,
            int @Nullable [] displacements,
            Object recv,
            int recvOffset,
            int recvCount,
            int root) {
        return core().prepare(communicator ->
                communicator.scatterv(send, counts, displacements, recv, recvOffset, recvCount, root));
    }

    /**
     * {@return {@link Communicator#scatterv(MemorySegment, long[], long[], Datatype, MemorySegment, long, Datatype, int)}, to be started}
     *
     * <p>MPI standard: 6.13.4, MPI_SCATTERV_INIT.
     */
    default PersistentRequest scattervInit(
            @Nullable MemorySegment send,
            long @Nullable [] counts,
            long @Nullable [] displacements,
            @Nullable Datatype sendType,
            MemorySegment recv,
            long recvCount,
            Datatype recvType,
            int root) {
        return core().prepare(communicator ->
                communicator.scatterv(send, counts, displacements, sendType, recv, recvCount, recvType, root));
    }

    /**
     * {@return {@link Communicator#allgatherv(Object, Object, int[])}, to be started}
     *
     * <p>MPI standard: 6.13.5, MPI_ALLGATHERV_INIT.
     */
    default PersistentRequest allgathervInit(Object send, Object recv, int[] counts) {
        return core().prepare(communicator -> communicator.allgatherv(send, recv, counts));
    }

    /**
     * {@return {@link Communicator#allgatherv(Object, Object, int[], int[])}, to be started}
     *
     * <p>MPI standard: 6.13.5, MPI_ALLGATHERV_INIT.
     */
    default PersistentRequest allgathervInit(Object send, Object recv, int[] counts, int @Nullable [] displacements) {
        return core().prepare(communicator -> communicator.allgatherv(send, recv, counts, displacements));
    }

    /**
     * {@return {@link Communicator#allgatherv(Object, int, int, Object, int[], int[])}, to be started}
     *
     * <p>MPI standard: 6.13.5, MPI_ALLGATHERV_INIT.
     */
    default PersistentRequest allgathervInit(
            Object send, int sendOffset, int sendCount, Object recv, int[] counts, int @Nullable [] displacements) {
        return core().prepare(communicator ->
                communicator.allgatherv(send, sendOffset, sendCount, recv, counts, displacements));
    }

    /**
     * {@return {@link Communicator#allgatherv(MemorySegment, long, Datatype, MemorySegment, long[], long[], Datatype)}, to be started}
     *
     * <p>MPI standard: 6.13.5, MPI_ALLGATHERV_INIT.
     */
    default PersistentRequest allgathervInit(
            MemorySegment send,
            long sendCount,
            Datatype sendType,
            MemorySegment recv,
            long[] counts,
            long @Nullable [] displacements,
            Datatype recvType) {
        return core().prepare(communicator ->
                communicator.allgatherv(send, sendCount, sendType, recv, counts, displacements, recvType));
    }

    /**
     * {@return {@link Communicator#alltoallv(Object, int[], Object, int[])}, to be started}
     *
     * <p>MPI standard: 6.13.6, MPI_ALLTOALLV_INIT.
     */
    default PersistentRequest alltoallvInit(Object send, int[] sendCounts, Object recv, int[] recvCounts) {
        return core().prepare(communicator -> communicator.alltoallv(send, sendCounts, recv, recvCounts));
    }

    /**
     * {@return {@link Communicator#alltoallv(Object, int[], int[], Object, int[], int[])}, to be started}
     *
     * <p>MPI standard: 6.13.6, MPI_ALLTOALLV_INIT.
     */
    default PersistentRequest alltoallvInit(
            Object send,
            int[] sendCounts,
            int @Nullable [] sendDisplacements,
            Object recv,
            int[] recvCounts,
            int @Nullable [] recvDisplacements) {
        return core().prepare(communicator ->
                communicator.alltoallv(send, sendCounts, sendDisplacements, recv, recvCounts, recvDisplacements));
    }

    /**
     * {@return {@link Communicator#alltoallv(MemorySegment, long[], long[], Datatype, MemorySegment, long[], long[], Datatype)}, to be started}
     *
     * <p>MPI standard: 6.13.6, MPI_ALLTOALLV_INIT.
     */
    default PersistentRequest alltoallvInit(
            MemorySegment send,
            long[] sendCounts,
            long @Nullable [] sendDisplacements,
            Datatype sendType,
            MemorySegment recv,
            long[] recvCounts,
            long @Nullable [] recvDisplacements,
            Datatype recvType) {
        return core().prepare(communicator -> communicator.alltoallv(
                send, sendCounts, sendDisplacements, sendType, recv, recvCounts, recvDisplacements, recvType));
    }

    /** {@return {@link Communicator#alltoallw(Object[], Object[])}, to be started} MPI standard: 6.13.6, MPI_ALLTOALLW_INIT. */
    default PersistentRequest alltoallwInit(Object[] send, Object[] recv) {
        return core().prepare(communicator -> communicator.alltoallw(send, recv));
    }

    /**
     * {@return {@link Communicator#alltoallw(MemorySegment[], long[], Datatype[], MemorySegment[], long[], Datatype[])}, to be started}
     *
     * <p>MPI standard: 6.13.6, MPI_ALLTOALLW_INIT.
     */
    default PersistentRequest alltoallwInit(
            MemorySegment[] send,
            long[] sendCounts,
            Datatype[] sendTypes,
            MemorySegment[] recv,
            long[] recvCounts,
            Datatype[] recvTypes) {
        return core().prepare(communicator ->
                communicator.alltoallw(send, sendCounts, sendTypes, recv, recvCounts, recvTypes));
    }
}
