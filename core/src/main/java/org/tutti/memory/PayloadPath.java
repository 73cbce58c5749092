package org.tutti.memory;

/** How payload gets to places in shared memory that are read by the same ranks, as all of one ring are. */
@FunctionalInterface
public interface PayloadPath {
    /** Copies elements of an array or a segment to an offset, as {@link Words#copyIn} does; of long ones it finds out how that is fast. */
    void copyIn(ElementType type, Object buffer, long index, long offset, int count);
}
