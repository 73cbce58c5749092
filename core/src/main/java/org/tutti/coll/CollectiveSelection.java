package org.tutti.coll;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;
import org.tutti.coll.self.SelfComponent;
import org.tutti.coll.sm.SmComponent;

/** Chooses who carries out a communicator's operations: a function of values that are the same on all ranks. */
public final class CollectiveSelection {
    private static final List<CollectiveComponent> COMPONENTS = List.of(new SelfComponent(), new SmComponent());

    private CollectiveSelection() {}

    /** {@return a number that is the same on all ranks that have the same components} */
    public static long digest() {
        long digest = 0;
        for (CollectiveComponent component : COMPONENTS) {
            digest = 31 * digest + component.name().hashCode();
        }
        return digest;
    }

    private record Taken(CollectiveModule module, int priority) {}

    /** {@return the operations of the components that do not decline, those of higher priority in place of those of lower} */
    public static CollectiveTable select(CollectiveScope communicator) {
        List<String> declined = new ArrayList<>();
        List<Taken> taken = new ArrayList<>();
        for (CollectiveComponent component : COMPONENTS) {
            CollectiveComponent.Offer offer = component.query(communicator);
            if (offer.module() == null) {
                declined.add(component.name() + ": " + offer.reason());
            } else {
                taken.add(new Taken(offer.module(), offer.priority()));
            }
        }
        taken.sort(Comparator.comparingInt(Taken::priority));
        CollectiveTable table = null;
        for (Taken each : taken) {
            table = each.module().over(table);
        }
        if (table == null) {
            throw new TuttiException(
                    ErrorCode.NO_COMPONENT,
                    "no component takes this communicator: name=" + communicator.name() + ", size="
                            + communicator.size() + ". They decline: " + String.join("; ", declined));
        }
        return table;
    }
}
