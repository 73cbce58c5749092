package org.tutti.memory;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;

/**
 * Memory for a program: a range of a mapped file, mapped once more. When it is closed, whoever still touches it gets an exception, and
 * no other's data.
 */
public final class SharedWindow implements AutoCloseable {
    private static final int PAGE_BYTES = 4096;

    private final long offset;
    private final Arena lifetime;
    private final MemorySegment memory;

    private SharedWindow(long offset, Arena lifetime, MemorySegment memory) {
        this.offset = offset;
        this.lifetime = lifetime;
        this.memory = memory;
    }

    /** {@return a range of a file, all zero from now on} */
    static SharedWindow of(FileChannel channel, long offset, long bytes) throws IOException {
        Arena lifetime = Arena.ofShared();
        try {
            MemorySegment memory = channel.map(MapMode.READ_WRITE, offset, bytes, lifetime);
            memory.fill((byte) 0);
            return new SharedWindow(offset, lifetime, memory);
        } catch (IOException | RuntimeException e) {
            lifetime.close();
            throw e;
        }
    }

    /** {@return memory of this process alone, for a rank that has nobody to share it with} */
    public static SharedWindow own(long bytes) {
        Arena lifetime = Arena.ofShared();
        try {
            return new SharedWindow(0, lifetime, lifetime.allocate(bytes, PAGE_BYTES));
        } catch (OutOfMemoryError e) {
            lifetime.close();
            throw new TuttiException(
                    ErrorCode.MEMORY_FULL,
                    "this process has no memory: wanted=" + bytes + ": " + e.getMessage(),
                    -1,
                    e);
        }
    }

    /** {@return the memory} */
    public MemorySegment memory() {
        return memory;
    }

    /** {@return where it begins in the file} */
    public long offset() {
        return offset;
    }

    /** {@return how long it is} */
    public long bytes() {
        return memory.byteSize();
    }

    /** {@return the address of a byte of a buffer in this process, or 0 where it has none: on the heap} */
    public static long addressOf(Object buffer, long position) {
        return buffer instanceof MemorySegment segment && segment.isNative() ? segment.address() + position : 0;
    }

    /** {@return where bytes lie in the file that begin at an address, or 0 where they are not all in the window} */
    public long offsetOf(long address, long bytes) {
        long from = address - memory.address();
        return from >= 0 && from <= memory.byteSize() - bytes ? offset + from : 0;
    }

    /** Throws, and does nothing, while the program has lent the memory to the system, as to a channel that reads into it. */
    @Override
    public void close() {
        try {
            lifetime.close();
        } catch (IllegalStateException e) {
            throw new TuttiException(ErrorCode.BAD_SEGMENT, "the memory is in use: " + e.getMessage(), -1, e);
        }
    }
}
