package org.tutti.coll.sm;

import org.tutti.segment.HeapWords;
import org.tutti.segment.Schedule;
import org.tutti.segment.Signature;

/** Nobody leaves a barrier before all have come. */
final class BarrierModel extends LaneModel {
    private final int rounds;
    private final int[] entered;

    BarrierModel(Schedule schedule, int rounds, HeapWords.Defect... defects) {
        super(schedule, defects);
        this.rounds = rounds;
        this.entered = new int[ranks];
    }

    @Override
    protected void run(int rank) {
        SmBarrier barrier = new SmBarrier(lanes.lane(rank));
        for (int round = 1; round <= rounds; round++) {
            entered[rank] = round;
            finish(rank, barrier.start(Signature.Kind.BARRIER));
            for (int peer = 0; peer < ranks; peer++) {
                require(entered[peer] >= round, "rank " + rank + " left before rank " + peer + " came");
            }
        }
    }
}
