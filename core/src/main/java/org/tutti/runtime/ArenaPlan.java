package org.tutti.runtime;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tutti.segment.Geometry;

/**
 * Where the arena of a job that is about to start will be, and how large. Made by whoever will make the arena, so that all
 * ranks have the same.
 *
 * @param geometry the sizes and the mode
 * @param folder where the arena's file is made, or null for a file of memory that lies in no folder
 * @param onDisk whether the kernel writes the arena to a disk now and then
 * @param where the place, for a person
 * @param refused the places that would have come before, and what they lack, for a person
 */
public record ArenaPlan(Geometry geometry, @Nullable Path folder, boolean onDisk, String where, List<String> refused) {

    /** {@return the plan in a line, e.g. {@code the arena of 2 ranks, 4.1 MiB, is in /dev/shm}} */
    @Override
    public String toString() {
        return "the arena of " + geometry.ranks() + " ranks, "
                + FolderStore.mebibytes(geometry.worldBytes()) + " with a ring of "
                + (geometry.ringBytes() >> 10) + " KiB each, is in " + where;
    }

    /** Tells the user what to know even if nobody asks. */
    public void warn() {
        if (onDisk) {
            String why = refused.isEmpty() ? "" : ". Not in " + String.join("; not in ", refused);
            System.err.println(
                    "tutti: warning: " + this + ", on a disk: slower than memory" + why + ". " + ArenaPlanner.ADVICE);
        }
    }
}
