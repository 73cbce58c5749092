package org.tutti;

import java.lang.foreign.MemorySegment;
import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;
import org.tutti.coll.Blocks;
import org.tutti.memory.ElementType;

/** A communicator's scatterv: a scatter of blocks of different sizes. */
abstract class Scattervs extends Scatters {
    private final long[] described = new long[2];

    Scattervs(Foundation foundation) {
        super(foundation);
    }

    /**
     * Deals out the root's array in blocks of whatever sizes, one behind the other.
     *
     * <p>MPI standard: 6.6, MPI_SCATTERV; where the root passes one array as both, it is MPI_IN_PLACE: the root's own block
     * stays where it is.
     *
     * @param send has all blocks at the root; elsewhere it is not looked at
     * @param counts at the root, how many elements each rank receives; elsewhere it is not looked at
     * @param recv holds this rank's block afterwards, and is as long
     * @param root the rank that sends
     * @throws TuttiException of class BUFFER, COUNT, ROOT or TRUNCATE for bad arguments, or when the job has ended
     */
    public void scatterv(@Nullable Object send, int @Nullable [] counts, Object recv, int root) {
        scatterv(send, counts, null, recv, root);
    }

    /**
     * Deals out blocks of the root's array, of whatever sizes, from wherever they lie.
     *
     * <p>MPI standard: 6.6, MPI_SCATTERV; where the root passes one array as both, it is MPI_IN_PLACE: the root's own block
     * stays where it is.
     *
     * @param send has all blocks at the root; elsewhere it is not looked at
     * @param counts at the root, how many elements each rank receives; elsewhere it is not looked at
     * @param displacements at the root, the first element of each block; null for one behind the other
     * @param recv holds this rank's block afterwards, and is as long
     * @param root the rank that sends
     * @throws TuttiException of class BUFFER, COUNT, ROOT or TRUNCATE for bad arguments, or when the job has ended
     */
    @SuppressWarnings("ReferenceEquality") // the same array, not an equal one
    public void scatterv(
            @Nullable Object send, int @Nullable [] counts, int @Nullable [] displacements, Object recv, int root) {
        requireOpen();
        requireRoot(root);
        if (isRoot(root) && meets(root) && send == recv) {
            Blocks sent = sends.each(send, counts, displacements);
            scatterv(sent, receives.own(sent, rank), root);
        } else {
            scatterv(send, counts, displacements, recv, 0, meets(root) ? ArrayArguments.lengthOf(recv) : 0, root);
        }
    }

    /**
     * Deals out blocks of the root's array, of whatever sizes, from wherever they lie. The root may return before the others
     * have received theirs, where these are short.
     *
     * <p>Example: {@code examples/Scatterv.java}. MPI standard: 6.6, MPI_SCATTERV; where the root's {@code recv} is its own
     * block of {@code send}, it is MPI_IN_PLACE.
     *
     * @param send has all blocks at the root; elsewhere it is not looked at
     * @param counts at the root, how many elements each rank receives; elsewhere it is not looked at
     * @param displacements at the root, the first element of each block; null for one behind the other
     * @param recv holds this rank's block afterwards
     * @param recvOffset its first element
     * @param recvCount how many elements this rank receives
     * @param root the rank that sends
     * @throws TuttiException of class BUFFER, COUNT, ROOT or TRUNCATE for bad arguments, or when the job has ended
     */
    public void scatterv(
            @Nullable Object send,
            int @Nullable [] counts,
            int @Nullable [] displacements,
            Object recv,
            int recvOffset,
            int recvCount,
            int root) {
        requireOpen();
        requireRoot(root);
        Blocks received = meets(root) ? receives.one(recv, recvOffset, recvCount) : receives.none();
        scatterv(isRoot(root) ? sends.each(send, counts, displacements) : sends.none(), received, root);
    }

    /**
     * Deals out blocks of the root's memory segment, of whatever sizes, from wherever they lie.
     *
     * <p>MPI standard: 6.6, MPI_SCATTERV; where the root's {@code recv} is its own block of {@code send}, it is MPI_IN_PLACE.
     *
     * @param send has all blocks at the root; elsewhere neither it nor what follows up to its type is looked at
     * @param counts how many elements each rank receives
     * @param displacements the first element of each block; null for one behind the other
     * @param sendType what the elements are
     * @param recv begins with this rank's block afterwards; on the heap or not, at any alignment
     * @param recvCount how many elements this rank receives
     * @param recvType what they are
     * @param root the rank that sends
     * @throws TuttiException of class BUFFER, COUNT, ROOT or TRUNCATE for bad arguments, or when the job has ended
     */
    public void scatterv(
            @Nullable MemorySegment send,
            long @Nullable [] counts,
            long @Nullable [] displacements,
            @Nullable Datatype sendType,
            MemorySegment recv,
            long recvCount,
            Datatype recvType,
            int root) {
        requireOpen();
        requireRoot(root);
        Blocks received = meets(root) ? receives.one(recv, recvCount, recvType) : receives.none();
        scatterv(isRoot(root) ? sends.each(send, counts, displacements, sendType) : sends.none(), received, root);
    }

    private void scatterv(Blocks sent, Blocks received, int root) {
        if (isRoot(root)) {
            requireApart(sent, peers, received, 1);
        }
        table.scatterv(sent, received, root);
        forget();
    }

    /**
     * {@return a new array of this rank's block of the root's array, in which blocks lie one behind the other}
     *
     * <p>MPI standard: 6.6, MPI_SCATTERV, after an MPI_SCATTER of type and count.
     *
     * @param all what the root deals out; elsewhere it is not looked at
     * @param counts at the root, how many elements each rank receives; elsewhere it is not looked at
     * @param root the rank that sends
     * @throws TuttiException of class BUFFER, COUNT or ROOT for bad arguments, or when the job has ended
     */
    @SuppressWarnings("unchecked") // all ranks have the same type in mind, else the caller's cast fails
    public <A> A scatterv(@Nullable A all, int @Nullable [] counts, int root) {
        requireOpen();
        requireRoot(root);
        long[] each = isRoot(root) ? describe(all, counts) : null;
        scatter(each, described, root);
        if (!meets(root)) {
            scatterv(all, counts, NOTHING, root);
            return nothing();
        }
        Object mine = newArray(ElementType.at((int) described[0]), described[1]);
        scatterv(all, counts, null, mine, 0, Array.getLength(mine), root);
        return (A) mine;
    }

    /** {@return type and count of each rank's block} */
    private long[] describe(@Nullable Object all, int @Nullable [] counts) {
        Blocks blocks = sends.each(all, counts, null);
        long[] each = new long[2 * peers];
        for (int block = 0; block < peers; block++) {
            each[2 * block] = blocks.type(block).ordinal();
            each[2 * block + 1] = blocks.count(block);
        }
        return each;
    }
}
