package org.tutti.segment;

import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;
import org.tutti.memory.AutomaticWindow;
import org.tutti.memory.ElementType;
import org.tutti.memory.SharedMapping;
import org.tutti.memory.SharedWindow;

/**
 * Memory of one rank's pool that its program has been given. Operations find out whether what they are passed lies in it: then the
 * other ranks read it there and no copy is made for them. One thread at a time may allocate and free; several may look.
 */
public class SharedBuffers {
    /** Each is a mapping, of which a process may not have very many, and is looked at where a long message begins. */
    private static final int MOST_AUTOMATIC = 1024;

    /** Of a rank whose memory no other can map. */
    static final SharedBuffers NONE = new SharedBuffers(null, null);

    private final @Nullable SharedMapping mapping;
    private final @Nullable Pool pool;
    private volatile SharedWindow[] windows = {};
    private volatile AutomaticWindow[] automatics = {};

    /** None yet, of a pool that lies in a mapping. */
    SharedBuffers(@Nullable SharedMapping mapping, @Nullable Pool pool) {
        this.mapping = mapping;
        this.pool = pool;
    }

    private Pool pool() {
        return Objects.requireNonNull(pool);
    }

    /** {@return memory of so many bytes, at least 1, all zero, that begins at a page} */
    public SharedWindow allocate(long bytes) {
        long offset = pool().allocate(bytes);
        try {
            SharedWindow window = Objects.requireNonNull(mapping).window(offset, bytes);
            SharedWindow[] more = Arrays.copyOf(windows, windows.length + 1);
            more[windows.length] = window;
            windows = more;
            return window;
        } catch (IOException e) {
            pool().release(offset, bytes);
            throw cannotMap(bytes, e);
        }
    }

    /**
     * {@return the same, which is unmapped when nothing of it can be reached any more} It is refused where others would have too little
     * left.
     *
     * @param whenGone is told of that, on a thread of its own, and {@linkplain #forget returns} the range
     */
    public Object allocateAutomatic(long bytes, Consumer<AutomaticWindow> whenGone) {
        requireRoomFor(bytes);
        long offset = pool().allocate(bytes);
        try {
            Object memory = Objects.requireNonNull(mapping).automatic(offset, bytes);
            AutomaticWindow[] more = Arrays.copyOf(automatics, automatics.length + 1);
            more[automatics.length] = AutomaticWindow.of(offset, memory, whenGone);
            automatics = more;
            return memory;
        } catch (IOException | OutOfMemoryError e) {
            pool().release(offset, bytes); // nobody has got what may be mapped there
            throw cannotMap(bytes, e);
        }
    }

    private void requireRoomFor(long bytes) {
        boolean areMany = automatics.length == MOST_AUTOMATIC;
        if (areMany || !pool().hasRoomFor(bytes)) {
            throw new TuttiException(
                    ErrorCode.POOL_FULL,
                    (areMany
                                    ? "this rank has " + MOST_AUTOMATIC + " pieces of such memory already"
                                    : "this would be more than half of what is left for this rank")
                            + ": wanted=" + bytes + " bytes");
        }
    }

    private static TuttiException cannotMap(long bytes, Throwable e) {
        return new TuttiException(
                ErrorCode.MEMORY_FULL, "shared memory cannot be mapped: wanted=" + bytes + ": " + e, -1, e);
    }

    /**
     * Takes memory back that {@link #allocateAutomatic} has given, and that nobody can reach any more.
     *
     * @param reuse whether it may be given out again: nobody reads it any more
     */
    @SuppressWarnings("ReferenceEquality") // this window, not one like it
    public void forget(AutomaticWindow window, boolean reuse) {
        automatics = Arrays.stream(automatics).filter(each -> each != window).toArray(AutomaticWindow[]::new);
        if (reuse) {
            pool().release(window.offset(), window.bytes());
        }
    }

    /**
     * Takes memory back that {@link #allocate} has given. Throws, and takes nothing, while the program has lent it to the system, as
     * to a channel that reads into it.
     *
     * @param reuse whether it may be given out again: nobody reads it any more
     */
    @SuppressWarnings("ReferenceEquality") // this window, not one like it
    public void free(SharedWindow window, boolean reuse) {
        SharedWindow[] before = windows;
        long bytes = window.bytes();
        windows = Arrays.stream(before).filter(each -> each != window).toArray(SharedWindow[]::new);
        try {
            window.close();
        } catch (TuttiException e) {
            windows = before;
            throw e;
        }
        if (reuse) {
            pool().release(window.offset(), bytes);
        }
    }

    /** Unmaps what {@link #allocate} has given and has not come back, but for what is lent to the system. Other mappings stay. */
    void close() {
        for (SharedWindow window : windows) {
            try {
                window.close();
            } catch (TuttiException e) {
                // it stays the program's
            }
        }
        windows = new SharedWindow[0];
    }

    /**
     * {@return where elements lie in the arena, as other ranks address them, or 0 where they do not, or are not aligned}
     *
     * @param index the first element, counted from the start of the buffer
     */
    public long offsetOf(ElementType type, Object buffer, long index, long count) {
        SharedWindow[] all = windows;
        if (all.length == 0 && automatics.length == 0) {
            return 0;
        }
        long address = SharedWindow.addressOf(buffer, type.bytes(index));
        if (address == 0) {
            return 0;
        }
        long offset = offsetOf(all, address, type.bytes(count));
        if (offset == 0) {
            offset = offsetOfAutomatic(buffer, address, type.bytes(count));
        }
        return offset % type.bytes(1) == 0 ? offset : 0;
    }

    private static long offsetOf(SharedWindow[] all, long address, long bytes) {
        for (SharedWindow window : all) {
            long offset = window.offsetOf(address, bytes);
            if (offset != 0) {
                return offset;
            }
        }
        return 0;
    }

    private long offsetOfAutomatic(Object buffer, long address, long bytes) {
        for (AutomaticWindow window : automatics) {
            long offset = window.offsetOf(buffer, address, bytes);
            if (offset != 0) {
                return offset;
            }
        }
        return 0;
    }
}
