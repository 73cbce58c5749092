package org.tutti;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.tutti.coll.Blocks;

/** A communicator's gather. */
abstract class Gathers extends BlockOperations {
    Gathers(Foundation foundation) {
        super(foundation);
    }

    /**
     * Collects the arrays of all ranks, which are equally long, in the root's array: first that of rank 0, then that of rank 1,
     * and so on.
     *
     * <p>MPI standard: 6.5, MPI_GATHER; where the root passes one array as both, it is MPI_IN_PLACE: the root's own block is
     * in its place already.
     *
     * @param send what each rank gives
     * @param recv holds all blocks at the root afterwards, at least {@code size} times as long as a block; elsewhere it is not
     *     looked at
     * @param root the rank that receives
     * @throws TuttiException of class BUFFER, COUNT or ROOT for bad arguments, or when the job has ended
     */
    @SuppressWarnings("ReferenceEquality") // the same array, not an equal one
    public void gather(Object send, @Nullable Object recv, int root) {
        if (isRoot(root) && meets(root) && send == recv) {
            int count = receives.share(recv);
            gather(send, rank * count, recv, 0, count, root);
        } else {
            gather(send, 0, recv, 0, blockLength(send, receives, recv, root), root);
        }
    }

    /**
     * Collects parts of the arrays of all ranks, which are equally long, in the root's array, one behind the other. Ranks other
     * than the root may return before it has received them.
     *
     * <p>Example: {@code examples/Gather.java}. MPI standard: 6.5, MPI_GATHER; where the root's {@code send} is its own block of {@code recv}, it is MPI_IN_PLACE.
     *
     * @param send what each rank gives
     * @param sendOffset its first element
     * @param recv holds all blocks at the root afterwards; elsewhere it is not looked at
     * @param recvOffset the first element of rank 0's block
     * @param count how many elements a block has, the same on all ranks
     * @param root the rank that receives
     * @throws TuttiException of class BUFFER, COUNT or ROOT for bad arguments, or when the job has ended
     */
    public void gather(Object send, int sendOffset, @Nullable Object recv, int recvOffset, int count, int root) {
        requireOpen();
        requireRoot(root);
        Blocks sent = meets(root) ? sends.one(send, sendOffset, count) : sends.none();
        gather(sent, isRoot(root) ? receives.each(recv, recvOffset, count) : receives.none(), root);
    }

    /**
     * Collects elements of the memory segments of all ranks in the root's segment, one rank's behind the other's. Ranks other
     * than the root may return before it has received them.
     *
     * <p>MPI standard: 6.5, MPI_GATHER; where the root's {@code send} is its own block of {@code recv}, it is MPI_IN_PLACE.
     *
     * @param send begins with what each rank gives; on the heap or not, at any alignment
     * @param sendCount how many elements, the same on all ranks
     * @param sendType what they are
     * @param recv begins with all blocks at the root afterwards; elsewhere neither it nor its count and type are looked at
     * @param recvCount how many elements a block has
     * @param recvType what they are
     * @param root the rank that receives
     * @throws TuttiException of class BUFFER, COUNT or ROOT for bad arguments, or when the job has ended
     */
    public void gather(
            MemorySegment send,
            long sendCount,
            Datatype sendType,
            @Nullable MemorySegment recv,
            long recvCount,
            @Nullable Datatype recvType,
            int root) {
        requireOpen();
        requireRoot(root);
        Blocks sent = meets(root) ? sends.one(send, sendCount, sendType) : sends.none();
        gather(sent, isRoot(root) ? receives.each(recv, recvCount, recvType) : receives.none(), root);
    }

    private void gather(Blocks sent, Blocks received, int root) {
        if (isRoot(root)) {
            requireApart(sent, 1, received, peers);
        }
        table.gather(sent, received, root);
        forget();
    }

    /**
     * {@return at the root a new array of all ranks' arrays, which are equally long, one behind the other; elsewhere null}
     *
     * <p>MPI standard: 6.5, MPI_GATHER.
     *
     * @param mine what this rank gives
     * @param root the rank that receives
     * @throws TuttiException of class BUFFER, COUNT or ROOT for bad arguments, or when the job has ended
     */
    public <A> @Nullable A gather(A mine, int root) {
        requireRoot(root);
        int elements = isIdle(root) ? 0 : requireFits((long) peers * ArrayArguments.lengthOf(mine));
        A all = isRoot(root) ? newArray(mine, elements) : null;
        gather(mine, all, root);
        return all;
    }

    /**
     * {@return at the root the values of all ranks, elsewhere null}
     *
     * @param value what this rank gives
     * @param root the rank that receives
     */
    public int @Nullable [] gather(int value, int root) {
        oneInt[0] = value;
        return gather(oneInt, root);
    }

    /**
     * {@return at the root the values of all ranks, elsewhere null}
     *
     * @param value what this rank gives
     * @param root the rank that receives
     */
    public long @Nullable [] gather(long value, int root) {
        oneLong[0] = value;
        return gather(oneLong, root);
    }

    /**
     * {@return at the root the values of all ranks, elsewhere null}
     *
     * @param value what this rank gives
     * @param root the rank that receives
     */
    public float @Nullable [] gather(float value, int root) {
        oneFloat[0] = value;
        return gather(oneFloat, root);
    }

    /**
     * {@return at the root the values of all ranks, elsewhere null}
     *
     * @param value what this rank gives
     * @param root the rank that receives
     */
    public double @Nullable [] gather(double value, int root) {
        oneDouble[0] = value;
        return gather(oneDouble, root);
    }

    /**
     * {@return at the root the values of all ranks, elsewhere null}
     *
     * @param value what this rank gives
     * @param root the rank that receives
     */
    public boolean @Nullable [] gather(boolean value, int root) {
        oneBoolean[0] = value;
        return gather(oneBoolean, root);
    }
}
