package org.tutti.coll.sm;

import org.tutti.segment.Lane;

/** Allreduce of long messages: each rank folds a slice of each fragment, and everybody copies the folded slices. */
final class FragmentedAllreduce extends SlicedReduction {
    /*
     * 0. Say that what was before is consumed.
     * For each fragment f, in the order stage(0) fold(0) stage(1) collect(0) fold(1) stage(2) collect(1) ... :
     * 1. stage(f): when the ring is free, copy what the others fold of it in, and say that it is staged; the first time
     *    this is said by arriving, when the unit is free.
     * 2. collect(f - 1): wait until all others have folded it, copy their slices out.
     * 3. fold(f): wait until all others have staged it, fold the own slice in the canonical order behind it in the ring and
     *    into the receive array, and say that it is folded.
     * 4. At the end, say that all is consumed.
     *
     * The ring is never waited for within an operation: fold(f) has seen all others stage f, which each does after its
     * collect(f - 2); so before stage(f + 1) all have consumed the fragments up to f - 2.
     *
     * Cost: of N ranks, (N-1)/N of the bytes copied in, as much read to fold, as much copied out; two hops per fragment,
     * mostly over when they are waited for.
     */
    FragmentedAllreduce(Lane lane, SmDecision decision) {
        super(lane, decision);
    }

    @Override
    boolean collects() {
        return true;
    }

    @Override
    boolean othersCollect() {
        return true;
    }

    @Override
    void folded(long earlierFragment, long fragmentEnd) {
        lane.allConsumed(earlierFragment);
    }

    @Override
    void collected(long fragmentEnd) {}
}
