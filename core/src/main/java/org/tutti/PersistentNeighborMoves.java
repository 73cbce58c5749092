package org.tutti;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * A communicator's operations between neighbors that are made once, with all that they are passed, and started again and again, each as the one that it is
 * named after. All ranks start a communicator's operations in the same order.
 */
sealed interface PersistentNeighborMoves permits Communicator {
    private Communicator core() {
        return (Communicator) this;
    }

    /**
     * {@return {@link Communicator#neighborAllgather(Object, Object)}, to be started}
     *
     * <p>MPI standard: 8.8, MPI_NEIGHBOR_ALLGATHER_INIT.
     */
    default PersistentRequest neighborAllgatherInit(Object send, Object recv) {
        return core().prepare(communicator -> communicator.neighborAllgather(send, recv));
    }

    /**
     * {@return {@link Communicator#neighborAllgather(Object, int, Object, int, int)}, to be started}
     *
     * <p>MPI standard: 8.8, MPI_NEIGHBOR_ALLGATHER_INIT.
     */
    default PersistentRequest neighborAllgatherInit(
            Object send, int sendOffset, Object recv, int recvOffset, int count) {
        return core().prepare(
                        communicator -> communicator.neighborAllgather(send, sendOffset, recv, recvOffset, count));
    }

    /**
     * {@return {@link Communicator#neighborAllgather(MemorySegment, long, Datatype, MemorySegment, long, Datatype)}, to be started}
     *
     * <p>MPI standard: 8.8, MPI_NEIGHBOR_ALLGATHER_INIT.
     */
    default PersistentRequest neighborAllgatherInit(
            MemorySegment send,
            long sendCount,
            Datatype sendType,
            MemorySegment recv,
            long recvCount,
            Datatype recvType) {
        return core().prepare(communicator ->
                communicator.neighborAllgather(send, sendCount, sendType, recv, recvCount, recvType));
    }

    /**
     * {@return {@link Communicator#neighborAllgatherv(Object, Object, int[])}, to be started}
     *
     * <p>MPI standard: 8.8, MPI_NEIGHBOR_ALLGATHERV_INIT.
     */
    default PersistentRequest neighborAllgathervInit(Object send, Object recv, int[] counts) {
        return core().prepare(communicator -> communicator.neighborAllgatherv(send, recv, counts));
    }

    /**
     * {@return {@link Communicator#neighborAllgatherv(Object, Object, int[], int[])}, to be started}
     *
     * <p>MPI standard: 8.8, MPI_NEIGHBOR_ALLGATHERV_INIT.
     */
    default PersistentRequest neighborAllgathervInit(
            Object send, Object recv, int[] counts, int @Nullable [] displacements) {
        return core().prepare(communicator -> communicator.neighborAllgatherv(send, recv, counts, displacements));
    }

    /**
     * {@return {@link Communicator#neighborAllgatherv(Object, int, int, Object, int[], int[])}, to be started}
     *
     * <p>MPI standard: 8.8, MPI_NEIGHBOR_ALLGATHERV_INIT.
     */
    default PersistentRequest neighborAllgathervInit(
            Object send, int sendOffset, int sendCount, Object recv, int[] counts, int @Nullable [] displacements) {
        return core().prepare(communicator ->
                communicator.neighborAllgatherv(send, sendOffset, sendCount, recv, counts, displacements));
    }

    /**
     * {@return {@link Communicator#neighborAllgatherv(MemorySegment, long, Datatype, MemorySegment, long[], long[], Datatype)}, to be started}
     *
     * <p>MPI standard: 8.8, MPI_NEIGHBOR_ALLGATHERV_INIT.
     */
    default PersistentRequest neighborAllgathervInit(
            MemorySegment send,
            long sendCount,
            Datatype sendType,
            MemorySegment recv,
            long[] counts,
            long @Nullable [] displacements,
            Datatype recvType) {
        return core().prepare(communicator ->
                communicator.neighborAllgatherv(send, sendCount, sendType, recv, counts, displacements, recvType));
    }

    /**
     * {@return {@link Communicator#neighborAlltoall(Object, Object)}, to be started}
     *
     * <p>MPI standard: 8.8, MPI_NEIGHBOR_ALLTOALL_INIT.
     */
    default PersistentRequest neighborAlltoallInit(Object send, Object recv) {
        return core().prepare(communicator -> communicator.neighborAlltoall(send, recv));
    }

    /**
     * {@return {@link Communicator#neighborAlltoall(Object, int, Object, int, int)}, to be started}
     *
     * <p>MPI standard: 8.8, MPI_NEIGHBOR_ALLTOALL_INIT.
     */
    default PersistentRequest neighborAlltoallInit(
            Object send, int sendOffset, Object recv, int recvOffset, int count) {
        return core().prepare(communicator -> communicator.neighborAlltoall(send, sendOffset, recv, recvOffset, count));
    }

    /**
     * {@return {@link Communicator#neighborAlltoall(MemorySegment, long, Datatype, MemorySegment, long, Datatype)}, to be started}
     *
     * <p>MPI standard: 8.8, MPI_NEIGHBOR_ALLTOALL_INIT.
     */
    default PersistentRequest neighborAlltoallInit(
            MemorySegment send,
            long sendCount,
            Datatype sendType,
            MemorySegment recv,
            long recvCount,
            Datatype recvType) {
        return core().prepare(communicator ->
                communicator.neighborAlltoall(send, sendCount, sendType, recv, recvCount, recvType));
    }

    /**
     * {@return {@link Communicator#neighborAlltoallv(Object, int[], Object, int[])}, to be started}
     *
     * <p>MPI standard: 8.8, MPI_NEIGHBOR_ALLTOALLV_INIT.
     */
    default PersistentRequest neighborAlltoallvInit(Object send, int[] sendCounts, Object recv, int[] recvCounts) {
        return core().prepare(communicator -> communicator.neighborAlltoallv(send, sendCounts, recv, recvCounts));
    }

    /**
     * {@return {@link Communicator#neighborAlltoallv(Object, int[], int[], Object, int[], int[])}, to be started}
     *
     * <p>MPI standard: 8.8, MPI_NEIGHBOR_ALLTOALLV_INIT.
     */
    default PersistentRequest neighborAlltoallvInit(
            Object send,
            int[] sendCounts,
            int @Nullable [] sendDisplacements,
            Object recv,
            int[] recvCounts,
            int @Nullable [] recvDisplacements) {
        return core().prepare(communicator -> communicator.neighborAlltoallv(
                send, sendCounts, sendDisplacements, recv, recvCounts, recvDisplacements));
    }

    /**
     * {@return {@link Communicator#neighborAlltoallv(MemorySegment, long[], long[], Datatype, MemorySegment, long[], long[], Datatype)}, to be started}
     *
     * <p>MPI standard: 8.8, MPI_NEIGHBOR_ALLTOALLV_INIT.
     */
    default PersistentRequest neighborAlltoallvInit(
            MemorySegment send,
            long[] sendCounts,
            long @Nullable [] sendDisplacements,
            Datatype sendType,
            MemorySegment recv,
            long[] recvCounts,
            long @Nullable [] recvDisplacements,
            Datatype recvType) {
        return core().prepare(communicator -> communicator.neighborAlltoallv(
                send, sendCounts, sendDisplacements, sendType, recv, recvCounts, recvDisplacements, recvType));
    }

    /**
     * {@return {@link Communicator#neighborAlltoallw(Object[], Object[])}, to be started}
     *
     * <p>MPI standard: 8.8, MPI_NEIGHBOR_ALLTOALLW_INIT.
     */
    default PersistentRequest neighborAlltoallwInit(Object[] send, Object[] recv) {
        return core().prepare(communicator -> communicator.neighborAlltoallw(send, recv));
    }

    /**
     * {@return {@link Communicator#neighborAlltoallw(MemorySegment[], long[], Datatype[], MemorySegment[], long[], Datatype[])}, to be started}
     *
     * <p>MPI standard: 8.8, MPI_NEIGHBOR_ALLTOALLW_INIT.
     */
    default PersistentRequest neighborAlltoallwInit(
            MemorySegment[] send,
            long[] sendCounts,
            Datatype[] sendTypes,
            MemorySegment[] recv,
            long[] recvCounts,
            Datatype[] recvTypes) {
        return core().prepare(communicator ->
                communicator.neighborAlltoallw(send, sendCounts, sendTypes, recv, recvCounts, recvTypes));
    }
}
