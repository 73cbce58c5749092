package org.tutti.coll;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;
import org.tutti.memory.ElementType;
import org.tutti.memory.ReduceKernel;

/**
 * The collective operations of one communicator, an entry each. Tables stand one above the other, by priority: a module
 * overrides the operations that it has, and each of the others is that of the table below, on which it may fall back too.
 *
 * <p>Arguments have been checked. In an intercommunicator a root may be {@link Membership#ROOT} or {@link Membership#PROC_NULL},
 * and blocks are those of the other group: {@link Membership} tells which members these are. A buffer is an array of a primitive type or a memory segment; offsets and counts are in
 * elements. Nothing is kept of the arguments once an operation has returned.
 */
public abstract class CollectiveTable {
    private final @Nullable CollectiveTable below;

    /** Stands above another table. */
    protected CollectiveTable(@Nullable CollectiveTable below) {
        this.below = below;
    }

    /**
     * {@return whether each operation ends by {@link org.tutti.segment.Lane#run running} its steps in the communicator's lane, or
     * waits for nobody} Then it can be carried on beside other work; else it needs a thread of its own for that.
     */
    public boolean isStepped() {
        return false;
    }

    private CollectiveTable below(String operation) {
        if (below == null) {
            throw new TuttiException(
                    ErrorCode.NO_COMPONENT, "no component has this operation for the communicator: " + operation);
        }
        return below;
    }

    /**
     * Meets all ranks, for the last time.
     *
     * @param byException tells whether an exception makes this rank leave; asked only when the others are not there soon
     * @return whether all have met; false where this rank leaves by an exception, or the job has ended
     */
    public boolean close(BooleanSupplier byException) {
        return below("close").close(byException);
    }

    /** Gives everybody some words of each rank, as many of each: what ranks agree on who make a communicator. */
    public void agree(long[] mine, long[] all) {
        below("agree").agree(mine, all);
    }

    /** Meets all ranks. */
    public void barrier() {
        below("barrier").barrier();
    }

    /** Copies the root's elements to all ranks. */
    public void bcast(ElementType type, Object buffer, long offset, long count, int root) {
        below("bcast").bcast(type, buffer, offset, count, root);
    }

    /** Copies each rank's block into the root's buffer, block r that of rank r; elsewhere {@code recv} is not looked at. */
    public void gather(Blocks send, Blocks recv, int root) {
        below("gather").gather(send, recv, root);
    }

    /** Copies block r of the root's buffer to rank r; elsewhere {@code send} is not looked at. */
    public void scatter(Blocks send, Blocks recv, int root) {
        below("scatter").scatter(send, recv, root);
    }

    /** Copies each rank's block into everybody's buffer, block r that of rank r. */
    public void allgather(Blocks send, Blocks recv) {
        below("allgather").allgather(send, recv);
    }

    /** Copies block r of each rank's buffer to rank r, which receives the block of rank s as its block s. */
    public void alltoall(Blocks send, Blocks recv) {
        below("alltoall").alltoall(send, recv);
    }

    /** As {@link #gather}, where each rank's block has a size of its own. */
    public void gatherv(Blocks send, Blocks recv, int root) {
        below("gatherv").gatherv(send, recv, root);
    }

    /** As {@link #scatter}, where each rank's block has a size of its own. */
    public void scatterv(Blocks send, Blocks recv, int root) {
        below("scatterv").scatterv(send, recv, root);
    }

    /** As {@link #allgather}, where each rank's block has a size of its own. */
    public void allgatherv(Blocks send, Blocks recv) {
        below("allgatherv").allgatherv(send, recv);
    }

    /** As {@link #alltoall}, where each block has a size, and may have a type and a buffer, of its own. */
    public void alltoallv(Blocks send, Blocks recv) {
        below("alltoallv").alltoallv(send, recv);
    }

    /** {@return the neighbors, without which no operation between them is called} */
    protected static Neighbors requireNeighbors(@Nullable Neighbors neighbors) {
        if (neighbors == null) {
            throw new TuttiException(ErrorCode.NO_NEIGHBORS, "the communicator has no topology");
        }
        return neighbors;
    }

    /** Copies each rank's block to all its destinations, which receive one of each of their sources; see {@link Neighbors}. */
    public void neighborAllgather(Blocks send, Blocks recv) {
        below("neighborAllgather").neighborAllgather(send, recv);
    }

    /** As {@link #neighborAllgather}, where each rank's block has a size of its own. */
    public void neighborAllgatherv(Blocks send, Blocks recv) {
        below("neighborAllgatherv").neighborAllgatherv(send, recv);
    }

    /** Copies a block of each rank to each of its destinations, which receive one of each of their sources; see {@link Neighbors}. */
    public void neighborAlltoall(Blocks send, Blocks recv) {
        below("neighborAlltoall").neighborAlltoall(send, recv);
    }

    /** As {@link #neighborAlltoall}, where each block has a size, and may have a type and a buffer, of its own. */
    public void neighborAlltoallv(Blocks send, Blocks recv) {
        below("neighborAlltoallv").neighborAlltoallv(send, recv);
    }

    /** Folds the elements of all ranks into the root's buffer. */
    public void reduce(
            ReduceKernel kernel, Object send, long sendOffset, Object recv, long recvOffset, long count, int root) {
        below("reduce").reduce(kernel, send, sendOffset, recv, recvOffset, count, root);
    }

    /** Folds the elements of all ranks into everybody's buffer. */
    public void allreduce(ReduceKernel kernel, Object send, long sendOffset, Object recv, long recvOffset, long count) {
        below("allreduce").allreduce(kernel, send, sendOffset, recv, recvOffset, count);
    }

    /** Folds row by row what all ranks have; rank r's buffer receives block r of the result, all blocks of one size. */
    public void reduceScatterBlock(
            ReduceKernel kernel, Object send, long sendOffset, Object recv, long recvOffset, long blockCount) {
        below("reduceScatterBlock").reduceScatterBlock(kernel, send, sendOffset, recv, recvOffset, blockCount);
    }

    /** As {@link #reduceScatterBlock}, where each block has a size of its own, which all ranks know. */
    public void reduceScatter(
            ReduceKernel kernel, Object send, long sendOffset, Object recv, long recvOffset, int[] blockCounts) {
        below("reduceScatter").reduceScatter(kernel, send, sendOffset, recv, recvOffset, blockCounts);
    }

    /** Folds the elements of the ranks up to this one into its buffer. */
    public void scan(ReduceKernel kernel, Object send, long sendOffset, Object recv, long recvOffset, long count) {
        below("scan").scan(kernel, send, sendOffset, recv, recvOffset, count);
    }

    /** Folds the elements of the ranks before this one into its buffer; that of rank 0 stays as it is. */
    public void exscan(ReduceKernel kernel, Object send, long sendOffset, Object recv, long recvOffset, long count) {
        below("exscan").exscan(kernel, send, sendOffset, recv, recvOffset, count);
    }
}
