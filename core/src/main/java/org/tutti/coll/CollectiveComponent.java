package org.tutti.coll;

import org.jspecify.annotations.Nullable;

/** A way to carry out collective operations, offered to each communicator when it is made. */
public interface CollectiveComponent {
    /** {@return its name, as parameters and messages have it} */
    String name();

    /** {@return its offer for a communicator, which must be the same on all ranks} */
    Offer query(CollectiveScope communicator);

    /**
     * An answer, the same on all ranks.
     *
     * @param module the operations, or null where it declines
     * @param priority modules of higher priority replace the operations of those below them
     * @param reason why it declines, or what it offers
     */
    record Offer(@Nullable CollectiveModule module, int priority, String reason) {
        /** {@return a refusal} */
        public static Offer declined(String reason) {
            return new Offer(null, 0, reason);
        }
    }
}
