package org.tutti;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.tutti.coll.Blocks;

/** A communicator's gatherv: a gather of blocks of different sizes. */
abstract class Gathervs extends Gathers {
    Gathervs(Foundation foundation) {
        super(foundation);
    }

    /**
     * Collects the arrays of all ranks, of whatever lengths, in the root's array, one behind the other.
     *
     * <p>MPI standard: 6.5, MPI_GATHERV; where the root passes one array as both, it is MPI_IN_PLACE: the root's own block is
     * in its place already.
     *
     * @param send what each rank gives
     * @param recv holds all blocks at the root afterwards; elsewhere it is not looked at
     * @param counts at the root, how many elements each rank gives; elsewhere it is not looked at
     * @param root the rank that receives
     * @throws TuttiException of class BUFFER, COUNT, ROOT or TRUNCATE for bad arguments, or when the job has ended
     */
    public void gatherv(Object send, @Nullable Object recv, int @Nullable [] counts, int root) {
        gatherv(send, recv, counts, null, root);
    }

    /**
     * Collects the arrays of all ranks, of whatever lengths, at places in the root's array.
     *
     * <p>MPI standard: 6.5, MPI_GATHERV; where the root passes one array as both, it is MPI_IN_PLACE: the root's own block is
     * in its place already.
     *
     * @param send what each rank gives
     * @param recv holds all blocks at the root afterwards; elsewhere it is not looked at
     * @param counts at the root, how many elements each rank gives; elsewhere it is not looked at
     * @param displacements at the root, the first element of each block, which do not overlap; null for one behind the other
     * @param root the rank that receives
     * @throws TuttiException of class BUFFER, COUNT, ROOT or TRUNCATE for bad arguments, or when the job has ended
     */
    @SuppressWarnings("ReferenceEquality") // the same array, not an equal one
    public void gatherv(
            Object send, @Nullable Object recv, int @Nullable [] counts, int @Nullable [] displacements, int root) {
        requireOpen();
        requireRoot(root);
        if (isRoot(root) && meets(root) && send == recv) {
            Blocks received = receives.each(recv, counts, displacements);
            gatherv(sends.own(received, rank), received, root);
        } else {
            gatherv(send, 0, meets(root) ? ArrayArguments.lengthOf(send) : 0, recv, counts, displacements, root);
        }
    }

    /**
     * Collects parts of the arrays of all ranks, of whatever lengths, at places in the root's array. All wait for the root.
     *
     * <p>Example: {@code examples/Gatherv.java}. MPI standard: 6.5, MPI_GATHERV; where the root's {@code send} is its own block of {@code recv}, it is MPI_IN_PLACE.
     *
     * @param send what each rank gives
     * @param sendOffset its first element
     * @param sendCount how many elements this rank gives
     * @param recv holds all blocks at the root afterwards; elsewhere it is not looked at
     * @param counts at the root, how many elements each rank gives; elsewhere it is not looked at
     * @param displacements at the root, the first element of each block, which do not overlap; null for one behind the other
     * @param root the rank that receives
     * @throws TuttiException of class BUFFER, COUNT, ROOT or TRUNCATE for bad arguments, or when the job has ended
     */
    public void gatherv(
            Object send,
            int sendOffset,
            int sendCount,
            @Nullable Object recv,
            int @Nullable [] counts,
            int @Nullable [] displacements,
            int root) {
        requireOpen();
        requireRoot(root);
        Blocks sent = meets(root) ? sends.one(send, sendOffset, sendCount) : sends.none();
        gatherv(sent, isRoot(root) ? receives.each(recv, counts, displacements) : receives.none(), root);
    }

    /**
     * Collects elements of the memory segments of all ranks, as many as each gives, at places in the root's segment.
     *
     * <p>MPI standard: 6.5, MPI_GATHERV; where the root's {@code send} is its own block of {@code recv}, it is MPI_IN_PLACE.
     *
     * @param send begins with what each rank gives; on the heap or not, at any alignment
     * @param sendCount how many elements this rank gives
     * @param sendType what they are
     * @param recv holds all blocks at the root afterwards; elsewhere neither it nor what follows is looked at
     * @param counts how many elements each rank gives
     * @param displacements the first element of each block, which do not overlap; null for one behind the other
     * @param recvType what the elements are
     * @param root the rank that receives
     * @throws TuttiException of class BUFFER, COUNT, ROOT or TRUNCATE for bad arguments, or when the job has ended
     */
    public void gatherv(
            MemorySegment send,
            long sendCount,
            Datatype sendType,
            @Nullable MemorySegment recv,
            long @Nullable [] counts,
            long @Nullable [] displacements,
            @Nullable Datatype recvType,
            int root) {
        requireOpen();
        requireRoot(root);
        Blocks sent = meets(root) ? sends.one(send, sendCount, sendType) : sends.none();
        gatherv(sent, isRoot(root) ? receives.each(recv, counts, displacements, recvType) : receives.none(), root);
    }

    private void gatherv(Blocks sent, Blocks received, int root) {
        if (isRoot(root)) {
            requireApart(sent, 1, received, peers);
        }
        table.gatherv(sent, received, root);
        forget();
    }

    /**
     * {@return at the root a new array of all ranks' arrays, of whatever lengths, one behind the other; elsewhere null}
     *
     * <p>MPI standard: 6.5, MPI_GATHERV, after an MPI_ALLGATHER of the counts.
     *
     * @param mine what this rank gives
     * @param root the rank that receives
     * @throws TuttiException of class BUFFER, COUNT or ROOT for bad arguments, or when the job has ended
     */
    public <A> @Nullable A gatherv(A mine, int root) {
        Parts<A> parts = gathervParts(mine, root);
        return parts == null ? null : parts.array();
    }

    /**
     * {@return at the root all ranks' arrays, of whatever lengths, and where each lies; elsewhere null}
     *
     * <p>MPI standard: 6.5, MPI_GATHERV, after an MPI_ALLGATHER of the counts.
     *
     * @param mine what this rank gives
     * @param root the rank that receives
     * @throws TuttiException of class BUFFER, COUNT or ROOT for bad arguments, or when the job has ended
     */
    public <A> @Nullable Parts<A> gathervParts(A mine, int root) {
        requireOpen();
        requireRoot(root);
        int count = isIdle(root) ? 0 : ArrayArguments.lengthOf(mine);
        int[] counts = countOfEach(count);
        int[] displacements = packed(counts); // so that all ranks of one group refuse what is too large for the root
        if (!isRoot(root)) {
            gatherv(mine, 0, count, null, null, null, root);
            return null;
        }
        A all = newArray(mine, total(counts));
        gatherv(mine, 0, count, all, counts, displacements, root);
        return new Parts<>(all, counts, displacements);
    }
}
