package org.tutti.launcher.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import org.tutti.runtime.Processors;

/**
 * The time a cache line takes from one core to another, one way: two threads hand a count back and forth. A virtual machine's cores
 * move every few seconds, and this time with them.
 */
final class Hop {
    private static final int ROUND_TRIPS = 200;
    private static final long PROBE_NANOS = 4_000_000;
    private static final long STOP = Long.MAX_VALUE;
    /** Two lines that no prefetcher couples. */
    private static final int PING = 64;

    private static final int PONG = 128;

    private final AtomicLongArray lines = new AtomicLongArray(256);
    private long count;

    private Hop() {}

    /**
     * {@return the median over short batches, in nanoseconds: one that the scheduler cut in two does not matter; 0 where there is no
     * second core}
     */
    static double probeNanos() throws InterruptedException {
        if (Processors.usable() < 2) {
            return 0;
        }
        Hop hop = new Hop();
        Thread echo = Thread.ofPlatform().daemon().name("hop").start(hop::echo);
        hop.batch();
        List<Double> batches = new ArrayList<>();
        for (long start = System.nanoTime(); System.nanoTime() - start < PROBE_NANOS; ) {
            batches.add(hop.batch());
        }
        hop.lines.setRelease(PING, STOP);
        echo.join();
        Collections.sort(batches);
        return batches.get(batches.size() / 2);
    }

    private void echo() {
        for (long next = 1; ; next++) {
            long seen = lines.getAcquire(PING);
            while (seen < next) {
                Thread.onSpinWait();
                seen = lines.getAcquire(PING);
            }
            if (seen == STOP) {
                return;
            }
            lines.setRelease(PONG, next);
        }
    }

    private double batch() {
        long start = System.nanoTime();
        for (int i = 0; i < ROUND_TRIPS; i++) {
            count++;
            lines.setRelease(PING, count);
            while (lines.getAcquire(PONG) < count) {
                Thread.onSpinWait();
            }
        }
        return (double) (System.nanoTime() - start) / ROUND_TRIPS / 2;
    }
}
