package org.tutti;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.tutti.coll.Blocks;

/** A communicator's allgather. */
abstract class Allgathers extends Gathervs {
    Allgathers(Foundation foundation) {
        super(foundation);
    }

    /**
     * Collects the arrays of all ranks, which are equally long, in an array of each rank: first that of rank 0, then that of
     * rank 1, and so on.
     *
     * <p>MPI standard: 6.7, MPI_ALLGATHER; one array as both is MPI_IN_PLACE: each rank's own block is in its place already.
     *
     * @param send what each rank gives
     * @param recv holds all blocks afterwards, at least {@code size} times as long as a block
     * @throws TuttiException of class BUFFER or COUNT for bad arguments, or when the job has ended
     */
    @SuppressWarnings("ReferenceEquality") // the same array, not an equal one
    public void allgather(Object send, Object recv) {
        if (send == recv && !membership.hasTwoGroups()) {
            int count = receives.share(recv);
            allgather(send, rank * count, recv, 0, count);
        } else {
            allgather(send, 0, recv, 0, ArrayArguments.lengthOf(send));
        }
    }

    /**
     * Collects parts of the arrays of all ranks, which are equally long, in an array of each rank, one behind the other.
     *
     * <p>Example: {@code examples/Allgather.java}. MPI standard: 6.7, MPI_ALLGATHER; where {@code send} is this rank's own
     * block of {@code recv}, it is MPI_IN_PLACE.
     *
     * @param send what each rank gives
     * @param sendOffset its first element
     * @param recv holds all blocks afterwards
     * @param recvOffset the first element of rank 0's block
     * @param count how many elements a block has, the same on all ranks
     * @throws TuttiException of class BUFFER or COUNT for bad arguments, or when the job has ended
     */
    public void allgather(Object send, int sendOffset, Object recv, int recvOffset, int count) {
        requireOpen();
        allgather(sends.one(send, sendOffset, count), receives.each(recv, recvOffset, count));
    }

    /**
     * Collects elements of the memory segments of all ranks in a segment of each rank, one rank's behind the other's.
     *
     * <p>MPI standard: 6.7, MPI_ALLGATHER; where {@code send} is this rank's own block of {@code recv}, it is MPI_IN_PLACE.
     *
     * @param send begins with what each rank gives; on the heap or not, at any alignment
     * @param sendCount how many elements, the same on all ranks
     * @param sendType what they are
     * @param recv begins with all blocks afterwards
     * @param recvCount how many elements a block has
     * @param recvType what they are
     * @throws TuttiException of class BUFFER or COUNT for bad arguments, or when the job has ended
     */
    public void allgather(
            MemorySegment send,
            long sendCount,
            Datatype sendType,
            MemorySegment recv,
            long recvCount,
            Datatype recvType) {
        requireOpen();
        allgather(sends.one(send, sendCount, sendType), receives.each(recv, recvCount, recvType));
    }

    private void allgather(Blocks sent, Blocks received) {
        requireApart(sent, 1, received, peers);
        table.allgather(sent, received);
        forget();
    }

    /**
     * {@return a new array of all ranks' arrays, which are equally long, one behind the other}
     *
     * <p>MPI standard: 6.7, MPI_ALLGATHER.
     *
     * @param mine what this rank gives
     * @throws TuttiException of class BUFFER or COUNT for bad arguments, or when the job has ended
     */
    public <A> A allgather(A mine) {
        A all = newArray(mine, (long) peers * ArrayArguments.lengthOf(mine));
        allgather(mine, all);
        return all;
    }

    /**
     * {@return the values of all ranks}
     *
     * @param value what this rank gives
     */
    public int[] allgather(int value) {
        oneInt[0] = value;
        return allgather(oneInt);
    }

    /**
     * {@return the values of all ranks}
     *
     * @param value what this rank gives
     */
    public long[] allgather(long value) {
        oneLong[0] = value;
        return allgather(oneLong);
    }

    /**
     * {@return the values of all ranks}
     *
     * @param value what this rank gives
     */
    public float[] allgather(float value) {
        oneFloat[0] = value;
        return allgather(oneFloat);
    }

    /**
     * {@return the values of all ranks}
     *
     * @param value what this rank gives
     */
    public double[] allgather(double value) {
        oneDouble[0] = value;
        return allgather(oneDouble);
    }

    /**
     * {@return the values of all ranks}
     *
     * @param value what this rank gives
     */
    public boolean[] allgather(boolean value) {
        oneBoolean[0] = value;
        return allgather(oneBoolean);
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
