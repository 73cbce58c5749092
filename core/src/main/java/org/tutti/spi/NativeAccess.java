package org.tutti.spi;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * What needs a downcall and therefore native access: sleeping on a shared word, waiting in the kernel for the death of a
 * process, memory that belongs to no file system, and binding threads to processors. Found by
 * {@link java.util.ServiceLoader}; without a usable implementation Tutti parks instead of sleeping on a word, learns of
 * deaths through a Unix socket, keeps its arena in a file, and binds nothing.
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

    /** The bit that the kernel sets in a word of {@link #markAtEnd} when the thread has ended. */
    int ENDED = 0x4000_0000;

    /**
     * Lets the kernel mark a word, and wake one thread of any process that sleeps on it, as soon as the calling thread ends, in whatever way:
     * when a process is killed that is before the kernel takes its memory back. A thread has one such word. One that ends on purpose
     * writes 0 to it before.
     *
     * @param memory mapped memory, which stays mapped until the thread ends
     * @param offset byte offset of the 32-bit word
     * @return the value that the thread must write to the word, whereupon the kernel knows it for its own; 0 where the kernel cannot do this
     */
    int markAtEnd(MemorySegment memory, long offset);

    /** {@return a new watch over processes, on which one thread at a time may block} */
    ProcessWatch newProcessWatch();

    /**
     * {@return an empty file of memory, open for reading and writing, that lies in no folder and is limited by no file
     * system's size} It lasts as long as a process has it open or mapped.
     *
     * @param name what {@code /proc/PID/fd} shows, as {@code /memfd:NAME (deleted)}
     * @throws IOException if the kernel refuses
     */
    FileChannel newMemoryFile(String name) throws IOException;

    /**
     * Gives real memory to a range of mapped memory, near the processor that runs this thread, and leaves its content alone.
     *
     * @param memory a mapping of a file, long enough for the range
     * @param offset the first byte, a multiple of the page size
     * @param bytes how many
     * @return whether it was done; false where the kernel cannot do this
     * @throws IOException if there is not enough memory, or room in the file system
     */
    boolean populate(MemorySegment memory, long offset, long bytes) throws IOException;

    /** {@return a copy past the caches, or null where this machine has none} The first call takes some milliseconds. */
    @Nullable
    NontemporalCopy nontemporalCopy();

    /**
     * Binds the calling thread, and with it the processes that it starts from now on, to processors.
     *
     * @param processors their numbers, as the kernel counts them
     * @throws IOException if the kernel refuses, as it does when this process may use none of them
     */
    void bindThread(BitSet processors) throws IOException;
}
