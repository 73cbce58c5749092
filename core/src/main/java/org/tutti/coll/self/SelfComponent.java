package org.tutti.coll.self;

import org.jspecify.annotations.Nullable;
import org.tutti.coll.CollectiveComponent;
import org.tutti.segment.Lane;

/** Takes communicators of one rank. */
public final class SelfComponent implements CollectiveComponent {
    @Override
    public String name() {
        return "self";
    }

    @Override
    public int priority() {
        return 75;
    }

    @Override
    public Offer query(int size, @Nullable Lane lane) {
        return size == 1 ? new Offer(new SelfCollectives(), "one rank") : new Offer(null, "more than one rank");
    }
}
