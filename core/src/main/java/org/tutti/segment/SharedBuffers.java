package org.tutti.segment;

import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;
import org.tutti.memory.ElementType;
import org.tutti.memory.SharedWindow;

/**
 * Memory of one rank's pool that its program has been given. Operations find out whether what they are passed lies in it: then the
 * other ranks read it there and no copy is made for them. One thread at a time may allocate and free; several may look.
 */
public final class SharedBuffers {
    /** Of a rank whose memory no other can map. */
    static final SharedBuffers NONE = new SharedBuffers(null, 0);

    private final @Nullable Arena arena;
    private final int rank;
    private volatile SharedWindow[] windows = {};

    SharedBuffers(@Nullable Arena arena, int rank) {
        this.arena = arena;
        this.rank = rank;
    }

    /** {@return memory of so many bytes, at least 1, all zero, that begins at a page} */
    public SharedWindow allocate(long bytes) {
        Arena shared = Objects.requireNonNull(arena);
        long offset = shared.pool(rank).allocate(bytes);
        try {
            SharedWindow window = shared.window(offset, bytes);
            SharedWindow[] more = Arrays.copyOf(windows, windows.length + 1);
            more[windows.length] = window;
            windows = more;
            return window;
        } catch (IOException e) {
            shared.pool(rank).release(offset, bytes);
            throw new TuttiException(
                    ErrorCode.MEMORY_FULL, "shared memory cannot be mapped: bytes=" + bytes + ": " + e, -1, e);
        }
    }

    /**
     * Takes memory back that {@link #allocate} has given.
     *
     * @param reuse whether it may be given out again: nobody reads it any more
     */
    @SuppressWarnings("ReferenceEquality") // this window, not one like it
    public void free(SharedWindow window, boolean reuse) {
        long bytes = window.bytes();
        windows = Arrays.stream(windows).filter(each -> each != window).toArray(SharedWindow[]::new);
        window.close();
        if (reuse) {
            Objects.requireNonNull(arena).pool(rank).release(window.offset(), bytes);
        }
    }

    /**
     * {@return where elements lie in the arena, as other ranks address them, or 0 where they do not, or are not aligned}
     *
     * @param index the first element, counted from the start of the buffer
     */
    public long offsetOf(ElementType type, Object buffer, long index, long count) {
        SharedWindow[] all = windows;
        if (all.length == 0) {
            return 0;
        }
        long address = SharedWindow.addressOf(buffer, type.bytes(index));
        for (SharedWindow window : all) {
            long offset = window.offsetOf(address, type.bytes(count));
            if (offset != 0) {
                return offset % type.bytes(1) == 0 ? offset : 0;
            }
        }
        return 0;
    }
}
