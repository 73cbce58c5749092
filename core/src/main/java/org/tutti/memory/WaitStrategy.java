package org.tutti.memory;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.tutti.spi.Progress;

/**
 * What a rank does between two looks at what it waits for: spin, then yield, then sleep. A rank with a processor of its
 * own spins for some microseconds first; where ranks outnumber processors it yields at once, since whoever it waits for
 * may need this processor.
 */
public final class WaitStrategy {
    private static final long COLD_POLL_NANOS = 1_000_000;
    private static final long FIRST_SLEEP_NANOS = 50_000;
    private static final long LONGEST_SLEEP_NANOS = 1_000_000;
    private static final long LONGEST_SHARED_SLEEP_NANOS = 200_000;
    private static final long LONGEST_WOKEN_SLEEP_NANOS = 50_000_000;

    private final Mode mode;
    private final long longestSleepNanos;
    private final Progress progress;
    private int yields;
    private long sleepNanos;

    /** Whether each rank has a processor of its own; the same on all ranks of a job. */
    public enum Mode {
        /** At most as many ranks as processors: nobody is woken, since nobody sleeps for long. */
        DEDICATED(400, 1_000),
        /** More ranks than processors: whoever publishes wakes those that sleep. */
        OVERSUBSCRIBED(1, 100);

        private final int looks;
        private final int yields;

        Mode(int looks, int yields) {
            this.looks = looks;
            this.yields = yields;
        }
    }

    /** A wait that has yielded so often is long, some 100 us: worth being told to whoever looks. */
    private static final int LONG_YIELDS = 100;

    /** Who waits: asked now and then whether waiting still makes sense, and how to sleep. */
    public interface Waiter {
        /** Throws when what is waited for will never come. */
        void check();

        /** Takes note that the wait has become long, and may soon sleep. */
        void linger();

        /** Sleeps until what is waited for may have come, at most this long. */
        void sleep(long nanos);
    }

    /**
     * Makes a strategy for one thread at a time.
     *
     * @param mode whether ranks outnumber processors
     * @param canWake whether whoever publishes can end a sleep
     * @param progress what must go on meanwhile
     */
    public WaitStrategy(Mode mode, boolean canWake, Progress progress) {
        this.mode = mode;
        this.longestSleepNanos = mode == Mode.DEDICATED
                ? LONGEST_SLEEP_NANOS
                : canWake ? LONGEST_WOKEN_SLEEP_NANOS : LONGEST_SHARED_SLEEP_NANOS;
        this.progress = progress;
    }

    /** Starts a new wait. */
    public void begin() {
        yields = 0;
        sleepNanos = FIRST_SLEEP_NANOS;
    }

    /**
     * Waits on a cold path, looking every millisecond.
     *
     * @param nanos the longest wait, in nanoseconds
     * @return whether it became true in time
     */
    public static boolean until(BooleanSupplier condition, long nanos) {
        long deadline = System.nanoTime() + nanos;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline >= 0) {
                return false;
            }
            LockSupport.parkNanos(COLD_POLL_NANOS);
        }
        return true;
    }

    /** Sleeps, where nobody could wake whoever waits. */
    public static void nap(long nanos) {
        LockSupport.parkNanos(nanos);
    }

    /** {@return how often a waiter looks, with a spin between, before it {@linkplain #pause pauses}} */
    public int looks() {
        return mode.looks;
    }

    @SuppressWarnings("ThreadPriorityCheck") // yielding is the point: another rank may need this processor
    public void pause(Waiter waiter) {
        progress.poll();
        waiter.check();
        if (++yields <= mode.yields) {
            if (yields == LONG_YIELDS) {
                waiter.linger();
            }
            Thread.yield();
            return;
        }
        waiter.sleep(progress.isBusy() ? Math.min(sleepNanos, LONGEST_SHARED_SLEEP_NANOS) : sleepNanos);
        sleepNanos = Math.min(longestSleepNanos, 2 * sleepNanos);
    }
}
