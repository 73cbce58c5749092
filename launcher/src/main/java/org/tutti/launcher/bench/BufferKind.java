package org.tutti.launcher.bench;

import java.util.Locale;

/** What the elements are in. */
public enum BufferKind {
    /** An array. One of another kind than float is passed as the segment that it is. */
    ARRAY,
    /** A memory segment that is not on the heap. */
    SEGMENT,
    /** A memory segment that the communicator has allocated: other ranks can read it. */
    SHARED,
    /** What a program in C allocates. */
    MALLOC,
    /** What the machine itself would take: nothing that a program passes. */
    FLOOR;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
