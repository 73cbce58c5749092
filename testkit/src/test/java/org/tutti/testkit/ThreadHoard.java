package org.tutti.testkit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;

/** All threads that this process may start but for some, until it is closed. */
final class ThreadHoard implements AutoCloseable {
    /** A process that may have so many has no limit. */
    private static final int MOST = 1000;

    private final Deque<Thread> threads = new ArrayDeque<>();
    private volatile boolean over;

    ThreadHoard(int left) {
        try {
            while (threads.size() < MOST) {
                threads.push(Thread.ofPlatform().daemon().start(this::idle));
            }
            throw new IllegalStateException("threads are not limited here");
        } catch (OutOfMemoryError e) {
            for (int i = 0; i < left; i++) {
                end(threads.pop());
            }
        }
    }

    private void idle() {
        while (!over && !Thread.interrupted()) {
            LockSupport.park();
        }
    }

    private static void end(Thread thread) {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        over = true;
        threads.forEach(ThreadHoard::end);
    }
}
