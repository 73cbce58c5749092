package org.tutti.memory;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.tutti.spi.NativeAccess;

/**
 * A file mapped whole, once. The file is sparse: a range must be {@linkplain #reserve reserved} before it is touched, or
 * a full file system would show itself as a fault at some later access.
 */
public final class SharedMapping implements AutoCloseable {
    private static final int ZEROS = 1 << 16;

    private final FileChannel channel;
    private final Arena lifetime;
    private final MemorySegment memory;

    private SharedMapping(FileChannel channel, MapMode mode, long bytes) throws IOException {
        this.channel = channel;
        this.lifetime = Arena.ofShared();
        this.memory = channel.map(mode, 0, bytes, lifetime);
    }

    /**
     * Maps the first {@code bytes} of an open file, which grows to that size, sparsely.
     *
     * @param channel open for reading and writing; closed with the mapping, and at once where mapping fails
     */
    public static SharedMapping of(FileChannel channel, long bytes) throws IOException {
        return of(channel, MapMode.READ_WRITE, bytes);
    }

    /** Maps the first {@code bytes} of a file, which has so many, to look at them. */
    public static SharedMapping readOnly(Path file, long bytes) throws IOException {
        return of(FileChannel.open(file, StandardOpenOption.READ), MapMode.READ_ONLY, bytes);
    }

    private static SharedMapping of(FileChannel channel, MapMode mode, long bytes) throws IOException {
        try {
            return new SharedMapping(channel, mode, bytes);
        } catch (IOException e) {
            channel.close();
            throw new IOException(
                    "cannot map " + bytes + " bytes: " + e.getMessage()
                            + ". Raise the limits of address space and file size (ulimit -v, ulimit -f), or lower --set"
                            + " arena.size",
                    e);
        } catch (RuntimeException | Error e) {
            channel.close();
            throw e;
        }
    }

    /** Opens an existing file for {@link #of}. */
    public static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /**
     * Makes the system give real memory for a range that nothing has written yet, near the processor that runs this thread:
     * by the kernel's means for that where it has them, else by writing zeros through the file.
     *
     * @param offset a multiple of the page size
     */
    public void reserve(long offset, long bytes, @Nullable NativeAccess nativeAccess) throws IOException {
        if (nativeAccess == null || !nativeAccess.populate(memory, offset, bytes)) {
            writeZeros(offset, bytes);
        }
    }

    private void writeZeros(long offset, long bytes) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocateDirect((int) Math.min(ZEROS, bytes));
        for (long done = 0; done < bytes; ) {
            zeros.clear().limit((int) Math.min(ZEROS, bytes - done));
            done += channel.write(zeros, offset + done);
        }
    }

    /** {@return a range, mapped once more and zero from now on, which must have been {@linkplain #reserve reserved}} */
    public SharedWindow window(long offset, long bytes) throws IOException {
        return SharedWindow.of(channel, offset, bytes);
    }

    /** {@return the same, as a segment that is unmapped when nothing of it can be reached any more} */
    public Object automatic(long offset, long bytes) throws IOException {
        return channel.map(MapMode.READ_WRITE, offset, bytes, Arena.ofAuto()).fill((byte) 0);
    }

    /** {@return the mapped memory} */
    public MemorySegment memory() {
        return memory;
    }

    /** Unmaps. No thread may touch the memory any more. */
    @Override
    public void close() throws IOException {
        lifetime.close();
        channel.close();
    }
}
