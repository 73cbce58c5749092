package org.tutti.coll.sm;

import org.tutti.segment.Lane;

/** Allreduce of medium messages: they travel whole through the rings, and every rank folds them all. */
final class OnePhaseAllreduce extends OnePhaseReduction {
    /*
     * 1. When unit and ring are free, copy the elements to the slot or the ring and arrive.
     * 2. Wait until all others have arrived; meanwhile rank 0 begins to fold with its own.
     * 3. Fold all ranks' elements in the canonical order.
     *
     * Cost: the message written once, read by each other rank, one hop; each byte is copied in once and out size - 1 times.
     */
    OnePhaseAllreduce(Lane lane) {
        super(lane);
    }

    @Override
    public boolean step() {
        // 1.
        if (phase == 0) {
            if (!isPlaceFree()) {
                return false;
            }
            putElements();
            lane.arriveAndExpectAll();
            beginWithOwn();
            phase = 1;
        }
        // 2.
        if (!lane.allArrived()) {
            return false;
        }
        // 3.
        foldAll();
        return doneBehindMessage();
    }
}
