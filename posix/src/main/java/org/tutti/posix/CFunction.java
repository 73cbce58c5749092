package org.tutti.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * A function of the C library. All of them are called as if they had one type, since the linker spends milliseconds at the start of a process on each
 * type that it has not met: six arguments, of which a function looks at as many as it declares.
 *
 * <pre>
 *  long function(long, long, long, long, void *, void *)
 * </pre>
 *
 * <p>On Linux for x86-64 and AArch64 that is the same: integers and addresses go in the same six registers, in this order; of an {@code int} the
 * upper half of its register is not looked at, neither in an argument nor in a result; and a function with a variable number of arguments takes
 * integers as others do.
 *
 * @param address where its code is
 */
record CFunction(MemorySegment address) {
    /** Where a call leaves {@code errno}. */
    static final MemoryLayout ERRNO = Linker.Option.captureStateLayout();

    // Never Linker.Option.critical: while such a call blocks, the JVM cannot collect garbage.
    private static final MethodHandle CALL = link(
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, ADDRESS, ADDRESS),
            Linker.Option.captureCallState("errno"));

    /** {@return the function of this name} */
    static CFunction named(String name) {
        return new CFunction(Linker.nativeLinker()
                .defaultLookup()
                .find(name)
                .orElseThrow(() -> new UnsatisfiedLinkError("the C library has no function " + name)));
    }

    /** {@return its result, or {@code -errno} in place of -1} */
    int call(MemorySegment errno, long a, long b, long c) {
        return call(errno, a, b, c, MemorySegment.NULL);
    }

    /** {@return the same} {@code kept} stays mapped during the call, which has its address from elsewhere. */
    int call(MemorySegment errno, long a, long b, long c, MemorySegment kept) {
        return call(errno, a, b, c, 0, MemorySegment.NULL, kept);
    }

    /** {@return the same} {@code e} and {@code f} stay mapped during the call. */
    int call(MemorySegment errno, long a, long b, long c, long d, MemorySegment e, MemorySegment f) {
        int result = (int) callLong(errno, a, b, c, d, e, f);
        return result == -1 ? -errno.get(JAVA_INT, 0) : result;
    }

    /** {@return its result as it is, for a function that returns a {@code long} or an address} */
    long callLong(MemorySegment errno, long a, long b, long c, long d, MemorySegment e, MemorySegment f) {
        try {
            return (long) CALL.invokeExact(address, errno, a, b, c, d, e, f);
        } catch (Throwable failure) {
            throw unchecked(failure);
        }
    }

    @SuppressWarnings("restricted") // PosixAccess.unavailable() has made sure that native access is enabled
    private static MethodHandle link(FunctionDescriptor type, Linker.Option... options) {
        return Linker.nativeLinker().downcallHandle(type, options);
    }

    static RuntimeException unchecked(Throwable failure) {
        return switch (failure) {
            case Error error -> throw error;
            case RuntimeException unchecked -> unchecked;
            default -> throw new AssertionError("a downcall declares no checked exception", failure);
        };
    }
}
