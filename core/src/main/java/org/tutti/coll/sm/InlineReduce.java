package org.tutti.coll.sm;

import org.tutti.segment.Lane;

/** Reduce of short messages: they travel beside the sequence, and the root folds them. */
final class InlineReduce extends InlineReduction {
    /*
     * 1. When the unit is free, lay the elements beside the sequence and arrive. All but the root are done.
     * 2. The root waits until all others have arrived.
     * 3. The root folds all ranks' elements in the canonical order.
     *
     * Cost: one unit written, the root reads size - 1 units at once, one hop; the others wait for nobody.
     */
    InlineReduce(Lane lane) {
        super(lane);
    }

    @Override
    public boolean step() {
        // 1.
        if (phase == 0) {
            if (!lane.unitFree()) {
                return false;
            }
            if (rank != root) {
                member.putInline(sequence, 0, type, send, sendOffset, (int) count);
                lane.arrive();
                return done();
            }
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
