package org.tutti;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.tutti.coll.Blocks;

/**
 * A communicator's neighborAlltoallv and neighborAlltoallw: a neighborAlltoall of blocks of different sizes, and of different
 * types too.
 */
abstract class NeighborAlltoallvs extends NeighborAlltoalls {
    NeighborAlltoallvs(Foundation foundation) {
        super(foundation);
    }

    /**
     * Sends a block of this rank's array to each of its destinations, of whatever sizes, one behind the other in their order, and
     * receives one of each of its sources. The blocks of neighbors that are {@link Tutti#PROC_NULL} are there, and stay as they
     * are.
     *
     * <p>MPI standard: 8.6.2, MPI_NEIGHBOR_ALLTOALLV.
     *
     * @param send what this rank sends
     * @param sendCounts how many elements each destination receives of this rank
     * @param recv holds what this rank receives afterwards; another array
     * @param recvCounts how many elements each source has for this rank
     * @throws TuttiException of class TOPOLOGY where there is none, of class BUFFER, COUNT or TRUNCATE for bad arguments, or
     *     when the job has ended
     */
    public void neighborAlltoallv(Object send, int[] sendCounts, Object recv, int[] recvCounts) {
        neighborAlltoallv(send, sendCounts, null, recv, recvCounts, null);
    }

    /**
     * Sends a block of this rank's array to each of its destinations, of whatever sizes, from and to wherever they lie, and
     * receives one of each of its sources. The blocks of neighbors that are {@link Tutti#PROC_NULL} are there, and stay as they
     * are.
     *
     * <p>Example: {@code examples/NeighborAlltoallv.java}. MPI standard: 8.6.2, MPI_NEIGHBOR_ALLTOALLV.
     *
     * @param send what this rank sends
     * @param sendCounts how many elements each destination receives of this rank
     * @param sendDisplacements the first element of each block; null for one behind the other
     * @param recv holds what this rank receives afterwards, apart from what is sent
     * @param recvCounts how many elements each source has for this rank
     * @param recvDisplacements the first element of each block, which do not overlap; null for one behind the other
     * @throws TuttiException of class TOPOLOGY where there is none, of class BUFFER, COUNT or TRUNCATE for bad arguments, or
     *     when the job has ended
     */
    public void neighborAlltoallv(
            Object send,
            int[] sendCounts,
            int @Nullable [] sendDisplacements,
            Object recv,
            int[] recvCounts,
            int @Nullable [] recvDisplacements) {
        NeighborArguments between = between();
        neighborAlltoallv(
                between,
                between.sends.each(send, sendCounts, sendDisplacements),
                between.receives.each(recv, recvCounts, recvDisplacements));
    }

    /**
     * Sends a block of this rank's memory segment to each of its destinations, of whatever sizes, from and to wherever they lie,
     * and receives one of each of its sources. The blocks of neighbors that are {@link Tutti#PROC_NULL} are there, and stay as
     * they are.
     *
     * <p>MPI standard: 8.6.2, MPI_NEIGHBOR_ALLTOALLV.
     *
     * @param send what this rank sends; on the heap or not, at any alignment
     * @param sendCounts how many elements each destination receives of this rank
     * @param sendDisplacements the first element of each block; null for one behind the other
     * @param sendType what the elements are
     * @param recv holds what this rank receives afterwards, apart from what is sent
     * @param recvCounts how many elements each source has for this rank
     * @param recvDisplacements the first element of each block, which do not overlap; null for one behind the other
     * @param recvType what the elements are
     * @throws TuttiException of class TOPOLOGY where there is none, of class BUFFER, COUNT or TRUNCATE for bad arguments, or
     *     when the job has ended
     */
    public void neighborAlltoallv(
            MemorySegment send,
            long[] sendCounts,
            long @Nullable [] sendDisplacements,
            Datatype sendType,
            MemorySegment recv,
            long[] recvCounts,
            long @Nullable [] recvDisplacements,
            Datatype recvType) {
        NeighborArguments between = between();
        neighborAlltoallv(
                between,
                between.sends.each(send, sendCounts, sendDisplacements, sendType),
                between.receives.each(recv, recvCounts, recvDisplacements, recvType));
    }

    /**
     * Sends an array of any type and length to each destination, and receives one of each source. The arrays of neighbors that
     * are {@link Tutti#PROC_NULL} are there, and stay as they are.
     *
     * <p>Example: {@code examples/NeighborAlltoallw.java}. MPI standard: 8.6.2, MPI_NEIGHBOR_ALLTOALLW.
     *
     * @param send what each destination receives of this rank, an array for each
     * @param recv hold what each source has for this rank afterwards: an array for each, of its type and as long; other arrays
     * @throws TuttiException of class TOPOLOGY where there is none, of class BUFFER, COUNT or TRUNCATE for bad arguments, or
     *     when the job has ended
     */
    public void neighborAlltoallw(Object[] send, Object[] recv) {
        NeighborArguments between = between();
        neighborAlltoallv(between, between.sends.parts(send), between.receives.parts(recv));
    }

    /**
     * Sends elements of any type and number to each destination, and receives such of each source, in a memory segment for each:
     * slices of one, if so wanted. The segments of neighbors that are {@link Tutti#PROC_NULL} are there, and stay as they are.
     *
     * <p>MPI standard: 8.6.2, MPI_NEIGHBOR_ALLTOALLW.
     *
     * @param send begin with what each destination receives of this rank; on the heap or not, at any alignment
     * @param sendCounts how many elements each destination receives
     * @param sendTypes what they are
     * @param recv begin with what each source has for this rank afterwards, apart from what is sent
     * @param recvCounts how many elements each source has for this rank
     * @param recvTypes what they are
     * @throws TuttiException of class TOPOLOGY where there is none, of class BUFFER, COUNT or TRUNCATE for bad arguments, or
     *     when the job has ended
     */
    public void neighborAlltoallw(
            MemorySegment[] send,
            long[] sendCounts,
            Datatype[] sendTypes,
            MemorySegment[] recv,
            long[] recvCounts,
            Datatype[] recvTypes) {
        NeighborArguments between = between();
        neighborAlltoallv(
                between,
                between.sends.parts(send, sendCounts, sendTypes),
                between.receives.parts(recv, recvCounts, recvTypes));
    }

    private void neighborAlltoallv(NeighborArguments between, Blocks sent, Blocks received) {
        between.requireOneForEach(sent, received);
        table.neighborAlltoallv(sent, received);
        forget(between);
    }

    /**
     * {@return a new array of what this rank receives, of whatever sizes, one source's block behind the other's}
     *
     * <p>MPI standard: 8.6.2, MPI_NEIGHBOR_ALLTOALLV, after an MPI_NEIGHBOR_ALLTOALL of the counts.
     *
     * @param send what this rank sends, one destination's block behind the other's
     * @param counts how many elements each destination receives of this rank
     * @throws TuttiException of class TOPOLOGY where there is none, of class BUFFER, COUNT or TRUNCATE for bad arguments, or
     *     when the job has ended
     */
    public <A> A neighborAlltoallv(A send, int[] counts) {
        return neighborAlltoallvParts(send, counts).array();
    }

    /**
     * {@return what this rank receives, of whatever sizes, and where each source's block lies}
     *
     * <p>MPI standard: 8.6.2, MPI_NEIGHBOR_ALLTOALLV, after an MPI_NEIGHBOR_ALLTOALL of the counts.
     *
     * @param send what this rank sends, one destination's block behind the other's
     * @param counts how many elements each destination receives of this rank
     * @throws TuttiException of class TOPOLOGY where there is none, of class BUFFER, COUNT or TRUNCATE for bad arguments, or
     *     when the job has ended
     */
    public <A> Parts<A> neighborAlltoallvParts(A send, int[] counts) {
        NeighborArguments between = between();
        between.sends.each(send, counts, null);
        int[] recvCounts = new int[between.sources()];
        neighborAlltoall(counts, 0, recvCounts, 0, 1);
        int[] displacements = packed(recvCounts);
        A recv = newArray(send, total(recvCounts));
        neighborAlltoallv(send, counts, null, recv, recvCounts, displacements);
        return new Parts<>(recv, recvCounts, displacements);
    }
}
