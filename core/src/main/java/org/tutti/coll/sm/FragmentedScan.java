package org.tutti.coll.sm;

import org.tutti.coll.CanonicalFold;
import org.tutti.segment.Lane;

/** Scan and exscan of long messages: each rank folds a slice of each fragment for all ranks, and each copies what is its own. */
final class FragmentedScan extends SlicedReduction implements CanonicalFold.Sink {
    /*
     * 0. Say that what was before is consumed.
     * For each fragment f, in the order stage(0) fold(0) stage(1) collect(0) fold(1) stage(2) collect(1) ... :
     * 1. stage(f): when the ring is free, copy what the others fold of it in, and say that it is staged; the first time
     *    this is said by arriving, when the unit is free.
     * 2. collect(f - 1): wait until all others have folded it, copy this rank's results out of their rings, and say that it is
     *    consumed. In exscan rank 0 has none.
     * 3. fold(f): wait until all others have staged it, fold the own slice of the ranks up to each one in the canonical order of
     *    so many ranks, each result behind it in the ring, and say that it is folded.
     * 4. At the end, say that all is consumed.
     *
     * Slices are so short that the results of all ranks fill about a quarter of the ring at most.
     *
     * Cost: (N-1)/N of the bytes copied in, as much read to fold, as much written as results, as much copied out: the work of a
     * rank does not grow with N. Two hops per fragment, mostly over when they are waited for.
     */
    private final boolean exclusive;
    private int partFrom;
    private int part;
    private long partAt;

    FragmentedScan(Lane lane, SmDecision decision, boolean exclusive) {
        super(lane, decision);
        this.exclusive = exclusive;
    }

    @Override
    boolean collects() {
        return !exclusive || rank > 0;
    }

    @Override
    boolean othersCollect() {
        return true;
    }

    @Override
    int resultsOfSlice() {
        return team.size();
    }

    @Override
    int ownResult() {
        return rank;
    }

    @Override
    void foldPart(int from, int elements, long at) {
        partFrom = from;
        part = elements;
        partAt = at;
        foldPrefixes(from, elements, this);
        if (exclusive && rank > 0) {
            takeResult(rank, at, from, elements);
        }
    }

    @Override
    public void accept(int lastRank, Object result) {
        if (exclusive && lastRank + 1 < team.size()) {
            // the own one too: where it belongs may be what this rank gives, which comes next
            putResult(lastRank + 1, partAt, result, part);
        } else if (!exclusive && lastRank == rank) {
            receiveOfFragment(result, partFrom, part);
        } else if (!exclusive) {
            putResult(lastRank, partAt, result, part);
        }
    }

    @Override
    void folded(long earlierFragment, long fragmentEnd) {
        if (!collects()) {
            member.consumed(fragmentEnd);
        }
    }

    @Override
    void collected(long fragmentEnd) {
        member.consumed(fragmentEnd);
    }
}
