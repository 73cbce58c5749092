package org.tutti.coll.sm;

import org.tutti.coll.CollectiveComponent;
import org.tutti.coll.CollectiveScope;
import org.tutti.segment.LaneSource;

/** Takes communicators whose ranks share memory. */
public final class SmComponent implements CollectiveComponent {
    @Override
    public String name() {
        return "sm";
    }

    @Override
    public Offer query(CollectiveScope communicator) {
        LaneSource lane = communicator.lane();
        if (lane == null) {
            return Offer.declined("the ranks share no memory");
        }
        if (communicator.hasTwoGroups()) {
            return Offer.declined("two groups");
        }
        int priority = communicator.priority(name(), communicator.smPriority());
        return priority < 0
                ? Offer.declined("its priority is below 0: coll.sm.priority=" + priority)
                : new Offer(
                        below -> new SmCollectives(below, lane, communicator.neighbors()), priority, "shared memory");
    }
}
