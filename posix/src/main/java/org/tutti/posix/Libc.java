package org.tutti.posix;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
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

    private static final CFunction SYSCALL = CFunction.named("syscall");
    private static final CFunction POLL = CFunction.named("poll");
    private static final CFunction MADVISE = CFunction.named("madvise");
    private static final CFunction CLOSE = CFunction.named("close");
    private static final CFunction EVENTFD = CFunction.named("eventfd");
    private static final CFunction EVENTFD_WRITE = CFunction.named("eventfd_write");
    private static final CFunction EVENTFD_READ = CFunction.named("eventfd_read");

    private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

    private Libc() {}

    /** Sleeps while the word at {@code address} in {@code memory} equals {@code expected}, {@code nanos} at most. */
    static int futexWait(MemorySegment memory, long address, int expected, long nanos) {
        Scratch scratch = SCRATCH.get();
        scratch.timespec.set(JAVA_LONG, 0, nanos / NANOS_PER_SECOND);
        scratch.timespec.set(JAVA_LONG, 8, nanos % NANOS_PER_SECOND);
        return SYSCALL.call(scratch.errno, SYS_FUTEX, address, FUTEX_WAIT, expected, scratch.timespec, memory);
    }

    /** Wakes all that sleep on the word at {@code address} in {@code memory}; returns their number. */
    static int futexWake(MemorySegment memory, long address) {
        return SYSCALL.call(errno(), SYS_FUTEX, address, FUTEX_WAKE, Integer.MAX_VALUE, MemorySegment.NULL, memory);
    }

    /** {@return the id of the calling thread, as the kernel counts them} */
    static int threadId() {
        return SYSCALL.call(errno(), SYS_GETTID, 0, 0);
    }

    /** Tells the kernel which list of words it must mark when the calling thread ends, in place of the C library's. */
    static int setRobustList(MemorySegment head) {
        return SYSCALL.call(errno(), SYS_SET_ROBUST_LIST, head.address(), head.byteSize(), head);
    }

    /** Opens a descriptor that becomes readable when the process {@code pid} ends. */
    static int pidfdOpen(int pid) {
        return SYSCALL.call(errno(), SYS_PIDFD_OPEN, pid, 0);
    }

    /** Blocks, without a time limit, until one of {@code count} descriptors has an event. */
    static int poll(MemorySegment pollfds, long count) {
        return POLL.call(errno(), pollfds.address(), count, -1, pollfds);
    }

    /** Gives memory to a mapped range as if this thread had written to each of its pages. */
    static int populate(MemorySegment range) {
        return MADVISE.call(errno(), range.address(), range.byteSize(), MADV_POPULATE_WRITE, range);
    }

    static int close(int fd) {
        return CLOSE.call(errno(), fd, 0, 0);
    }

    /** Opens a counter in the kernel that is readable while it is not 0 and never blocks who reads or writes it. */
    static int eventfd() {
        return EVENTFD.call(errno(), 0, EFD_CLOEXEC_NONBLOCK, 0);
    }

    /** Adds 1 to an {@link #eventfd()}, which makes it readable. */
    static int eventfdRaise(int eventfd) {
        return EVENTFD_WRITE.call(errno(), eventfd, 1, 0);
    }

    /** Sets an {@link #eventfd()} back to 0. */
    static int eventfdClear(int eventfd) {
        Scratch scratch = SCRATCH.get();
        return EVENTFD_READ.call(scratch.errno, eventfd, scratch.timespec.address(), 0, scratch.timespec);
    }

    private static MemorySegment errno() {
        return SCRATCH.get().errno;
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

    /** Native memory that one thread uses again for every call. */
    private static final class Scratch {
        private final Arena arena = Arena.ofAuto();
        final MemorySegment errno = arena.allocate(CFunction.ERRNO);
        final MemorySegment timespec = arena.allocate(2 * JAVA_LONG.byteSize(), JAVA_LONG.byteAlignment());
    }
}
