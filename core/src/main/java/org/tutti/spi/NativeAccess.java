package org.tutti.spi;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * What needs a downcall and therefore native access: sleeping on a shared word, and waiting in the kernel for the death
 * of a process. Found by {@link java.util.ServiceLoader}; without a usable implementation Tutti parks instead of
 * sleeping on a word and learns of deaths through a Unix socket.
 */
public interface NativeAccess {
    /** {@return why this implementation cannot be used here, or null when it can} Never throws, never warns. */
    @Nullable
    String unavailable();

    /**
     * Sleeps until {@link #wake} is called on the same word, the word is found to differ from {@code expected}, or the
     * time is over; spurious returns are allowed. The word may be shared between processes.
     *
     * @param memory mapped memory
     * @param offset byte offset of a 32-bit word in native byte order, a multiple of 4
     * @param expected the value with which sleeping makes sense
     * @param nanos the longest sleep, in nanoseconds
     */
    void sleepWhile(MemorySegment memory, long offset, int expected, long nanos);

    /**
     * Wakes all threads of all processes that sleep on a word.
     *
     * @param memory mapped memory
     * @param offset byte offset of the 32-bit word
     */
    void wake(MemorySegment memory, long offset);

    /** {@return a new watch over processes, on which one thread at a time may block} */
    ProcessWatch newProcessWatch();
}
