package org.tutti.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;

/**
 * The C library's functions that Tutti calls, on Linux for x86-64 and AArch64.
 *
 * <p>A call that fails returns {@code -errno}, as the kernel itself does. Initialising this class looks all symbols up
 * and needs native access; it fails with an {@link UnsatisfiedLinkError} that names a missing symbol.
 */
final class Libc {
    private static final int EPERM = 1;
    private static final int ENOENT = 2;
    static final int ESRCH = 3;
    static final int EINTR = 4;
    static final int EBADF = 9;
    static final int EAGAIN = 11;
    private static final int ENOMEM = 12;
    private static final int EFAULT = 14;
    static final int EINVAL = 22;
    private static final int ENFILE = 23;
    private static final int EMFILE = 24;
    static final int ENOSYS = 38;
    static final int ETIMEDOUT = 110;

    private static final long SYS_FUTEX = System.getProperty("os.arch").equals("amd64") ? 202 : 98;
    private static final long SYS_PIDFD_OPEN = 434;
    private static final long SYS_GETTID = System.getProperty("os.arch").equals("amd64") ? 186 : 178;
    private static final long SYS_SET_ROBUST_LIST =
            System.getProperty("os.arch").equals("amd64") ? 273 : 99;
    // Without FUTEX_PRIVATE_FLAG: waker and sleeper may be different processes.
    private static final int FUTEX_WAIT = 0;
    private static final int FUTEX_WAKE = 1;
    private static final int MADV_POPULATE_WRITE = 23;
    private static final int EFD_CLOEXEC_NONBLOCK = 02000000 | 04000;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    private static final Linker.Option VARIADIC = Linker.Option.firstVariadicArg(1);

    // Never Linker.Option.critical: while such a call blocks, the JVM cannot collect garbage.
    // Last argument: the segment that contains the word. The kernel ignores it for FUTEX_WAIT and FUTEX_WAKE, but the
    // linker keeps it from being unmapped during the call; a slice as the first argument would be an allocation.
    private static final MethodHandle FUTEX = function(
            "syscall",
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS),
            ERRNO,
            VARIADIC);
    private static final MethodHandle PIDFD_OPEN =
            function("syscall", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT), ERRNO, VARIADIC);
    private static final MethodHandle POLL =
            function("poll", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT), ERRNO);
    // Of poll's shape, so that the linker has it already: each shape takes it milliseconds.
    private static final MethodHandle MADVISE =
            function("madvise", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT), ERRNO);
    private static final MethodHandle CLOSE = function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT), ERRNO);
    private static final MethodHandle EVENTFD =
            function("eventfd", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT), ERRNO);
    private static final MethodHandle EVENTFD_WRITE =
            function("eventfd_write", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG), ERRNO);
    private static final MethodHandle EVENTFD_READ =
            function("eventfd_read", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS), ERRNO);

    private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

    private Libc() {}

    /** Sleeps while the word at {@code address} in {@code memory} equals {@code expected}, {@code nanos} at most. */
    static long futexWait(MemorySegment memory, long address, int expected, long nanos) {
        Scratch scratch = SCRATCH.get();
        scratch.timespec.set(JAVA_LONG, 0, nanos / NANOS_PER_SECOND);
        scratch.timespec.set(JAVA_LONG, 8, nanos % NANOS_PER_SECOND);
        return futex(scratch, address, FUTEX_WAIT, expected, scratch.timespec, memory);
    }

    /** Wakes all that sleep on the word at {@code address} in {@code memory}; returns their number. */
    static long futexWake(MemorySegment memory, long address) {
        return futex(SCRATCH.get(), address, FUTEX_WAKE, Integer.MAX_VALUE, MemorySegment.NULL, memory);
    }

    private static long futex(
            Scratch scratch, long address, int operation, int value, MemorySegment timespec, MemorySegment memory) {
        return futex(scratch, SYS_FUTEX, address, operation, value, timespec, memory);
    }

    private static long futex(
            Scratch scratch,
            long call,
            long address,
            int operation,
            int value,
            MemorySegment timespec,
            MemorySegment memory) {
        try {
            return scratch.orErrno(
                    (long) FUTEX.invokeExact(scratch.errno, call, address, operation, value, timespec, memory));
        } catch (Throwable failure) {
            throw unchecked(failure);
        }
    }

    /** {@return the id of the calling thread, as the kernel counts them} */
    static int threadId() {
        Scratch scratch = SCRATCH.get();
        try {
            // pidfd_open's shape, with arguments that the kernel does not look at
            return (int) scratch.orErrno((long) PIDFD_OPEN.invokeExact(scratch.errno, SYS_GETTID, 0, 0));
        } catch (Throwable failure) {
            throw unchecked(failure);
        }
    }

    /** Tells the kernel which list of words it must mark when the calling thread ends, in place of the C library's. */
    static int setRobustList(MemorySegment head) {
        Scratch scratch = SCRATCH.get();
        // futex's shape, of which the kernel looks at two arguments here: the head and its size
        return (int)
                futex(scratch, SYS_SET_ROBUST_LIST, head.address(), (int) head.byteSize(), 0, MemorySegment.NULL, head);
    }

    /** Opens a descriptor that becomes readable when the process {@code pid} ends. */
    static int pidfdOpen(int pid) {
        Scratch scratch = SCRATCH.get();
        try {
            return (int) scratch.orErrno((long) PIDFD_OPEN.invokeExact(scratch.errno, SYS_PIDFD_OPEN, pid, 0));
        } catch (Throwable failure) {
            throw unchecked(failure);
        }
    }

    /** Blocks, without a time limit, until one of {@code count} descriptors has an event. */
    static int poll(MemorySegment pollfds, long count) {
        Scratch scratch = SCRATCH.get();
        try {
            return (int) scratch.orErrno((int) POLL.invokeExact(scratch.errno, pollfds, count, -1));
        } catch (Throwable failure) {
            throw unchecked(failure);
        }
    }

    /** Gives memory to a mapped range as if this thread had written to each of its pages. */
    static int populate(MemorySegment range) {
        Scratch scratch = SCRATCH.get();
        try {
            return (int) scratch.orErrno(
                    (int) MADVISE.invokeExact(scratch.errno, range, range.byteSize(), MADV_POPULATE_WRITE));
        } catch (Throwable failure) {
            throw unchecked(failure);
        }
    }

    static int close(int fd) {
        Scratch scratch = SCRATCH.get();
        try {
            return (int) scratch.orErrno((int) CLOSE.invokeExact(scratch.errno, fd));
        } catch (Throwable failure) {
            throw unchecked(failure);
        }
    }

    /** Opens a counter in the kernel that is readable while it is not 0 and never blocks who reads or writes it. */
    static int eventfd() {
        Scratch scratch = SCRATCH.get();
        try {
            return (int) scratch.orErrno((int) EVENTFD.invokeExact(scratch.errno, 0, EFD_CLOEXEC_NONBLOCK));
        } catch (Throwable failure) {
            throw unchecked(failure);
        }
    }

    /** Adds 1 to an {@link #eventfd()}, which makes it readable. */
    static int eventfdRaise(int eventfd) {
        Scratch scratch = SCRATCH.get();
        try {
            return (int) scratch.orErrno((int) EVENTFD_WRITE.invokeExact(scratch.errno, eventfd, 1L));
        } catch (Throwable failure) {
            throw unchecked(failure);
        }
    }

    /** Sets an {@link #eventfd()} back to 0. */
    static int eventfdClear(int eventfd) {
        Scratch scratch = SCRATCH.get();
        try {
            return (int) scratch.orErrno((int) EVENTFD_READ.invokeExact(scratch.errno, eventfd, scratch.timespec));
        } catch (Throwable failure) {
            throw unchecked(failure);
        }
    }

    /** {@return the exception for a failed call that the caller can do nothing about} */
    static TuttiException failure(String what, String function, long result) {
        return new TuttiException(ErrorCode.SYSTEM, what + ": " + describe(function, result));
    }

    /** {@return a failed call as text: the errno's name and, where known, what to do} */
    static String describe(String function, long result) {
        return function + " failed: errno="
                + switch ((int) -result) {
                    case EPERM -> "EPERM; the kernel or the container's seccomp profile forbids the call";
                    case ESRCH -> "ESRCH";
                    case EBADF -> "EBADF; something else in this JVM has closed a descriptor that Tutti uses";
                    case ENOENT -> "ENOENT; the id is a thread's, not a process's";
                    case ENOMEM -> "ENOMEM; free memory or raise the memory limit of the container";
                    case EFAULT -> "EFAULT; the memory is unmapped or its file system is full";
                    case EINVAL -> "EINVAL";
                    case ENFILE -> "ENFILE; the host has too many open files: raise sysctl fs.file-max";
                    case EMFILE -> "EMFILE; this process has too many open files: raise its limit with ulimit -n";
                    case ENOSYS -> "ENOSYS; Linux 5.3 or newer is needed, and a sandbox that passes the call on";
                    default -> String.valueOf(-result);
                };
    }

    @SuppressWarnings("restricted") // PosixAccess.unavailable() has made sure that native access is enabled
    static MethodHandle function(String name, FunctionDescriptor type, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        MemorySegment symbol = linker.defaultLookup()
                .find(name)
                .orElseThrow(() -> new UnsatisfiedLinkError("the C library has no function " + name));
        return linker.downcallHandle(symbol, type, options);
    }

    static RuntimeException unchecked(Throwable failure) {
        return switch (failure) {
            case Error error -> throw error;
            case RuntimeException unchecked -> unchecked;
            default -> throw new AssertionError("a downcall declares no checked exception", failure);
        };
    }

    /** Native memory that one thread uses again for every call. */
    private static final class Scratch {
        private final Arena arena = Arena.ofAuto();
        final MemorySegment errno = arena.allocate(Linker.Option.captureStateLayout());
        final MemorySegment timespec = arena.allocate(2 * JAVA_LONG.byteSize(), JAVA_LONG.byteAlignment());

        long orErrno(long result) {
            return result == -1 ? -errno.get(JAVA_INT, 0) : result;
        }
    }
}
