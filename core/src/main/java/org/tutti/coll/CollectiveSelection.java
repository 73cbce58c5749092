package org.tutti.coll;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tutti.ErrorClass;
import org.tutti.TuttiException;
import org.tutti.coll.self.SelfComponent;
import org.tutti.coll.sm.SmComponent;
import org.tutti.segment.Lane;

/** Chooses who carries out a communicator's operations: a function of values that are the same on all ranks. */
public final class CollectiveSelection {
    private static final List<CollectiveComponent> COMPONENTS =
            List.<CollectiveComponent>of(new SelfComponent(), new SmComponent()).stream()
                    .sorted(Comparator.comparingInt(CollectiveComponent::priority)
                            .reversed())
                    .toList();

    private CollectiveSelection() {}

    /** {@return the operations of the component of highest priority that does not decline} */
    public static CollectiveTable select(int size, @Nullable Lane lane) {
        StringBuilder declined = new StringBuilder();
        for (CollectiveComponent component : COMPONENTS) {
            CollectiveComponent.Offer offer = component.query(size, lane);
            CollectiveTable table = offer.table();
            if (table != null) {
                return table;
            }
            declined.append(' ')
                    .append(component.name())
                    .append(": ")
                    .append(offer.reason())
                    .append('.');
        }
        throw new TuttiException(
                ErrorClass.INTERN, "no component takes this communicator: size=" + size + "." + declined);
    }
}
