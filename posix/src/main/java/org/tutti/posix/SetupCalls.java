package org.tutti.posix;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.BitSet;

/**
 * The C library's functions that are called once, by whoever sets a job up: apart from {@link Libc}, so that ranks need not
 * look them up. A call that fails returns {@code -errno}.
 */
final class SetupCalls {
    private static final int MFD_CLOEXEC = 1;
    private static final int CALLING_THREAD = 0;
    private static final CFunction MEMFD_CREATE = CFunction.named("memfd_create");
    private static final CFunction SCHED_SETAFFINITY = CFunction.named("sched_setaffinity");

    private SetupCalls() {}

    /** Makes a file of memory; returns its descriptor. */
    static int memfdCreate(String name) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocateFrom(name);
            return MEMFD_CREATE.call(arena.allocate(CFunction.ERRNO), text.address(), MFD_CLOEXEC, 0, text);
        }
    }

    /** Sets on which processors the calling thread, and what it starts, may run. */
    static int setAffinity(BitSet processors) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment mask = arena.allocateFrom(JAVA_LONG, processors.toLongArray());
            return SCHED_SETAFFINITY.call(
                    arena.allocate(CFunction.ERRNO), CALLING_THREAD, mask.byteSize(), mask.address(), mask);
        }
    }
}
