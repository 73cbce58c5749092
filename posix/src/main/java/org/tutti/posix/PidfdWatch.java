package org.tutti.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.tutti.spi.ProcessWatch;

/**
 * A watch that blocks in {@code poll} over one pidfd per process and an eventfd, by which {@link #add} and
 * {@link #close} interrupt it. A zombie has ended.
 *
 * <p>If a thread is blocked when the watch is closed, that thread gives the descriptors back on its way out: closed
 * under {@code poll}, their numbers could be given to other files.
 */
final class PidfdWatch implements ProcessWatch {
    /*
     * struct pollfd: | int fd | short events | short revents |
     */
    private static final long EVENTS = JAVA_INT.byteSize();
    private static final long REVENTS = EVENTS + JAVA_SHORT.byteSize();
    private static final long POLLFD_BYTES = REVENTS + JAVA_SHORT.byteSize();
    private static final short POLLIN = 1;

    private record Watched(int pidfd, int tag) {}

    private final Object lock = new Object(); // guards all that follows; never held while poll blocks
    private final int eventfd;
    private final List<Watched> watched = new ArrayList<>();
    private final Deque<Integer> endedTags = new ArrayDeque<>();
    private boolean polling;
    private boolean closed;

    PidfdWatch() {
        eventfd = Libc.eventfd();
        if (eventfd < 0) {
            throw Libc.failure("cannot watch processes", "eventfd", eventfd);
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the watch is closed
     * @throws org.tutti.TuttiException if the kernel gives no descriptor for the process
     */
    @Override
    public void add(long pid, int tag) {
        if (pid <= 0 || pid > Integer.MAX_VALUE || tag < 0) {
            throw new IllegalArgumentException("not a process id and a tag: pid=" + pid + ", tag=" + tag);
        }
        synchronized (lock) {
            if (closed) {
                throw new IllegalStateException("the watch is closed: pid=" + pid + ", tag=" + tag);
            }
            int pidfd = Libc.pidfdOpen((int) pid);
            if (pidfd >= 0) {
                watched.add(new Watched(pidfd, tag));
            } else if (hasEnded(pidfd)) {
                endedTags.add(tag);
            } else {
                throw Libc.failure("cannot watch a process: pid=" + pid + ", tag=" + tag, "pidfd_open", pidfd);
            }
            if (polling) {
                interruptPoll();
            }
        }
    }

    /** Before Linux 6.16, a process that has ended but left its id to a process group gives EINVAL, not ESRCH. */
    private static boolean hasEnded(int result) {
        return result == -Libc.ESRCH || result == -Libc.EINVAL;
    }

    @Override
    public int awaitEnd() {
        while (true) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment pollfds;
                synchronized (lock) {
                    if (closed) {
                        return -1;
                    }
                    if (!endedTags.isEmpty()) {
                        return endedTags.remove();
                    }
                    pollfds = startPoll(arena);
                }
                int result = Libc.poll(pollfds, pollfds.byteSize() / POLLFD_BYTES);
                synchronized (lock) {
                    finishPoll(pollfds, result);
                }
            }
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            if (closed) {
                return;
            }
            closed = true;
            if (polling) {
                interruptPoll();
            } else {
                release();
            }
        }
    }

    /** {@return the descriptors to poll: the eventfd, then the pidfds in the order of {@code watched}} */
    private MemorySegment startPoll(Arena arena) {
        if (polling) {
            throw new IllegalStateException("another thread is blocked on this watch already");
        }
        MemorySegment pollfds = arena.allocate(POLLFD_BYTES * (1 + watched.size()), JAVA_INT.byteAlignment());
        setPollfd(pollfds, 0, eventfd);
        for (int i = 0; i < watched.size(); i++) {
            setPollfd(pollfds, 1 + i, watched.get(i).pidfd);
        }
        polling = true;
        return pollfds;
    }

    private static void setPollfd(MemorySegment pollfds, int index, int fd) {
        pollfds.set(JAVA_INT, index * POLLFD_BYTES, fd);
        pollfds.set(JAVA_SHORT, index * POLLFD_BYTES + EVENTS, POLLIN);
    }

    /** Moves the processes that have ended from {@code watched}, which has at most grown since, to their tags. */
    private void finishPoll(MemorySegment pollfds, int result) {
        polling = false;
        if (closed) {
            release();
            return;
        }
        if (result < 0) {
            if (result != -Libc.EINTR) {
                throw Libc.failure("cannot wait for the end of processes", "poll", result);
            }
            return;
        }
        int cleared = Libc.eventfdClear(eventfd);
        if (cleared < 0 && cleared != -Libc.EAGAIN) {
            throw Libc.failure("cannot wait for the end of processes", "eventfd_read", cleared);
        }
        for (int index = (int) (pollfds.byteSize() / POLLFD_BYTES) - 1; index > 0; index--) {
            short events = pollfds.get(JAVA_SHORT, index * POLLFD_BYTES + REVENTS);
            if (events != 0) {
                moveToEnded(index - 1, events);
            }
        }
    }

    private void moveToEnded(int index, short events) {
        Watched process = watched.get(index);
        if ((events & POLLIN) == 0) {
            throw Libc.failure("cannot watch a process: tag=" + process.tag, "poll", -Libc.EBADF);
        }
        watched.remove(index);
        endedTags.addFirst(process.tag);
        Libc.close(process.pidfd);
    }

    private void interruptPoll() {
        int result = Libc.eventfdRaise(eventfd);
        if (result < 0) {
            throw Libc.failure("cannot interrupt the wait for the end of processes", "eventfd_write", result);
        }
    }

    private void release() {
        watched.forEach(process -> Libc.close(process.pidfd));
        watched.clear();
        Libc.close(eventfd);
    }
}
