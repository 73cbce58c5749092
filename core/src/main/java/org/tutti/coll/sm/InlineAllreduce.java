package org.tutti.coll.sm;

import org.tutti.segment.Lane;

/** Allreduce of short messages: they travel beside the sequence, and every rank folds them all. */
final class InlineAllreduce extends InlineReduction {
    /*
     * 1. When the unit is free, lay the elements beside the sequence and arrive.
     * 2. Wait until all others have arrived.
     * 3. Fold all ranks' elements in the canonical order.
     *
     * Cost: one unit written, size - 1 units read at once, one hop.
     */
    InlineAllreduce(Lane lane) {
        super(lane);
    }

    @Override
    public boolean step() {
        // 1.
        if (phase == 0) {
            if (!lane.unitFree()) {
                return false;
            }
            member.putInline(sequence, 0, type, send, sendOffset, (int) count);
            lane.arriveAndExpectAll();
            phase = 1;
        }
        // 2.
        if (!lane.allArrived()) {
            return false;
        }
        // 3.
        foldAll();
        return done();
    }
}
