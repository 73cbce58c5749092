package org.tutti;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tutti.memory.SharedWindow;

/** The memory that a communicator gives to its program: other ranks can read it, so operations on it copy less. */
abstract class Allocations extends NeighborAlltoallvs {
    /** More than any machine has, and so little that sizes which are rounded up do not overflow. */
    private static final long MOST_BYTES = Long.MAX_VALUE / 2;

    private final List<SharedWindow> allocated = new ArrayList<>();

    Allocations(Foundation foundation) {
        super(foundation);
    }

    /**
     * {@return memory for so many items, all zero, that the other ranks of the job on this machine can read} Operations take it, or a
     * slice of it, like any other segment, on any communicator and with any datatype. Where messages are long the others read
     * what this rank passes where it lies, instead of a copy of it; the results are the same, bit by bit. So a send of more than
     * {@code p2p.shared_max}, 12 KiB, is done when its receiver has read it. Each rank chooses for itself. Its direct buffers are
     * {@code memory.asByteBuffer().order(ByteOrder.nativeOrder())} and the views of that.
     *
     * <p>The memory begins at a page, comes from this rank's part of the arena ({@code arena.size}), and is this rank's until it
     * {@linkplain #free frees} it or closes the communicator. After that any access to it throws. No other rank takes part.
     *
     * <p>Example: {@code examples/Allocate.java}. MPI standard: 9.2, MPI_ALLOC_MEM; 12.2.3, MPI_WIN_ALLOCATE_SHARED has a similar one.
     *
     * @param type what the items are
     * @param count how many there are, 0 or more
     * @throws TuttiException of class COUNT or TYPE for bad arguments, of class NO_SPACE where there is not so much memory; then the
     *     job goes on
     */
    public MemorySegment allocate(Datatype type, long count) {
        requireOpen();
        DatatypeArguments.requireType(type);
        DatatypeArguments.requireCount(count, "count");
        SharedWindow window = household.allocate(bytes(type, count));
        allocated.add(window);
        return window.memory();
    }

    /** {@return how many bytes so many items take, at least 1} */
    static long bytes(Datatype type, long count) {
        long item = Math.max(1, Math.max(type.extent(), type.trueLowerBound() + type.trueExtent()));
        if (count > MOST_BYTES / item) {
            throw new TuttiException(
                    ErrorCode.POOL_FULL, "there is not so much memory: count=" + count + ", type=" + type);
        }
        return Math.max(1, count) * item;
    }

    /**
     * Gives memory back that this communicator has {@linkplain #allocate allocated}, as it was given and no slice of it. No operation
     * may be using it. Any later access to it throws.
     *
     * <p>MPI standard: 9.2, MPI_FREE_MEM.
     *
     * @throws TuttiException of class BUFFER where it is no such memory, has been given back already, or is lent to the system, as to a
     *     channel that reads into it
     */
    public void free(MemorySegment memory) {
        requireOpen();
        SharedWindow window = requireAllocated(memory);
        household.free(window);
        allocated.remove(window);
    }

    private SharedWindow requireAllocated(@Nullable MemorySegment memory) {
        if (memory == null) {
            throw SegmentArguments.missing("memory");
        }
        return allocated.stream()
                .filter(window -> window.memory().equals(memory))
                .findFirst()
                .orElseThrow(() -> new TuttiException(
                        ErrorCode.BAD_SEGMENT,
                        "this is not a segment that the communicator has allocated, or it has been freed: memory="
                                + memory));
    }

    /** Gives all memory back but what is lent to the system, which stays the program's. */
    final void freeAll() {
        for (SharedWindow window : allocated) {
            try {
                household.free(window);
            } catch (TuttiException e) {
                // a communicator that is closed has nobody to tell
            }
        }
        allocated.clear();
    }
}
