package org.tutti.coll;

import org.jspecify.annotations.Nullable;
import org.tutti.segment.Lane;

/** A way to carry out collective operations, offered to each communicator when it is made. */
public interface CollectiveComponent {
    /** {@return its name, as parameters and messages have it} */
    String name();

    /** {@return its priority: of those that offer themselves, the highest is taken} */
    int priority();

    /**
     * Offers itself, or declines.
     *
     * @param size how many ranks the communicator has
     * @param lane its lane for blocking operations, or null where it has no shared memory
     */
    Offer query(int size, @Nullable Lane lane);

    /**
     * An answer, the same on all ranks.
     *
     * @param table the operations, or null where it declines
     * @param reason why it declines, or what it offers
     */
    record Offer(@Nullable CollectiveTable table, String reason) {}
}
