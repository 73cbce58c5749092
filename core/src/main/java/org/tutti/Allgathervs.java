package org.tutti;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.tutti.coll.Blocks;

/** A communicator's allgatherv: an allgather of blocks of different sizes. */
abstract class Allgathervs extends Allgathers {
    Allgathervs(Foundation foundation) {
        super(foundation);
    }

    /**
     * Collects the arrays of all ranks, of whatever lengths, in an array of each rank, one behind the other.
     *
     * <p>MPI standard: 6.7, MPI_ALLGATHERV; one array as both is MPI_IN_PLACE: each rank's own block is in its place already.
     *
     * @param send what each rank gives
     * @param recv holds all blocks afterwards
     * @param counts how many elements each rank gives, the same on all ranks
     * @throws TuttiException of class BUFFER, COUNT or TRUNCATE for bad arguments, or when the job has ended
     */
    public void allgatherv(Object send, Object recv, int[] counts) {
        allgatherv(send, recv, counts, null);
    }

    /**
     * Collects the arrays of all ranks, of whatever lengths, at places in an array of each rank.
     *
     * <p>MPI standard: 6.7, MPI_ALLGATHERV; one array as both is MPI_IN_PLACE: each rank's own block is in its place already.
     *
     * @param send what each rank gives
     * @param recv holds all blocks afterwards
     * @param counts how many elements each rank gives, the same on all ranks
     * @param displacements the first element of each block, which do not overlap; null for one behind the other
     * @throws TuttiException of class BUFFER, COUNT or TRUNCATE for bad arguments, or when the job has ended
     */
    @SuppressWarnings("ReferenceEquality") // the same array, not an equal one
    public void allgatherv(Object send, Object recv, int[] counts, int @Nullable [] displacements) {
        requireOpen();
        if (send == recv && !membership.hasTwoGroups()) {
            Blocks received = receives.each(recv, counts, displacements);
            allgatherv(sends.own(received, rank), received);
        } else {
            allgatherv(send, 0, ArrayArguments.lengthOf(send), recv, counts, displacements);
        }
    }

    /**
     * Collects parts of the arrays of all ranks, of whatever lengths, at places in an array of each rank.
     *
     * <p>Example: {@code examples/Allgatherv.java}. MPI standard: 6.7, MPI_ALLGATHERV; where {@code send} is this rank's own
     * block of {@code recv}, it is MPI_IN_PLACE.
     *
     * @param send what each rank gives
     * @param sendOffset its first element
     * @param sendCount how many elements this rank gives
     * @param recv holds all blocks afterwards
     * @param counts how many elements each rank gives, the same on all ranks
     * @param displacements the first element of each block, which do not overlap; null for one behind the other
     * @throws TuttiException of class BUFFER, COUNT or TRUNCATE for bad arguments, or when the job has ended
     */
    public void allgatherv(
            Object send, int sendOffset, int sendCount, Object recv, int[] counts, int @Nullable [] displacements) {
        requireOpen();
        allgatherv(sends.one(send, sendOffset, sendCount), receives.each(recv, counts, displacements));
    }

    /**
     * Collects elements of the memory segments of all ranks, as many as each gives, at places in a segment of each rank.
     *
     * <p>MPI standard: 6.7, MPI_ALLGATHERV; where {@code send} is this rank's own block of {@code recv}, it is MPI_IN_PLACE.
     *
     * @param send begins with what each rank gives; on the heap or not, at any alignment
     * @param sendCount how many elements this rank gives
     * @param sendType what they are
     * @param recv holds all blocks afterwards
     * @param counts how many elements each rank gives, the same on all ranks
     * @param displacements the first element of each block, which do not overlap; null for one behind the other
     * @param recvType what the elements are
     * @throws TuttiException of class BUFFER, COUNT or TRUNCATE for bad arguments, or when the job has ended
     */
    public void allgatherv(
            MemorySegment send,
            long sendCount,
            Datatype sendType,
            MemorySegment recv,
            long[] counts,
            long @Nullable [] displacements,
            Datatype recvType) {
        requireOpen();
        allgatherv(sends.one(send, sendCount, sendType), receives.each(recv, counts, displacements, recvType));
    }

    private void allgatherv(Blocks sent, Blocks received) {
        requireApart(sent, 1, received, peers);
        table.allgatherv(sent, received);
        forget();
    }

    /**
     * {@return a new array of all ranks' arrays, of whatever lengths, one behind the other}
     *
     * <p>MPI standard: 6.7, MPI_ALLGATHERV, after an MPI_ALLGATHER of the counts.
     *
     * @param mine what this rank gives
     * @throws TuttiException of class BUFFER or COUNT for bad arguments, or when the job has ended
     */
    public <A> A allgatherv(A mine) {
        return allgathervParts(mine).array();
    }

    /**
     * {@return all ranks' arrays, of whatever lengths, and where each lies}
     *
     * <p>MPI standard: 6.7, MPI_ALLGATHERV, after an MPI_ALLGATHER of the counts.
     *
     * @param mine what this rank gives
     * @throws TuttiException of class BUFFER or COUNT for bad arguments, or when the job has ended
     */
    public <A> Parts<A> allgathervParts(A mine) {
        requireOpen();
        int count = ArrayArguments.lengthOf(mine);
        int[] counts = countOfEach(count);
        int[] displacements = packed(counts);
        A all = newArray(mine, total(counts));
        allgatherv(mine, 0, count, all, counts, displacements);
        return new Parts<>(all, counts, displacements);
    }
}
