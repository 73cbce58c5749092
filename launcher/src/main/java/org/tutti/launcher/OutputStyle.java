package org.tutti.launcher;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the ranks' output goes, and what it looks like there.
 *
 * @param tags whether each line is marked with its rank
 * @param times whether each line is marked with the time
 * @param folder where each rank's output is kept in files as well, or null
 * @param onlyFiles whether it goes there alone
 */
record OutputStyle(boolean tags, boolean times, @Nullable Path folder, boolean onlyFiles) {
    /** {@return the launcher's own output, and nothing else} */
    static OutputStyle shown(boolean tags) {
        return new OutputStyle(tags, false, null, false);
    }

    /** {@return whether ranks write to the launcher's own output themselves} */
    boolean isInherited() {
        return !tags && !times && folder == null;
    }
}
