package org.tutti.launcher.bench;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.tutti.runtime.Processors;
import org.tutti.spi.NativeAccess;

/** What it takes until another thread runs, in nanoseconds; 0 where there is no native access to measure it. */
@SuppressWarnings("ThreadPriorityCheck") // the scheduler is what is measured
final class Scheduling {
    private static final int SWITCHES = 500;
    private static final int WAKES = 40;
    private static final long WAKE_NANOS = 1_000_000;

    private final @Nullable NativeAccess access;

    Scheduling(@Nullable NativeAccess access) {
        this.access = access;
    }

    /** {@return the time from one thread to the next on the same processor, by giving it away} */
    double turn() {
        NativeAccess binding = access;
        if (binding == null) {
            return 0;
        }
        BitSet one = new BitSet();
        one.set(Processors.ofProcess().allowed().nextSetBit(0));
        AtomicLong stop = new AtomicLong();
        Thread other = Thread.ofPlatform().daemon().name("other").start(() -> {
            bind(binding, one);
            while (stop.getAcquire() == 0) {
                Thread.yield();
            }
        });
        double[] result = new double[1];
        MeasuredLimits.join(Thread.ofPlatform().name("yields").start(() -> {
            try {
                bind(binding, one);
                yieldSometimes();
                long start = System.nanoTime();
                yieldSometimes();
                result[0] = (System.nanoTime() - start) / 2.0 / SWITCHES;
            } finally {
                stop.setRelease(1);
            }
        }));
        MeasuredLimits.join(other);
        return result[0];
    }

    private static void yieldSometimes() {
        for (int i = 0; i < SWITCHES; i++) {
            Thread.yield();
        }
    }

    private static void bind(NativeAccess access, BitSet processors) {
        try {
            access.bindThread(processors);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return the time from waking a thread that sleeps on a word until it runs, on whichever processor, in nanoseconds} */
    double wake() {
        NativeAccess sleeping = access;
        if (sleeping == null) {
            return 0;
        }
        MemorySegment word = Arena.ofAuto().allocate(Long.BYTES);
        AtomicLong asked = new AtomicLong();
        AtomicLong done = new AtomicLong();
        Thread sleeper = Thread.ofPlatform().daemon().name("sleeper").start(() -> {
            for (int seen = 0; seen < WAKES; seen++) {
                while (asked.getAcquire() == seen) {
                    sleeping.sleepWhile(word, 0, seen, Long.MAX_VALUE / 2);
                }
                done.setRelease(seen + 1L);
            }
        });
        double[] samples = new double[WAKES];
        for (int i = 0; i < WAKES; i++) {
            LockSupport.parkNanos(WAKE_NANOS);
            long start = System.nanoTime();
            word.set(ValueLayout.JAVA_INT, 0, i + 1);
            asked.setRelease(i + 1L);
            sleeping.wake(word, 0);
            while (done.getAcquire() <= i) {
                Thread.onSpinWait();
            }
            samples[i] = System.nanoTime() - start;
        }
        MeasuredLimits.join(sleeper);
        return MeasuredLimits.median(samples, WAKES);
    }
}
