package org.tutti.coll.sm;

import org.tutti.segment.HeapWords;
import org.tutti.segment.Lane;
import org.tutti.segment.Schedule;
import org.tutti.segment.Signature;

/** A rank that sleeps, with no time-out, is woken. */
final class SleepModel extends LaneModel {
    private final int rounds;

    SleepModel(Schedule schedule, int rounds, HeapWords.Defect... defects) {
        super(schedule, defects);
        this.rounds = rounds;
    }

    @Override
    protected void run(int rank) {
        Lane lane = lanes.lane(rank);
        lane.open(Signature.of(Signature.Kind.BARRIER), 0);
        for (int round = 1; round <= rounds; round++) {
            if (round % 2 == rank) {
                lane.member().staged(round);
            } else {
                lane.team().expectStaged(round, 1 - rank);
                while (!lane.team().met()) {
                    lane.sleep(1);
                }
            }
        }
    }
}
