package org.tutti.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.BitSet;

/**
 * The C library's functions that are called once, by whoever sets a job up: apart from {@link Libc}, so that ranks need not
 * link them. A call that fails returns {@code -errno}.
 */
final class SetupCalls {
    private static final int MFD_CLOEXEC = 1;
    private static final int CALLING_THREAD = 0;
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");

    private static final MethodHandle MEMFD_CREATE =
            Libc.function("memfd_create", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT), ERRNO);
    private static final MethodHandle SCHED_SETAFFINITY =
            Libc.function("sched_setaffinity", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS), ERRNO);

    private SetupCalls() {}

    /** Makes a file of memory; returns its descriptor. */
    static int memfdCreate(String name) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(Linker.Option.captureStateLayout());
            int result = (int) MEMFD_CREATE.invokeExact(errno, arena.allocateFrom(name), MFD_CLOEXEC);
            return result < 0 ? -errno.get(JAVA_INT, 0) : result;
        } catch (Throwable failure) {
            throw Libc.unchecked(failure);
        }
    }

    /** Sets on which processors the calling thread, and what it starts, may run. */
    static int setAffinity(BitSet processors) {
        long[] words = processors.toLongArray();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(Linker.Option.captureStateLayout());
            MemorySegment mask = arena.allocateFrom(JAVA_LONG, words);
            int result = (int) SCHED_SETAFFINITY.invokeExact(errno, CALLING_THREAD, mask.byteSize(), mask);
            return result < 0 ? -errno.get(JAVA_INT, 0) : result;
        } catch (Throwable failure) {
            throw Libc.unchecked(failure);
        }
    }
}
