package org.tutti.coll.sm;

import org.tutti.segment.Lane;
import org.tutti.segment.Signature;

/** Barrier: every rank looks at every other's arrival. */
final class SmBarrier extends SmOperation {
    /*
     * 1. When the unit is free, arrive.
     * 2. Wait until all others have arrived.
     *
     * Cost: one line written, size - 1 lines read at once, one hop.
     */
    SmBarrier(Lane lane) {
        super(lane);
    }

    SmBarrier start(Signature.Kind kind) {
        open(Signature.of(kind));
        return this;
    }

    @Override
    public boolean step() {
        // 1.
        if (phase == 0) {
            if (!lane.unitFree()) {
                return false;
            }
            lane.arriveAndExpectAll();
            phase = 1;
        }
        // 2.
        return lane.allArrived() && done();
    }
}
