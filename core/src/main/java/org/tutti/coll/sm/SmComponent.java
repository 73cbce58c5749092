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
    public int priority() {
        return 50;
    }

    @Override
    public Offer query(int size, @Nullable Lane lane) {
        if (lane == null) {
            return new Offer(null, "the ranks share no memory");
        }
        return new Offer(new SmCollectives(lane), "shared memory");
    }
}
