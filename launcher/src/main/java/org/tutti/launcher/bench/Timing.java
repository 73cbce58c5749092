package org.tutti.launcher.bench;

import org.HdrHistogram.Histogram;
import org.tutti.Communicator;
import org.tutti.Op;

/**
 * How one rank times the iterations of a cell. An iteration writes what is sent, calls, and reads what was received.
 *
 * <p>Where all ranks wait for all, iterations follow each other, and a rank's time is the mean over all. Where some may leave before
 * others have come, they begin each call at once, and only call and reading are timed. What writing and reading take alone, with the
 * lines in this rank's cache, is subtracted; so is what is computed beside the operation, and reading the clock. Where a call is many
 * messages all this is divided by their number. The slowest rank counts.
 */
final class Timing {
    private static final int ALONE_BATCHES = 5;
    private static final int CLOCK_READS = 2000;
    private static final int ACTS = 4;
    private static final int REHEARSED = 10;
    private static final int REHEARSED_TURNS = 3;
    private static final long MOST_NANOS = 60_000_000_000L;

    private final Communicator world;
    private final Workload workload;
    private final StartLine start;
    private final boolean synced;
    private final int messages;
    private final double clockNanos;
    private final Histogram histogram = new Histogram(MOST_NANOS, 3);
    private float sink;

    Timing(Communicator world, Workload workload, Operation operation, StartLine startLine) {
        this.world = world;
        this.start = startLine;
        this.workload = workload;
        this.synced = operation.runsAhead();
        this.messages = operation.messages();
        this.clockNanos = clockNanos();
    }

    /**
     * Calls all that is timed so often with few iterations that the compiler has it as a whole: what is timed afterwards is entered
     * through the compiled method, and neither interpreted nor replaced halfway. The compiler works meanwhile, so each act ends with
     * a pause that leaves it the processors. Where ranks outnumber processors whole turns are rehearsed as well: what a turn does beside what
     * is timed would be compiled in the next ones.
     */
    void rehearse(int times) {
        for (int act = 0; act < ACTS; act++) {
            for (int i = 0; i < times; i++) {
                batch(REHEARSED);
                singles(REHEARSED);
                buffersNanos(REHEARSED);
                readNanos(REHEARSED);
            }
            Compilers.pause();
        }
        for (int turn = 0; turn < REHEARSED_TURNS && start.isCrowded(); turn++) {
            measure(times * REHEARSED, times);
            Compilers.await();
        }
    }

    /** {@return the times of the slowest rank, the same on all} */
    Sample measure(int iterations, int warmup) {
        workload.settle();
        run(warmup);
        double alone = aloneNanos(Math.max(1, iterations / ALONE_BATCHES));
        histogram.reset();
        world.barrier();
        double mean = synced ? singles(iterations) : batch(iterations);
        if (!synced) {
            singles(Math.max(1, iterations / 4));
        }
        return new Sample(
                slowest(mean - alone - (synced ? clockNanos : 0)),
                slowest(alone),
                slowest(percentile(50)),
                slowest(percentile(99)),
                slowest(histogram.getMaxValue() - clockNanos));
    }

    private void run(int iterations) {
        if (synced) {
            singles(iterations);
        } else {
            batch(iterations);
            singles(iterations / 4);
        }
    }

    private double percentile(double percent) {
        return Math.max(0, histogram.getValueAtPercentile(percent) - clockNanos);
    }

    private double slowest(double mine) {
        return world.allreduce(Math.max(0, mine) / messages, Op.MAX);
    }

    private double batch(int iterations) {
        float sum = 0;
        long start = System.nanoTime();
        for (int i = 0; i < iterations; i++) {
            workload.write(i);
            workload.call();
            sum += workload.read();
        }
        double mean = (double) (System.nanoTime() - start) / iterations;
        sink += sum;
        return mean;
    }

    /** {@return the mean of the calls, each of which is timed and noted} */
    private double singles(int iterations) {
        float sum = 0;
        long total = 0;
        for (int i = 0; i < iterations; i++) {
            workload.write(i);
            long begin = synced ? start.await() : System.nanoTime();
            workload.call();
            sum += workload.read();
            long nanos = System.nanoTime() - begin;
            total += nanos;
            histogram.recordValue(Math.min(nanos, MOST_NANOS));
        }
        sink += sum;
        return (double) total / Math.max(1, iterations);
    }

    /** {@return what is subtracted: the fastest of some batches, since a disturbance here would make the operation look fast} */
    private double aloneNanos(int iterations) {
        double fastest = Double.MAX_VALUE;
        for (int batch = 0; batch < ALONE_BATCHES; batch++) {
            fastest = Math.min(fastest, synced ? readNanos(iterations) : buffersNanos(iterations));
        }
        return fastest;
    }

    private double buffersNanos(int iterations) {
        float sum = 0;
        long start = System.nanoTime();
        for (int i = 0; i < iterations; i++) {
            workload.write(i);
            workload.compute();
            sum += workload.read();
        }
        double mean = (double) (System.nanoTime() - start) / iterations;
        sink += sum;
        return mean;
    }

    private double readNanos(int iterations) {
        float sum = 0;
        long start = System.nanoTime();
        for (int i = 0; i < iterations; i++) {
            sum += workload.read();
        }
        double mean = (double) (System.nanoTime() - start) / iterations;
        sink += sum;
        return mean;
    }

    /** {@return what is between two readings of the clock that have nothing between them} */
    static double clockNanos() {
        double fastest = Double.MAX_VALUE;
        for (int batch = 0; batch < ALONE_BATCHES; batch++) {
            long total = 0;
            for (int i = 0; i < CLOCK_READS; i++) {
                long start = System.nanoTime();
                total += System.nanoTime() - start;
            }
            fastest = Math.min(fastest, (double) total / CLOCK_READS);
        }
        return fastest;
    }

    /** {@return something that depends on all that was read, so that it is read} */
    float sink() {
        return sink;
    }
}
