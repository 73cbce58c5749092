package org.tutti.launcher;

import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.tutti.runtime.ArenaPlan;

/**
 * A job that can be started: all that the command line says, checked.
 *
 * @param name its name
 * @param arena how many ranks there are, and what their arena is like
 * @param start how each rank is started
 * @param output where the ranks' output goes
 * @param binding the processors of each rank, or an empty list where ranks run wherever the launcher may
 * @param timeout how long the job may take, or null
 */
record JobDescription(
        String name,
        ArenaPlan arena,
        IntFunction<RankStart> start,
        OutputStyle output,
        List<BitSet> binding,
        @Nullable Duration timeout) {

    /** {@return how many ranks there are} */
    int ranks() {
        return arena.geometry().ranks();
    }
}
