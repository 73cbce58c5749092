package org.tutti.coll.sm;

import org.jspecify.annotations.Nullable;
import org.tutti.coll.CollectiveComponent;
import org.tutti.segment.Lane;

/** Takes communicators whose ranks share memory. */
public final class SmComponent implements CollectiveComponent {
    @Override
    public String name() {
        return "sm";
    }

    @Override
    public Offer query(int size, @Nullable Lane lane) {
        if (lane == null) {
            return Offer.declined("the ranks share no memory");
        }
        int priority = lane.geometry().smPriority();
        return priority < 0
                ? Offer.declined("its priority is below 0: coll.sm.priority=" + priority)
                : new Offer(new SmCollectives(lane), priority, "shared memory");
    }
}
