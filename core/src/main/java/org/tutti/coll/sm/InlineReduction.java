package org.tutti.coll.sm;

import org.tutti.segment.Lane;

/** What reductions of short messages have in common: these travel beside the sequence. */
abstract class InlineReduction extends Reduction {
    InlineReduction(Lane lane) {
        super(lane);
    }

    /** Folds the elements of so many ranks, the first ones. */
    InlineReduction(Lane lane, int foldedRanks) {
        super(lane, foldedRanks);
    }

    @Override
    public final Object elements(int peer, long from, Object scratch, int elements) {
        if (peer == rank) {
            return ownElements(from, scratch, elements);
        }
        team.getInline(peer, sequence, 0, type, scratch, 0, elements);
        return scratch;
    }
}
