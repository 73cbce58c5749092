package org.tutti.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one rank is started.
 *
 * @param command its command line
 * @param variables the environment variables that are set for it, beside Tutti's own
 * @param folder where it runs, or null for the launcher's folder
 */
record RankStart(
        List<String> command,
        Map<String, String> variables,
        @Nullable Path folder) {
    /** {@return the folder that -wdir gives, or null where it gives none} */
    static @Nullable Path folder(@Nullable Path given) throws LaunchException {
        if (given != null && !Files.isDirectory(given)) {
            throw LaunchException.usage("there is no such folder: -wdir " + given);
        }
        return given;
    }
}
