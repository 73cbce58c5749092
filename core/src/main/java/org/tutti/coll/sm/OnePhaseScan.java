package org.tutti.coll.sm;

import org.tutti.segment.Lane;

/** Scan and exscan of medium messages: they travel whole through the rings, and each rank folds those of the ranks before it. */
final class OnePhaseScan extends OnePhaseReduction {
    /*
     * 1. When unit and ring are free, copy the elements to the slot or the ring and arrive.
     * 2. Wait until all lower ranks have arrived.
     * 3. Fold the elements of the ranks up to this one, in exscan without its own, in the canonical order of so many ranks.
     *
     * Cost: the message written once, read by each higher rank, one hop. Rank 0 waits for nobody.
     */
    private final boolean empty;

    OnePhaseScan(Lane lane, boolean exclusive) {
        super(lane, exclusive ? lane.rank() : lane.rank() + 1);
        this.empty = exclusive && rank == 0;
    }

    @Override
    public boolean step() {
        // 1.
        if (phase == 0) {
            if (!isPlaceFree()) {
                return false;
            }
            putElements();
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
        return doneBehindMessage();
    }
}
