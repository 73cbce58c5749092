package org.tutti.coll.sm;

import org.tutti.segment.Lane;

/** Reduce of long messages: each rank folds a slice of each fragment, and the root copies the folded slices. */
final class FragmentedReduce extends SlicedReduction {
    /*
     * 0. Say that what was before is consumed.
     * For each fragment f, in the order stage(0) fold(0) stage(1) collect(0) fold(1) stage(2) collect(1) ... :
     * 1. stage(f): when the ring is free, copy what the others fold of it in, and say that it is staged; the first time
     *    this is said by arriving, when the unit is free.
     * 2. The root alone, collect(f - 1): wait until all others have folded it, copy their slices out, and say that it is
     *    consumed.
     * 3. fold(f): wait until all others have staged it, fold the own slice in the canonical order, the root into its
     *    receive array, the others behind it in the ring, and say that it is folded; all but the root consume it so.
     * 4. At the end, say that all is consumed.
     *
     * Cost: of N ranks, (N-1)/N of the bytes copied in and read to fold; the root copies as much out. All but the root run
     * ahead as far as the ring reaches.
     */
    FragmentedReduce(Lane lane, SmDecision decision) {
        super(lane, decision);
    }

    @Override
    boolean collects() {
        return rank == root;
    }

    @Override
    boolean othersCollect() {
        return rank != root;
    }

    @Override
    void folded(long earlierFragment, long fragmentEnd) {
        if (rank != root) {
            member.consumed(fragmentEnd);
        }
    }

    @Override
    void collected(long fragmentEnd) {
        member.consumed(fragmentEnd);
    }
}
