package org.tutti.testkit;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.tutti.Communicator;
import org.tutti.Datatype;

/**
 * Where the segments of one call lie that are not on the heap, for as long as the call. What a communicator has allocated for them
 * stays for the next call.
 */
public final class SegmentSpace implements AutoCloseable {
    private static final long LEAST_BYTES = 1 << 18;
    private static final int ALIGNMENT = 64;

    private static final Map<Communicator, MemorySegment> SHARED = Collections.synchronizedMap(new WeakHashMap<>());

    private final Communicator communicator;
    private final Arena arena = Arena.ofConfined();
    private long used;

    /** A space for one call of a rank. */
    public SegmentSpace(Communicator communicator) {
        this.communicator = communicator;
    }

    /** {@return memory of this process} */
    MemorySegment own(long bytes) {
        return arena.allocate(bytes, Long.BYTES);
    }

    /** {@return memory that the other ranks can read} */
    MemorySegment shared(long bytes) {
        MemorySegment all = SHARED.get(communicator);
        if (all == null || used + bytes > all.byteSize()) {
            all = communicator.allocate(Datatype.BYTE, Math.max(LEAST_BYTES, 4 * bytes));
            SHARED.put(communicator, all);
            used = 0;
        }
        MemorySegment part = all.asSlice(used, bytes);
        used += (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        return part;
    }

    @Override
    public void close() {
        arena.close();
    }
}
