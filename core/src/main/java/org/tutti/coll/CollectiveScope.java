package org.tutti.coll;

import org.jspecify.annotations.Nullable;
import org.tutti.segment.Lane;
import org.tutti.segment.LaneSource;

/**
 * A communicator as components see it.
 *
 * @param name what messages call it
 * @param size how many ranks it has
 * @param lane has its lane for blocking operations, whose opening takes shared memory; null where the ranks share none
 * @param priority the priority of the component for shared memory, as the parameters have it
 * @param neighbors with whom this rank exchanges in neighborhood collectives; null where there is no topology that tells
 */
public record CollectiveScope(
        String name,
        int size,
        @Nullable LaneSource lane,
        int priority,
        @Nullable Neighbors neighbors) {
    /** {@return a communicator of one rank} */
    public static CollectiveScope alone(String name) {
        return new CollectiveScope(name, 1, null, 0, null);
    }

    /** {@return a communicator whose lane is open} */
    public static CollectiveScope of(String name, Lane lane) {
        return new CollectiveScope(
                name, lane.size(), LaneSource.of(lane), lane.geometry().smPriority(), null);
    }
}
