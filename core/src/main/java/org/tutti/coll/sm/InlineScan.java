package org.tutti.coll.sm;

import org.tutti.segment.Lane;

/** Scan and exscan of short messages: they travel beside the sequence, and each rank folds those of the ranks before it. */
final class InlineScan extends InlineReduction {
    /*
     * 1. When the unit is free, lay the elements beside the sequence and arrive.
     * 2. Wait until all lower ranks have arrived.
     * 3. Fold the elements of the ranks up to this one, in exscan without its own, in the canonical order of so many ranks.
     *
     * Cost: one unit written, rank units read at once, one hop. Rank 0 waits for nobody.
     */
    private final boolean empty;

    InlineScan(Lane lane, boolean exclusive) {
        super(lane, exclusive ? lane.rank() : lane.rank() + 1);
        this.empty = exclusive && rank == 0;
    }

    @Override
    public boolean step() {
        // 1.
        if (phase == 0) {
            if (!lane.unitFree()) {
                return false;
            }
            member.putInline(sequence, 0, type, send, sendOffset, (int) count);
            lane.arriveAndExpectLower();
            phase = 1;
        }
        // 2.
        if (!lane.arrived()) {
            return false;
        }
        // 3.
        if (!empty) {
            foldAll();
        }
        return done();
    }
}
