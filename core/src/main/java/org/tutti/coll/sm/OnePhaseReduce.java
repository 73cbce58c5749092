package org.tutti.coll.sm;

import org.tutti.segment.Lane;

/** Reduce of medium messages: they travel whole through the rings, and the root folds them. */
final class OnePhaseReduce extends OnePhaseReduction {
    /*
     * 1. When unit and ring are free, copy the elements to the slot or the ring and arrive. All but the root are done.
     * 2. The root waits until all others have arrived; meanwhile rank 0 begins to fold with its own, if it is the root.
     * 3. The root folds all ranks' elements in the canonical order.
     *
     * Cost: the message written once, read by the root, one hop; the others wait for nobody.
     */
    OnePhaseReduce(Lane lane) {
        super(lane);
    }

    @Override
    public boolean step() {
        // 1.
        if (phase == 0) {
            if (!isPlaceFree()) {
                return false;
            }
            if (rank != root) {
                putElements();
                lane.arrive();
                return doneBehindMessage();
            }
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
