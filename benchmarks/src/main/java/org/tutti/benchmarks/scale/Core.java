package org.tutti.benchmarks.scale;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;

/**
 * A core: its clock, which says how far it has come in its program, the reads that it waits for meanwhile, the stores that
 * others do not see yet, and the ranks that take turns on it.
 */
final class Core {
    static final Comparator<Core> BY_CLOCK =
            Comparator.<Core>comparingDouble(core -> core.clock).thenComparingInt(core -> core.index);

    /** The first of them is running. */
    final Deque<Integer> ranks = new ArrayDeque<>();

    private final int index;
    private final Machine machine;
    /** When the last reads end, the oldest of them at {@link #oldest}. */
    private final double[] reads;

    private int oldest;
    private double clock;
    private double readsOver;
    private double storesVisible;
    private boolean surprised;

    Core(int index, Machine machine) {
        this.index = index;
        this.machine = machine;
        this.reads = new double[machine.readsInFlight()];
    }

    double clock() {
        return clock;
    }

    void charge(double nanos) {
        clock += nanos;
    }

    /** Reads a line. A core goes on meanwhile: it knows nothing that depends on the value, and guesses that it is good. */
    void read(CacheLine line) {
        if (!line.isHeldBy(index)) {
            double served = line.fetch(index, Math.max(clock, reads[oldest]));
            reads[oldest] = served;
            oldest = (oldest + 1) % reads.length;
            readsOver = Math.max(readsOver, served);
            if (surprised) {
                clock = Math.max(clock, served);
                surprised = false;
            }
        }
        clock += machine.access();
    }

    /** {@return when others see what this writes to a line} Stores wait for the reads before them, and for each other. */
    double write(CacheLine line) {
        storesVisible = line.take(index, Math.max(clock, readsOver), storesVisible);
        clock += machine.access();
        return storesVisible;
    }

    /** Waits until others see all stores so far. */
    void drainStores() {
        clock = Math.max(clock, storesVisible);
    }

    void copy(long bytes) {
        clock += machine.copy() + bytes / machine.bytesPerNano();
    }

    /** Waits for the reads that are on their way. */
    void finishReads() {
        clock = Math.max(clock, readsOver);
    }

    /** A spin is over at a time: this core had guessed that it goes on, and does not go on before it has the line. */
    void surprise(double at) {
        clock = Math.max(clock, at);
        surprised = true;
    }
}
