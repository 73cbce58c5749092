package org.tutti.launcher;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a command line written for another launcher says that has no effect here; it is told in one line. */
final class Ignored {
    private final Set<String> options = new LinkedHashSet<>();

    /** Adds an option, as it was given. */
    void add(String option) {
        options.add(option);
    }

    /** {@return what was ignored, or null where nothing was} */
    @Nullable
    String message() {
        return options.isEmpty() ? null : "ignored, without effect here: " + String.join(", ", options);
    }
}
