package org.tutti.runtime;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.tutti.ErrorClass;
import org.tutti.TuttiException;
import org.tutti.memory.AutomaticWindow;
import org.tutti.memory.SharedWindow;
import org.tutti.segment.Arena;

/**
 * One rank's part of the arena, under a lock: the rank's threads and the garbage collector's may allocate and free. It is there before the
 * rank has joined its job.
 */
public final class RankMemory {
    /** What a collection has found comes back a moment later. */
    private static final long ON_ITS_WAY_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(200);
    /** So many times as long as a collection in vain has taken there is no other. */
    private static final int REST = 20;

    private final Arena arena;
    private final int rank;
    /** Fair, since what comes back waits for it beside a program that allocates all the time. */
    private final ReentrantLock lock = new ReentrantLock(true);

    private volatile long collected;
    private volatile long restsUntil = System.nanoTime();

    RankMemory(Arena arena, int rank) {
        this.arena = arena;
        this.rank = rank;
    }

    /** {@return what whoever uses the rank's pool must hold} */
    ReentrantLock lock() {
        return lock;
    }

    /** {@return memory that all ranks can read, until the rank {@linkplain #free frees} it} */
    SharedWindow allocate(long bytes) {
        lock.lock();
        try {
            return arena.buffers(rank).allocate(bytes);
        } finally {
            lock.unlock();
        }
    }

    /** Takes memory back that {@link #allocate} has given. Once the job has ended others may still read it. */
    void free(SharedWindow window) {
        lock.lock();
        try {
            arena.buffers(rank).free(window, !arena.abort().isWritten());
        } finally {
            lock.unlock();
        }
    }

    /**
     * {@return a segment of so many bytes, at least 1, all zero, that all ranks can read} It comes back when nothing of it can be reached any
     * more. Where there is none the garbage collector is asked for what has not come back yet; where that is in vain it is left alone for a
     * while.
     */
    public Object allocateAutomatic(long bytes) {
        try {
            return allocateNow(bytes);
        } catch (TuttiException e) {
            if (e.errorClass() != ErrorClass.NO_SPACE || System.nanoTime() - restsUntil < 0) {
                throw e;
            }
        }
        return allocateCollected(bytes);
    }

    @SuppressWarnings("SystemGc") // as the JDK does where direct buffers have used up what there is for them
    private Object allocateCollected(long bytes) {
        Object memory = await(bytes, ON_ITS_WAY_NANOS);
        if (memory == null) {
            long start = System.nanoTime();
            System.gc();
            memory = await(bytes, PATIENCE_NANOS);
            long end = System.nanoTime();
            restsUntil = memory == null ? end + REST * (end - start) : end;
        }
        return memory == null ? allocateNow(bytes) : memory;
    }

    /** {@return memory, of what comes back within a time, or null} */
    private @Nullable Object await(long bytes, long nanos) {
        long seen = -1;
        for (long start = System.nanoTime(); System.nanoTime() - start < nanos; ) {
            long now = collected;
            Object memory = now == seen ? null : tryToAllocate(bytes);
            if (memory != null) {
                return memory;
            }
            seen = now;
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return null;
    }

    private @Nullable Object tryToAllocate(long bytes) {
        try {
            return allocateNow(bytes);
        } catch (TuttiException e) {
            return null;
        }
    }

    private Object allocateNow(long bytes) {
        lock.lock();
        try {
            return arena.buffers(rank).allocateAutomatic(bytes, this::release);
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // under the lock
    private void release(AutomaticWindow window) {
        lock.lock();
        try {
            arena.buffers(rank).forget(window, !arena.abort().isWritten());
            collected++;
        } finally {
            lock.unlock();
        }
    }
}
