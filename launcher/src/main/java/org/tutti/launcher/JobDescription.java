package org.tutti.launcher;

import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.tutti.runtime.ArenaPlan;

/**
 * A job that can be started: all that the command line says, checked.
 *
 * @param name its name
 * @param arena how many ranks there are, and what their arena is like
 * @param command the command line of each rank
 * @param variables the environment variables that are set for every rank, beside those that tell the ranks apart
 * @param folder where the ranks run, or null for the launcher's folder
 * @param tagOutput whether lines are marked with their rank
 * @param binding the processors of each rank, or an empty list where ranks run wherever the launcher may
 * @param timeout how long the job may take, or null
 */
record JobDescription(
        String name,
        ArenaPlan arena,
        IntFunction<List<String>> command,
        Map<String, String> variables,
        @Nullable Path folder,
        boolean tagOutput,
        List<BitSet> binding,
        @Nullable Duration timeout) {

    /** {@return how many ranks there are} */
    int ranks() {
        return arena.geometry().ranks();
    }
}
