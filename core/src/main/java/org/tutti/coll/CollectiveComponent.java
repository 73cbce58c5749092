package org.tutti.coll;

import org.jspecify.annotations.Nullable;
import org.tutti.segment.Lane;

/** A way to carry out collective operations, offered to each communicator when it is made. */
public interface CollectiveComponent {
    /** {@return its name, as parameters and messages have it} */
    String name();

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
     * @param priority of those that offer themselves, the highest is taken
     * @param reason why it declines, or what it offers
     */
    record Offer(@Nullable CollectiveTable table, int priority, String reason) {
        /** {@return a refusal} */
        public static Offer declined(String reason) {
            return new Offer(null, 0, reason);
        }
    }
}
