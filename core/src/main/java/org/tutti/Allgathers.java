package org.tutti;

import java.lang.foreign.MemorySegment;
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
}
