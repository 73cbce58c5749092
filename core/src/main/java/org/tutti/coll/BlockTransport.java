package org.tutti.coll;

import java.util.function.BooleanSupplier;

/**
 * The one thing that {@link org.tutti.coll.basic} asks for: every rank passes a block to every other one and receives one from
 * each, of any sizes, and blocks may be empty. A rank's own block is copied.
 */
public interface BlockTransport {
    /** {@return this rank} */
    int rank();

    /** {@return how many ranks there are} */
    int size();

    /** {@return what a rank is called in messages: its number in the world} */
    int worldRank(int rank);

    /**
     * Exchanges blocks, which all ranks do at once. Where two do so by different signatures or salts, the job ends.
     *
     * @param signature how the operation was called; see {@link org.tutti.segment.Signature}
     * @param salt what calls must have in common besides: the primitives of their blocks, too; 0 where blocks are compared one by one
     * @param send for each rank the block that goes to it
     * @param recv for each rank the block that comes from it, as large as that rank sends it
     * @param received done as a part of the operation, once all blocks are there: whatever it throws ends the job
     */
    void exchange(long signature, long salt, Blocks send, Blocks recv, Runnable received);

    /** Meets all ranks, for the last time; see {@link CollectiveTable#close}. */
    boolean close(BooleanSupplier byException);
}
