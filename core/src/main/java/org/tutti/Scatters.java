package org.tutti;

import java.lang.foreign.MemorySegment;
import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;
import org.tutti.coll.Blocks;
import org.tutti.memory.ElementType;

/** A communicator's scatter. */
abstract class Scatters extends Allgathers {
    private final long[] described = new long[2];

    Scatters(Foundation foundation) {
        super(foundation);
    }

    /**
     * Deals out the root's array in equal blocks: the first to rank 0, the next to rank 1, and so on.
     *
     * <p>MPI standard: 6.6, MPI_SCATTER; where the root passes one array as both, it is MPI_IN_PLACE: the root's own block stays
     * where it is.
     *
     * @param send begins with all blocks at the root; elsewhere it is not looked at
     * @param recv holds this rank's block afterwards
     * @param root the rank that sends
     * @throws TuttiException of class BUFFER, COUNT or ROOT for bad arguments, or when the job has ended
     */
    @SuppressWarnings("ReferenceEquality") // the same array, not an equal one
    public void scatter(@Nullable Object send, Object recv, int root) {
        if (isRoot(root) && meets(root) && send == recv) {
            int count = sends.share(send);
            scatter(send, 0, recv, rank * count, count, root);
        } else {
            scatter(send, 0, recv, 0, blockLength(recv, sends, send, root), root);
        }
    }

    /**
     * Deals out a part of the root's array in equal blocks, which lie one behind the other. The root may return before the
     * others have received theirs.
     *
     * <p>Example: {@code examples/Scatter.java}. MPI standard: 6.6, MPI_SCATTER; where the root's {@code recv} is its own block
     * of {@code send}, it is MPI_IN_PLACE.
     *
     * @param send has all blocks at the root; elsewhere it is not looked at
     * @param sendOffset the first element of rank 0's block
     * @param recv holds this rank's block afterwards
     * @param recvOffset its first element
     * @param count how many elements a block has, the same on all ranks
     * @param root the rank that sends
     * @throws TuttiException of class BUFFER, COUNT or ROOT for bad arguments, or when the job has ended
     */
    public void scatter(@Nullable Object send, int sendOffset, Object recv, int recvOffset, int count, int root) {
        requireOpen();
        requireRoot(root);
        Blocks received = meets(root) ? receives.one(recv, recvOffset, count) : receives.none();
        scatter(isRoot(root) ? sends.each(send, sendOffset, count) : sends.none(), received, root);
    }

    /**
     * Deals out elements of the root's memory segment in equal blocks, which lie one behind the other. The root may return
     * before the others have received theirs.
     *
     * <p>MPI standard: 6.6, MPI_SCATTER; where the root's {@code recv} is its own block of {@code send}, it is MPI_IN_PLACE.
     *
     * @param send begins with all blocks at the root; elsewhere neither it nor its count and type are looked at
     * @param sendCount how many elements a block has
     * @param sendType what they are
     * @param recv begins with this rank's block afterwards; on the heap or not, at any alignment
     * @param recvCount how many elements, the same on all ranks
     * @param recvType what they are
     * @param root the rank that sends
     * @throws TuttiException of class BUFFER, COUNT or ROOT for bad arguments, or when the job has ended
     */
    public void scatter(
            @Nullable MemorySegment send,
            long sendCount,
            @Nullable Datatype sendType,
            MemorySegment recv,
            long recvCount,
            Datatype recvType,
            int root) {
        requireOpen();
        requireRoot(root);
        Blocks received = meets(root) ? receives.one(recv, recvCount, recvType) : receives.none();
        scatter(isRoot(root) ? sends.each(send, sendCount, sendType) : sends.none(), received, root);
    }

    private void scatter(Blocks sent, Blocks received, int root) {
        if (isRoot(root)) {
            requireApart(sent, peers, received, 1);
        }
        table.scatter(sent, received, root);
        forget();
    }

    /**
     * {@return a new array of this rank's share of the root's array, which is divided into equal blocks}
     *
     * <p>MPI standard: 6.6, MPI_SCATTER, after an MPI_BCAST of type and length.
     *
     * @param all what the root deals out, a multiple of {@code size} elements; elsewhere it is not looked at
     * @param root the rank that sends
     * @throws TuttiException of class BUFFER, COUNT or ROOT for bad arguments, or when the job has ended
     */
    @SuppressWarnings("unchecked") // all ranks have the same type in mind, else the caller's cast fails
    public <A> A scatter(@Nullable A all, int root) {
        requireOpen();
        requireRoot(root);
        if (isRoot(root)) {
            described[0] = ArrayArguments.typeOf(ArrayArguments.require(all, "all"), "all")
                    .ordinal();
            described[1] = sends.share(all);
        }
        bcast(described, root);
        if (!meets(root)) {
            scatter(all, NOTHING, root);
            return nothing();
        }
        Object mine = newArray(ElementType.at((int) described[0]), described[1]);
        scatter(all, 0, mine, 0, Array.getLength(mine), root);
        return (A) mine;
    }

    /**
     * {@return this rank's one of the root's values}
     *
     * @param values what the root deals out, one for each rank; elsewhere it is not looked at
     * @param root the rank that sends
     */
    public int scatterValue(int @Nullable [] values, int root) {
        oneInt[0] = 0;
        scatterOne(values, oneInt, root);
        return oneInt[0];
    }

    /**
     * {@return this rank's one of the root's values}
     *
     * @param values what the root deals out, one for each rank; elsewhere it is not looked at
     * @param root the rank that sends
     */
    public long scatterValue(long @Nullable [] values, int root) {
        oneLong[0] = 0;
        scatterOne(values, oneLong, root);
        return oneLong[0];
    }

    /**
     * {@return this rank's one of the root's values}
     *
     * @param values what the root deals out, one for each rank; elsewhere it is not looked at
     * @param root the rank that sends
     */
    public float scatterValue(float @Nullable [] values, int root) {
        oneFloat[0] = 0;
        scatterOne(values, oneFloat, root);
        return oneFloat[0];
    }

    /**
     * {@return this rank's one of the root's values}
     *
     * @param values what the root deals out, one for each rank; elsewhere it is not looked at
     * @param root the rank that sends
     */
    public double scatterValue(double @Nullable [] values, int root) {
        oneDouble[0] = 0;
        scatterOne(values, oneDouble, root);
        return oneDouble[0];
    }

    /**
     * {@return this rank's one of the root's values}
     *
     * @param values what the root deals out, one for each rank; elsewhere it is not looked at
     * @param root the rank that sends
     */
    public boolean scatterValue(boolean @Nullable [] values, int root) {
        oneBoolean[0] = false;
        scatterOne(values, oneBoolean, root);
        return oneBoolean[0];
    }

    private void scatterOne(@Nullable Object values, Object one, int root) {
        requireRoot(root);
        if (isRoot(root) && Array.getLength(ArrayArguments.require(values, "send")) != peers) {
            throw sends.notOneEach("", Array.getLength(ArrayArguments.require(values, "send")));
        }
        scatter(values, 0, one, 0, 1, root);
    }
}
