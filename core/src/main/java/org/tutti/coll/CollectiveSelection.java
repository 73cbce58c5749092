package org.tutti.coll;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;
import org.tutti.coll.self.SelfComponent;
import org.tutti.coll.sm.SmComponent;
import org.tutti.segment.Lane;

/** Chooses who carries out a communicator's operations: a function of values that are the same on all ranks. */
public final class CollectiveSelection {
    private static final List<CollectiveComponent> COMPONENTS = List.of(new SelfComponent(), new SmComponent());

    private CollectiveSelection() {}

    /** {@return the operations of the component of highest priority that does not decline} */
    public static CollectiveTable select(int size, @Nullable Lane lane) {
        List<String> declined = new ArrayList<>();
        CollectiveTable best = null;
        int highest = Integer.MIN_VALUE;
        for (CollectiveComponent component : COMPONENTS) {
            CollectiveComponent.Offer offer = component.query(size, lane);
            if (offer.table() == null) {
                declined.add(component.name() + ": " + offer.reason());
            } else if (offer.priority() > highest) {
                best = offer.table();
                highest = offer.priority();
            }
        }
        if (best == null) {
            throw new TuttiException(
                    ErrorCode.NO_COMPONENT,
                    "no component takes this communicator: size=" + size + ". They decline: "
                            + String.join("; ", declined));
        }
        return best;
    }
}
