package org.tutti.launcher;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How much of a job that is started is told. */
enum Details {
    /** Nothing. */
    NONE,
    /** On which processors each rank runs. */
    PLACES,
    /** All: where the arena is too, and what each rank is started with. */
    ALL;

    /** {@return what is told of each rank that is started, or null} */
    @Nullable
    Consumer<StartedRank> to(Consumer<String> messages) {
        return switch (this) {
            case NONE -> null;
            case PLACES -> rank -> messages.accept(rank.placed());
            case ALL -> rank -> messages.accept(rank.toString());
        };
    }
}
