package org.tutti.coll.self;

import org.tutti.coll.CollectiveComponent;
import org.tutti.coll.CollectiveScope;

/** Takes communicators of one rank. */
public final class SelfComponent implements CollectiveComponent {
    /** Above every priority that can be set. */
    private static final int PRIORITY = 1000;

    @Override
    public String name() {
        return "self";
    }

    @Override
    public Offer query(CollectiveScope communicator) {
        return communicator.size() == 1
                ? new Offer(below -> new SelfCollectives(below, communicator.neighbors()), PRIORITY, "one rank")
                : Offer.declined("more than one rank");
    }
}
