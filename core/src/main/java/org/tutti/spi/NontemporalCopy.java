package org.tutti.spi;

import java.lang.foreign.MemorySegment;

/**
 * A copy whose stores go past the processor's caches: lines that another core holds are overwritten without being fetched from there first.
 *
 * <p>When it returns, what it has written is ordered before all that the calling thread writes afterwards, as if by plain stores: a release
 * publishes it.
 */
@FunctionalInterface
public interface NontemporalCopy {
    /**
     * Copies bytes.
     *
     * @param from memory that is not on the heap
     * @param fromOffset where it begins there, with any alignment
     * @param to likewise, and it does not overlap
     * @param toOffset where it begins there, with any alignment
     * @param bytes how many; a JVM that wants to collect garbage waits for the end, so they shall be few
     * @throws IndexOutOfBoundsException if either of them has not so many there
     * @throws IllegalStateException if either of them is unmapped
     */
    void copy(MemorySegment from, long fromOffset, MemorySegment to, long toOffset, long bytes);
}
