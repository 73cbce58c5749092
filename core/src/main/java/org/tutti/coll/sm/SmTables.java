package org.tutti.coll.sm;

import org.tutti.coll.BlockTransport;
import org.tutti.coll.CollectiveTable;
import org.tutti.segment.Lane;
import org.tutti.segment.LaneSource;

/** What others may build upon shared memory, whatever components there are. */
public final class SmTables {
    private SmTables() {}

    /** {@return operations over a lane that is open} */
    public static CollectiveTable over(Lane lane) {
        return new SmCollectives(null, LaneSource.of(lane), null);
    }

    /** {@return a transport over a lane, which is opened at the first exchange} */
    public static BlockTransport transport(LaneSource lane, int size) {
        return new SmTransport(lane, size);
    }
}
