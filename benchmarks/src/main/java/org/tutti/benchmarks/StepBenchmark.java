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

    /** The bytes of a rank's array or block; 0 for a barrier. More than 256 only for an allreduce. */
    @Param({"0", "8", "64", "256"})
    public int bytes;

    /** Which operation, if it is no barrier. */
    @Param({"allreduce", "bcast", "reduce", "gather", "scatter"})
    public String op = "";

    /** Whether the program has called it with other sizes before, as most have: the compiler knows no single one then. */
    @Param({"true", "false"})
    public boolean mixed;

    private float[][] send = {};
    private float[][] recv = {};
    private float[] both = {};
    private @Nullable SteppedPair pair;

    /** Makes two ranks and their arrays. */
    @Setup
    public void start() throws IOException {
        SteppedPair made = new SteppedPair();
        for (int i = 0; mixed && i < REHEARSALS; i++) {
            for (int floats : OTHER_FLOATS) {
                made.allreduce(new float[RANKS][floats], new float[RANKS][floats]);
                made.bcast(new float[RANKS][floats]);
                made.gather(new float[RANKS][floats], new float[RANKS * floats]);
                made.scatter(new float[RANKS * floats], new float[RANKS][floats]);
                made.reduce(new float[RANKS][floats], new float[floats]);
            }
        }
        send = new float[RANKS][bytes / Float.BYTES];
        recv = new float[RANKS][bytes / Float.BYTES];
        both = new float[RANKS * bytes / Float.BYTES];
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

    /** The operation, of floats, or a barrier. */
    @Benchmark
    @OperationsPerInvocation(RANKS)
    public void step() {
        switch (bytes == 0 ? "barrier" : op) {
            case "barrier" -> pair().barrier();
            case "bcast" -> pair().bcast(send);
            case "gather" -> pair().gather(send, both);
            case "scatter" -> pair().scatter(both, recv);
            case "reduce" -> pair().reduce(send, recv[0]);
            default -> pair().allreduce(send, recv);
        }
    }
}
