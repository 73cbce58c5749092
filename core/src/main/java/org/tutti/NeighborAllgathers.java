package org.tutti;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.tutti.coll.Blocks;

/** A communicator's neighborAllgather: each rank gives one block to all its destinations. */
abstract class NeighborAllgathers extends Topologies {
    private @Nullable NeighborArguments arguments;

    NeighborAllgathers(Foundation foundation) {
        super(foundation);
    }

    /** Lets go of the caller's buffers. */
    final void forget(NeighborArguments between) {
        if (!records) {
            between.forget();
        }
    }

    /** {@return the arguments of operations between neighbors} Throws where there is no topology. */
    final NeighborArguments between() {
        requireOpen();
        NeighborArguments made = arguments;
        if (made == null) {
            made = NeighborArguments.of(neighborhood, rank);
            arguments = made;
        }
        return made;
    }

    /**
     * Collects the arrays of this rank's sources, which are equally long, one behind the other in their order; all ranks give
     * theirs to their destinations. The block of a source that is {@link Tutti#PROC_NULL} stays as it is.
     *
     * <p>MPI standard: 8.6.1, MPI_NEIGHBOR_ALLGATHER.
     *
     * @param send what each rank gives, equally long on all ranks, those without neighbors included
     * @param recv holds a block of each source afterwards; another array
     * @throws TuttiException of class TOPOLOGY where there is none, of class BUFFER or COUNT for bad arguments, or when the job
     *     has ended
     */
    public void neighborAllgather(Object send, Object recv) {
        neighborAllgather(send, 0, recv, 0, ArrayArguments.lengthOf(send));
    }

    /**
     * Collects parts of the arrays of this rank's sources, which are equally long, one behind the other in their order. The block
     * of a source that is {@link Tutti#PROC_NULL} stays as it is.
     *
     * <p>Example: {@code examples/NeighborAllgather.java}. MPI standard: 8.6.1, MPI_NEIGHBOR_ALLGATHER.
     *
     * @param send what each rank gives
     * @param sendOffset its first element
     * @param recv holds a block of each source afterwards, apart from what is sent
     * @param recvOffset the first element of the first source's block
     * @param count how many elements a block has, the same on all ranks
     * @throws TuttiException of class TOPOLOGY where there is none, of class BUFFER or COUNT for bad arguments, or when the job
     *     has ended
     */
    public void neighborAllgather(Object send, int sendOffset, Object recv, int recvOffset, int count) {
        NeighborArguments between = between();
        neighborAllgather(
                between, between.sends.one(send, sendOffset, count), between.receives.each(recv, recvOffset, count));
    }

    /**
     * Collects elements of the memory segments of this rank's sources, one behind the other in their order. The block of a source
     * that is {@link Tutti#PROC_NULL} stays as it is.
     *
     * <p>MPI standard: 8.6.1, MPI_NEIGHBOR_ALLGATHER.
     *
     * @param send begins with what each rank gives; on the heap or not, at any alignment
     * @param sendCount how many elements, the same on all ranks
     * @param sendType what they are
     * @param recv begins with a block of each source afterwards, apart from what is sent
     * @param recvCount how many elements a block has
     * @param recvType what they are
     * @throws TuttiException of class TOPOLOGY where there is none, of class BUFFER or COUNT for bad arguments, or when the job
     *     has ended
     */
    public void neighborAllgather(
            MemorySegment send,
            long sendCount,
            Datatype sendType,
            MemorySegment recv,
            long recvCount,
            Datatype recvType) {
        NeighborArguments between = between();
        neighborAllgather(
                between,
                between.sends.one(send, sendCount, sendType),
                between.receives.each(recv, recvCount, recvType));
    }

    private void neighborAllgather(NeighborArguments between, Blocks sent, Blocks received) {
        between.requireOneForAll(sent, received);
        table.neighborAllgather(sent, received);
        forget(between);
    }

    /**
     * {@return a new array of the arrays of this rank's sources, which are equally long, one behind the other in their order; zeros
     * for a source that is {@link Tutti#PROC_NULL}}
     *
     * <p>MPI standard: 8.6.1, MPI_NEIGHBOR_ALLGATHER.
     *
     * @param mine what this rank gives to its destinations
     * @throws TuttiException of class TOPOLOGY where there is none, of class BUFFER for bad arguments, or when the job has ended
     */
    public <A> A neighborAllgather(A mine) {
        A all = newArray(mine, (long) between().sources() * ArrayArguments.lengthOf(mine));
        neighborAllgather(mine, all);
        return all;
    }

    /**
     * Collects the arrays of this rank's sources, of whatever lengths, one behind the other in their order. The block of a source
     * that is {@link Tutti#PROC_NULL} stays as it is.
     *
     * <p>MPI standard: 8.6.1, MPI_NEIGHBOR_ALLGATHERV.
     *
     * @param send what each rank gives to its destinations
     * @param recv holds a block of each source afterwards; another array
     * @param counts how many elements each source gives
     * @throws TuttiException of class TOPOLOGY where there is none, of class BUFFER, COUNT or TRUNCATE for bad arguments, or
     *     when the job has ended
     */
    public void neighborAllgatherv(Object send, Object recv, int[] counts) {
        neighborAllgatherv(send, recv, counts, null);
    }

    /**
     * Collects the arrays of this rank's sources, of whatever lengths, at places in an array. The block of a source that is
     * {@link Tutti#PROC_NULL} stays as it is.
     *
     * <p>MPI standard: 8.6.1, MPI_NEIGHBOR_ALLGATHERV.
     *
     * @param send what each rank gives to its destinations
     * @param recv holds a block of each source afterwards; another array
     * @param counts how many elements each source gives
     * @param displacements the first element of each block, which do not overlap; null for one behind the other
     * @throws TuttiException of class TOPOLOGY where there is none, of class BUFFER, COUNT or TRUNCATE for bad arguments, or
     *     when the job has ended
     */
    public void neighborAllgatherv(Object send, Object recv, int[] counts, int @Nullable [] displacements) {
        neighborAllgatherv(send, 0, ArrayArguments.lengthOf(send), recv, counts, displacements);
    }

    /**
     * Collects parts of the arrays of this rank's sources, of whatever lengths, at places in an array. The block of a source that
     * is {@link Tutti#PROC_NULL} stays as it is.
     *
     * <p>MPI standard: 8.6.1, MPI_NEIGHBOR_ALLGATHERV.
     *
     * @param send what each rank gives to its destinations
     * @param sendOffset its first element
     * @param sendCount how many elements this rank gives
     * @param recv holds a block of each source afterwards, apart from what is sent
     * @param counts how many elements each source gives
     * @param displacements the first element of each block, which do not overlap; null for one behind the other
     * @throws TuttiException of class TOPOLOGY where there is none, of class BUFFER, COUNT or TRUNCATE for bad arguments, or
     *     when the job has ended
     */
    public void neighborAllgatherv(
            Object send, int sendOffset, int sendCount, Object recv, int[] counts, int @Nullable [] displacements) {
        NeighborArguments between = between();
        neighborAllgatherv(
                between,
                between.sends.one(send, sendOffset, sendCount),
                between.receives.each(recv, counts, displacements));
    }

    /**
     * Collects elements of the memory segments of this rank's sources, as many as each gives, at places in a segment. The block
     * of a source that is {@link Tutti#PROC_NULL} stays as it is.
     *
     * <p>MPI standard: 8.6.1, MPI_NEIGHBOR_ALLGATHERV.
     *
     * @param send begins with what each rank gives; on the heap or not, at any alignment
     * @param sendCount how many elements this rank gives
     * @param sendType what they are
     * @param recv holds a block of each source afterwards, apart from what is sent
     * @param counts how many elements each source gives
     * @param displacements the first element of each block, which do not overlap; null for one behind the other
     * @param recvType what the elements are
     * @throws TuttiException of class TOPOLOGY where there is none, of class BUFFER, COUNT or TRUNCATE for bad arguments, or
     *     when the job has ended
     */
    public void neighborAllgatherv(
            MemorySegment send,
            long sendCount,
            Datatype sendType,
            MemorySegment recv,
            long[] counts,
            long @Nullable [] displacements,
            Datatype recvType) {
        NeighborArguments between = between();
        neighborAllgatherv(
                between,
                between.sends.one(send, sendCount, sendType),
                between.receives.each(recv, counts, displacements, recvType));
    }

    private void neighborAllgatherv(NeighborArguments between, Blocks sent, Blocks received) {
        between.requireOneForAll(sent, received);
        table.neighborAllgatherv(sent, received);
        forget(between);
    }

    /**
     * {@return a new array of the arrays of this rank's sources, of whatever lengths, one behind the other in their order}
     *
     * <p>Example: {@code examples/NeighborAllgatherv.java}. MPI standard: 8.6.1, MPI_NEIGHBOR_ALLGATHERV, after an
     * MPI_NEIGHBOR_ALLGATHER of the counts.
     *
     * @param mine what this rank gives to its destinations
     * @throws TuttiException of class TOPOLOGY where there is none, of class BUFFER for bad arguments, or when the job has ended
     */
    public <A> A neighborAllgatherv(A mine) {
        return neighborAllgathervParts(mine).array();
    }

    /**
     * {@return the arrays of this rank's sources, of whatever lengths, and where each source's lies}
     *
     * <p>MPI standard: 8.6.1, MPI_NEIGHBOR_ALLGATHERV, after an MPI_NEIGHBOR_ALLGATHER of the counts.
     *
     * @param mine what this rank gives to its destinations
     * @throws TuttiException of class TOPOLOGY where there is none, of class BUFFER for bad arguments, or when the job has ended
     */
    public <A> Parts<A> neighborAllgathervParts(A mine) {
        int count = ArrayArguments.lengthOf(mine);
        int[] counts = neighborAllgather(new int[] {count});
        int[] displacements = packed(counts);
        A all = newArray(mine, total(counts));
        neighborAllgatherv(mine, 0, count, all, counts, displacements);
        return new Parts<>(all, counts, displacements);
    }
}
