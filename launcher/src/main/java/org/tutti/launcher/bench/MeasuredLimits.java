package org.tutti.launcher.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;
import org.tutti.runtime.Processors;
import org.tutti.spi.NativeAccess;

/** The limits as two threads of this process find them, anew each time: a machine's mood changes. */
final class MeasuredLimits implements Limits {
    private static final int LINE_FLOATS = 16;
    private static final int LINE_BYTES = 64;
    private static final long BUDGET_NANOS = 2_000_000;
    private static final int LEAST_TIMES = 5;
    private static final int MOST_TIMES = 2000;
    /** Sums are taken of as many bytes as a first-level cache holds twice. */
    private static final int SUM_FLOATS = 4096;

    private final Scheduling scheduling;
    /** Two words that no prefetcher couples: what is asked for, and what is done. */
    private final AtomicLongArray words = new AtomicLongArray(256);

    private float[] written = new float[0];
    private float[] copied = new float[0];
    private final float[] sums = new float[SUM_FLOATS];
    private final float[] terms = new float[SUM_FLOATS];

    private static final int ASKED = 64;
    private static final int DONE = 128;
    private static final long STOP = Long.MAX_VALUE;

    MeasuredLimits(@Nullable NativeAccess access) {
        this.scheduling = new Scheduling(access);
    }

    @Override
    public double hop() {
        try {
            return Hop.probeNanos();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /** Up to a line travels with the hop. */
    @Override
    public double copy(long bytes) {
        int floats = Math.toIntExact(bytes / Float.BYTES);
        if (bytes <= LINE_BYTES || Processors.usable() < 2) {
            return 0;
        }
        if (floats > written.length) {
            written = new float[floats];
            copied = new float[floats];
        }
        words.set(ASKED, 0);
        words.set(DONE, 0);
        Thread writer = Thread.ofPlatform().daemon().name("writer").start(() -> writeWhenAsked(floats));
        double nanos = medianCopyNanos(floats);
        words.setRelease(ASKED, STOP);
        join(writer);
        return nanos;
    }

    private void writeWhenAsked(int floats) {
        for (long next = 1; ; next++) {
            long asked = words.getAcquire(ASKED);
            while (asked < next) {
                Thread.onSpinWait();
                asked = words.getAcquire(ASKED);
            }
            if (asked == STOP) {
                return;
            }
            for (int i = 0; i < floats; i += LINE_FLOATS) {
                written[i] = next;
            }
            words.setRelease(DONE, next);
        }
    }

    private double medianCopyNanos(int floats) {
        double[] samples = new double[MOST_TIMES];
        int times = 0;
        long start = System.nanoTime();
        while (times < LEAST_TIMES || (times < MOST_TIMES && System.nanoTime() - start < BUDGET_NANOS)) {
            words.setRelease(ASKED, times + 1L);
            while (words.getAcquire(DONE) < times + 1L) {
                Thread.onSpinWait();
            }
            long from = System.nanoTime();
            System.arraycopy(written, 0, copied, 0, floats);
            samples[times++] = System.nanoTime() - from;
        }
        return Math.max(0, median(samples, times) - Timing.clockNanos());
    }

    @Override
    public double sum(long bytes) {
        if (bytes <= LINE_BYTES) {
            return 0;
        }
        int floats = (int) Math.min(SUM_FLOATS, bytes / Float.BYTES);
        double[] samples = new double[MOST_TIMES];
        int times = 0;
        long start = System.nanoTime();
        while (times < LEAST_TIMES || (times < MOST_TIMES && System.nanoTime() - start < BUDGET_NANOS)) {
            long from = System.nanoTime();
            add(floats);
            samples[times++] = System.nanoTime() - from;
        }
        double nanos = Math.max(0, median(samples, times) - Timing.clockNanos());
        return nanos * bytes / Float.BYTES / floats;
    }

    private void add(int floats) {
        float[] into = sums;
        float[] from = terms;
        for (int i = 0; i < floats; i++) {
            into[i] += from[i];
        }
    }

    @Override
    public double turn() {
        return scheduling.turn();
    }

    /** {@return the parts that tables do not show, for a person} */
    String text() {
        return String.format(
                Locale.ROOT,
                "hop %.0f ns, switch on a processor %.0f ns, wake of a sleeper %.1f us",
                hop(),
                turn(),
                scheduling.wake() / 1000);
    }

    static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static double median(double[] samples, int count) {
        Arrays.sort(samples, 0, count);
        return samples[count / 2];
    }
}
