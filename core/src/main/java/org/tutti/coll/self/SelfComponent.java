package org.tutti.coll.self;

import org.jspecify.annotations.Nullable;
import org.tutti.coll.CollectiveComponent;
import org.tutti.segment.Lane;

/** Takes communicators of one rank. */
public final class SelfComponent implements CollectiveComponent {
    /** Above every priority that can be set. */
    private static final int PRIORITY = 1000;

    @Override
    public String name() {
        return "self";
    }

    @Override
    public Offer query(int size, @Nullable Lane lane) {
        return size == 1
                ? new Offer(new SelfCollectives(), PRIORITY, "one rank")
                : Offer.declined("more than one rank");
    }
}
