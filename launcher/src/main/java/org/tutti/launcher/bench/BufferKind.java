package org.tutti.launcher.bench;

import java.util.Locale;

/** What the elements are in. */
public enum BufferKind {
    /** An array of floats. */
    ARRAY,
    /** A memory segment that is not on the heap. */
    SEGMENT;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
