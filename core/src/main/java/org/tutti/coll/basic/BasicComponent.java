package org.tutti.coll.basic;

import org.tutti.coll.CollectiveComponent;
import org.tutti.coll.CollectiveScope;

/** Takes all communicators whose ranks can pass blocks to each other. */
public final class BasicComponent implements CollectiveComponent {
    private static final int PRIORITY = 10;

    @Override
    public String name() {
        return "basic";
    }

    @Override
    public Offer query(CollectiveScope communicator) {
        return communicator.lane() == null
                ? Offer.declined("the ranks pass no blocks")
                : new Offer(
                        below -> new BasicCollectives(below, communicator),
                        PRIORITY,
                        "linear algorithms, for all ranks");
    }
}
