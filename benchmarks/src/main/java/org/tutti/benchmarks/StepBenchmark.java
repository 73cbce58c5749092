package org.tutti.benchmarks;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.tutti.coll.sm.SteppedPair;

/**
 * What an operation of two ranks costs each of them beside waiting: all its instructions, on one core, where every line is at hand.
 * Between processes part of it is hidden behind the way of the lines.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class StepBenchmark {
    private static final int RANKS = 2;
    private static final int REHEARSALS = 20_000;
    private static final int[] OTHER_FLOATS = {2, 16, 64, 256};

    /** The bytes of an allreduce; 0 for a barrier. */
    @Param({"0", "8", "64", "256", "1024"})
    public int bytes;

    /** Whether the program has called it with other sizes before, as most have: the compiler knows no single one then. */
    @Param({"true", "false"})
    public boolean mixed;

    private float[][] send = {};
    private float[][] recv = {};
    private @Nullable SteppedPair pair;

    /** Makes two ranks and their arrays. */
    @Setup
    public void start() throws IOException {
        SteppedPair made = new SteppedPair();
        for (int i = 0; mixed && i < REHEARSALS; i++) {
            for (int floats : OTHER_FLOATS) {
                made.allreduce(new float[RANKS][floats], new float[RANKS][floats]);
            }
        }
        send = new float[RANKS][bytes / Float.BYTES];
        recv = new float[RANKS][bytes / Float.BYTES];
        pair = made;
    }

    /** Lets go of the memory. */
    @TearDown
    public void stop() throws IOException {
        pair().close();
    }

    private SteppedPair pair() {
        return Objects.requireNonNull(pair);
    }

    /** An allreduce of floats, their sum, or a barrier. */
    @Benchmark
    @OperationsPerInvocation(RANKS)
    public void step() {
        if (bytes == 0) {
            pair().barrier();
        } else {
            pair().allreduce(send, recv);
        }
    }
}
