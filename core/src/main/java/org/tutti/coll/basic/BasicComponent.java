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
        if (communicator.lane() == null) {
            return Offer.declined("the ranks pass no blocks");
        }
        return communicator.hasTwoGroups()
                ? new Offer(
                        below -> new InterCollectives(below, communicator), PRIORITY, "linear algorithms, two groups")
                : new Offer(
                        below -> new BasicCollectives(below, communicator),
                        PRIORITY,
                        "linear algorithms, for all ranks");
    }
}
