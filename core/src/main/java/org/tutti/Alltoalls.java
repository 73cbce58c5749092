package org.tutti;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.tutti.coll.Blocks;

/** A communicator's alltoall. */
abstract class Alltoalls extends Scattervs {
    Alltoalls(Foundation foundation) {
        super(foundation);
    }

    /**
     * Sends a block of each rank's array to each rank: the first to rank 0, the next to rank 1, and so on; what rank r sends is
     * received as block r.
     *
     * <p>MPI standard: 6.8, MPI_ALLTOALL; one array as both is MPI_IN_PLACE.
     *
     * @param send what this rank sends, a multiple of {@code size} elements, equally many on all ranks
     * @param recv holds what this rank receives afterwards; at least as long
     * @throws TuttiException of class BUFFER or COUNT for bad arguments, or when the job has ended
     */
    public void alltoall(Object send, Object recv) {
        alltoall(send, 0, recv, 0, sends.share(send));
    }

    /**
     * Sends a block of a part of each rank's array to each rank; what rank r sends is received as block r.
     *
     * <p>Example: {@code examples/Alltoall.java}. MPI standard: 6.8, MPI_ALLTOALL; the same part as {@code send} and {@code recv}
     * is MPI_IN_PLACE.
     *
     * @param send what this rank sends
     * @param sendOffset the first element of the block for rank 0
     * @param recv holds what this rank receives afterwards
     * @param recvOffset the first element of the block of rank 0
     * @param count how many elements a block has, the same on all ranks
     * @throws TuttiException of class BUFFER or COUNT for bad arguments, or when the job has ended
     */
    public void alltoall(Object send, int sendOffset, Object recv, int recvOffset, int count) {
        requireOpen();
        alltoall(sends.each(send, sendOffset, count), receives.each(recv, recvOffset, count));
    }

    /**
     * Sends a block of each rank's memory segment to each rank; what rank r sends is received as block r.
     *
     * <p>MPI standard: 6.8, MPI_ALLTOALL; the same place as {@code send} and {@code recv} is MPI_IN_PLACE.
     *
     * @param send begins with what this rank sends; on the heap or not, at any alignment
     * @param sendCount how many elements a block has, the same on all ranks
     * @param sendType what they are
     * @param recv begins with what this rank receives afterwards
     * @param recvCount how many elements a block has
     * @param recvType what they are
     * @throws TuttiException of class BUFFER or COUNT for bad arguments, or when the job has ended
     */
    public void alltoall(
            MemorySegment send,
            long sendCount,
            Datatype sendType,
            MemorySegment recv,
            long recvCount,
            Datatype recvType) {
        requireOpen();
        alltoall(sends.each(send, sendCount, sendType), receives.each(recv, recvCount, recvType));
    }

    private void alltoall(Blocks sent, Blocks received) {
        requireApart(sent, peers, received, peers);
        table.alltoall(sent, received);
        forget();
    }

    /**
     * {@return a new array of what this rank receives: block r is the block that rank r has for this rank}
     *
     * <p>MPI standard: 6.8, MPI_ALLTOALL.
     *
     * @param send what this rank sends, a multiple of {@code size} elements, equally many on all ranks
     * @throws TuttiException of class BUFFER or COUNT for bad arguments, or when the job has ended
     */
    public <A> A alltoall(A send) {
        A recv = newArray(send, ArrayArguments.lengthOf(send));
        alltoall(send, recv);
        return recv;
    }

    /**
     * Sends a block of each rank's array to each rank, of whatever sizes, one behind the other; what rank r sends is received as
     * block r.
     *
     * <p>MPI standard: 6.8, MPI_ALLTOALLV; one array and equal counts as both are MPI_IN_PLACE.
     *
     * @param send what this rank sends
     * @param sendCounts how many elements each rank receives of this one
     * @param recv holds what this rank receives afterwards
     * @param recvCounts how many elements each rank has for this one
     * @throws TuttiException of class BUFFER, COUNT or TRUNCATE for bad arguments, or when the job has ended
     */
    public void alltoallv(Object send, int[] sendCounts, Object recv, int[] recvCounts) {
        alltoallv(send, sendCounts, null, recv, recvCounts, null);
    }

    /**
     * Sends a block of each rank's array to each rank, of whatever sizes, from and to wherever they lie; what rank r sends is
     * received as block r.
     *
     * <p>Example: {@code examples/Alltoallv.java}. MPI standard: 6.8, MPI_ALLTOALLV; the same blocks as both are MPI_IN_PLACE.
     *
     * @param send what this rank sends
     * @param sendCounts how many elements each rank receives of this one
     * @param sendDisplacements the first element of each block; null for one behind the other
     * @param recv holds what this rank receives afterwards
     * @param recvCounts how many elements each rank has for this one
     * @param recvDisplacements the first element of each block, which do not overlap; null for one behind the other
     * @throws TuttiException of class BUFFER, COUNT or TRUNCATE for bad arguments, or when the job has ended
     */
    public void alltoallv(
            Object send,
            int[] sendCounts,
            int @Nullable [] sendDisplacements,
            Object recv,
            int[] recvCounts,
            int @Nullable [] recvDisplacements) {
        requireOpen();
        alltoallv(sends.each(send, sendCounts, sendDisplacements), receives.each(recv, recvCounts, recvDisplacements));
    }

    /**
     * Sends a block of each rank's memory segment to each rank, of whatever sizes, from and to wherever they lie; what rank r
     * sends is received as block r.
     *
     * <p>MPI standard: 6.8, MPI_ALLTOALLV; the same blocks as both are MPI_IN_PLACE.
     *
     * @param send what this rank sends; on the heap or not, at any alignment
     * @param sendCounts how many elements each rank receives of this one
     * @param sendDisplacements the first element of each block; null for one behind the other
     * @param sendType what the elements are
     * @param recv holds what this rank receives afterwards
     * @param recvCounts how many elements each rank has for this one
     * @param recvDisplacements the first element of each block, which do not overlap; null for one behind the other
     * @param recvType what the elements are
     * @throws TuttiException of class BUFFER, COUNT or TRUNCATE for bad arguments, or when the job has ended
     */
    public void alltoallv(
            MemorySegment send,
            long[] sendCounts,
            long @Nullable [] sendDisplacements,
            Datatype sendType,
            MemorySegment recv,
            long[] recvCounts,
            long @Nullable [] recvDisplacements,
            Datatype recvType) {
        requireOpen();
        alltoallv(
                sends.each(send, sendCounts, sendDisplacements, sendType),
                receives.each(recv, recvCounts, recvDisplacements, recvType));
    }

    /**
     * Sends an array of any type and length to each rank, and receives one of each.
     *
     * <p>Example: {@code examples/Alltoallw.java}. MPI standard: 6.8, MPI_ALLTOALLW; the same arrays as both are MPI_IN_PLACE.
     *
     * @param send what each rank receives of this one, an array for each
     * @param recv hold what each rank has for this one afterwards: an array for each, of its type and as long
     * @throws TuttiException of class BUFFER, COUNT or TRUNCATE for bad arguments, or when the job has ended
     */
    public void alltoallw(Object[] send, Object[] recv) {
        requireOpen();
        alltoallv(sends.parts(send), receives.parts(recv));
    }

    /**
     * Sends elements of any type and number to each rank, and receives such of each, in a memory segment for each: slices of one,
     * if so wanted.
     *
     * <p>MPI standard: 6.8, MPI_ALLTOALLW; the same places as both are MPI_IN_PLACE.
     *
     * @param send begin with what each rank receives of this one; on the heap or not, at any alignment
     * @param sendCounts how many elements each rank receives
     * @param sendTypes what they are
     * @param recv begin with what each rank has for this one afterwards
     * @param recvCounts how many elements each rank has for this one
     * @param recvTypes what they are
     * @throws TuttiException of class BUFFER, COUNT or TRUNCATE for bad arguments, or when the job has ended
     */
    public void alltoallw(
            MemorySegment[] send,
            long[] sendCounts,
            Datatype[] sendTypes,
            MemorySegment[] recv,
            long[] recvCounts,
            Datatype[] recvTypes) {
        requireOpen();
        alltoallv(sends.parts(send, sendCounts, sendTypes), receives.parts(recv, recvCounts, recvTypes));
    }

    private void alltoallv(Blocks sent, Blocks received) {
        requireApart(sent, peers, received, peers);
        table.alltoallv(sent, received);
        forget();
    }

    /**
     * {@return a new array of what this rank receives, of whatever sizes, one rank's block behind the other's}
     *
     * <p>MPI standard: 6.8, MPI_ALLTOALLV, after an MPI_ALLTOALL of the counts.
     *
     * @param send what this rank sends, one rank's block behind the other's
     * @param counts how many elements each rank receives of this one
     * @throws TuttiException of class BUFFER or COUNT for bad arguments, or when the job has ended
     */
    public <A> A alltoallv(A send, int[] counts) {
        return alltoallvParts(send, counts).array();
    }

    /**
     * {@return what this rank receives, of whatever sizes, and where each rank's block lies}
     *
     * <p>MPI standard: 6.8, MPI_ALLTOALLV, after an MPI_ALLTOALL of the counts.
     *
     * @param send what this rank sends, one rank's block behind the other's
     * @param counts how many elements each rank receives of this one
     * @throws TuttiException of class BUFFER or COUNT for bad arguments, or when the job has ended
     */
    public <A> Parts<A> alltoallvParts(A send, int[] counts) {
        requireOpen();
        sends.each(send, counts, null);
        int[] recvCounts = alltoall(counts);
        int[] displacements = packed(recvCounts);
        A recv = newArray(send, total(recvCounts));
        alltoallv(send, counts, null, recv, recvCounts, displacements);
        return new Parts<>(recv, recvCounts, displacements);
    }
}
