package org.tutti.coll.sm;

import org.tutti.pattern.Groups;
import org.tutti.segment.Lane;
import org.tutti.segment.Signature;

/** Barrier of some dozens of ranks: leaders tell for their groups. */
final class TwoLevelBarrier extends SmOperation {
    /*
     * 1. When the unit is free, arrive.
     * 2. A leader waits until all of its group have arrived, and says so.
     * 3. Wait until all other leaders have said so.
     *
     * Cost: one line written, by leaders two; a line of each group read by each rank, and by leaders one of each rank of their
     * group; two hops, the first of them inside a group.
     */
    private static final int ARRIVE = 0;
    private static final int LEAD = 1;
    private static final int MEET = 2;

    private final boolean leads;
    private final int[] led;
    private final int[] otherLeaders;

    TwoLevelBarrier(Lane lane, Groups groups) {
        super(lane);
        this.leads = groups.leads(rank);
        this.led = groups.ledBy(rank);
        this.otherLeaders = groups.otherLeaders(rank);
    }

    TwoLevelBarrier start() {
        open(Signature.of(Signature.Kind.BARRIER));
        return this;
    }

    @Override
    public boolean step() {
        // 1.
        if (phase == ARRIVE) {
            if (!lane.unitFree()) {
                return false;
            }
            lane.arrive();
            lane.expectArrivals(led);
            phase = LEAD;
        }
        // 2.
        if (phase == LEAD) {
            if (!lane.arrived()) {
                return false;
            }
            if (leads) {
                lane.fanIn();
            }
            lane.expectFanIns(otherLeaders);
            phase = MEET;
        }
        // 3.
        return lane.allArrived() && done();
    }
}
