package org.tutti.coll;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;
import org.tutti.coll.sm.SmTables;
import org.tutti.segment.Geometry;
import org.tutti.segment.Lane;
import org.tutti.segment.LaneSource;

/**
 * A communicator as components see it.
 *
 * @param name what messages call it
 * @param size how many ranks it has
 * @param firstGroup how many of them its first group has: all, but in an intercommunicator
 * @param lane has its lane for blocking operations, whose opening takes shared memory; null where the ranks share none
 * @param smPriority the priority of the component for shared memory, as the parameters have it
 * @param components which components may be chosen, as the parameters have it
 * @param hints what goes with the communicator: hints that begin with {@code coll} are the same on all ranks
 * @param neighbors with whom this rank exchanges in neighborhood collectives; null where there is no topology that tells
 */
public record CollectiveScope(
        String name,
        int size,
        int firstGroup,
        @Nullable LaneSource lane,
        int smPriority,
        String components,
        Map<String, String> hints,
        @Nullable Neighbors neighbors) {
    private static final int MOST_PRIORITY = 1000;

    /** {@return a communicator of one rank} */
    public static CollectiveScope alone(String name) {
        return new CollectiveScope(name, 1, 1, null, 0, Geometry.ALL_COMPONENTS, Map.of(), null);
    }

    /** {@return a communicator whose lane is open} */
    public static CollectiveScope of(String name, Lane lane) {
        return of(name, lane.size(), LaneSource.of(lane), lane.geometry(), Map.of());
    }

    /** {@return a communicator of an arena with this geometry} */
    public static CollectiveScope of(
            String name, int size, @Nullable LaneSource lane, Geometry geometry, Map<String, String> hints) {
        return new CollectiveScope(name, size, size, lane, geometry.smPriority(), geometry.components(), hints, null);
    }

    /** {@return a communicator that is not there yet: what would be chosen for it can be told, and nothing else} */
    public static CollectiveScope planned(String name, int size, Geometry geometry, Map<String, String> hints) {
        return of(name, size, LaneSource.NONE, geometry, hints);
    }

    /** {@return this communicator with neighbors} */
    public CollectiveScope with(@Nullable Neighbors others) {
        return new CollectiveScope(name, size, firstGroup, lane, smPriority, components, hints, others);
    }

    /** {@return this communicator with the groups of one of its members} */
    public CollectiveScope with(Membership member) {
        int first = member.first() == 0 ? member.size() : member.peers();
        return new CollectiveScope(name, size, first, lane, smPriority, components, hints, neighbors);
    }

    /** {@return whether it has one rank and nothing that others could use: nobody chooses who takes it} */
    boolean isAlone() {
        return size == 1 && lane == null;
    }

    /** {@return whether it is an intercommunicator} */
    public boolean hasTwoGroups() {
        return firstGroup != size;
    }

    /** {@return the priority of a component: that of the hint {@code coll.NAME.priority} or, where there is none, another} */
    public int priority(String component, int otherwise) {
        String hint = hints.isEmpty() ? null : hints.get(ComponentFilter.NAME + "." + component + ".priority");
        return hint == null ? otherwise : parsed(component, hint);
    }

    private static int parsed(String component, String hint) {
        try {
            int priority = Integer.parseInt(hint);
            if (priority >= -1 && priority <= MOST_PRIORITY) {
                return priority;
            }
        } catch (NumberFormatException e) {
            // reported below, with the legal range
        }
        throw new TuttiException(
                ErrorCode.BAD_PARAMETER,
                "must be a whole number from -1 to " + MOST_PRIORITY + ": " + ComponentFilter.NAME + "." + component
                        + ".priority=" + hint);
    }

    /**
     * {@return a new transport of blocks between the ranks, or null where they have none} It takes shared memory at its first
     * exchange.
     */
    public @Nullable BlockTransport transport() {
        return lane == null ? null : SmTables.transport(lane, size);
    }

    /** {@return which components may be chosen: as the hint says or, where there is none, the parameter} */
    ComponentFilter filter() {
        return ComponentFilter.of(hints.getOrDefault(ComponentFilter.NAME, components));
    }
}
