package org.tutti.benchmarks;

import java.lang.foreign.MemorySegment;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.tutti.Communicator;
import org.tutti.Datatype;
import org.tutti.Op;
import org.tutti.Tutti;

/**
 * Whole calls, from the API with all its checks down: of a world of one rank, which is what the way down costs, and of two
 * ranks that are threads of this JVM, which meet each time. It needs a processor for each.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class DispatchBenchmark {
    /** What is called. */
    @Param({"BARRIER", "ALLREDUCE_SCALAR", "ALLREDUCE_ARRAY", "ALLREDUCE_SEGMENT", "ALLREDUCE_FUNCTION"})
    public Operation operation = Operation.BARRIER;

    private @Nullable Communicator alone;
    private @Nullable RankPair pair;
    private Consumer<Communicator> call = world -> {};

    /** What is called; data are two doubles, but for the scalar. */
    public enum Operation {
        /** Nothing but meeting. */
        BARRIER,
        /** One double. */
        ALLREDUCE_SCALAR,
        /** An array. */
        ALLREDUCE_ARRAY,
        /** A segment over an array. */
        ALLREDUCE_SEGMENT,
        /** An array, by a user-defined reduction. */
        ALLREDUCE_FUNCTION
    }

    private static Consumer<Communicator> call(Operation operation) {
        double[][] arrays = {new double[2], new double[2]};
        MemorySegment[] segments = {MemorySegment.ofArray(arrays[0]), MemorySegment.ofArray(arrays[1])};
        Op function = Op.ofDouble("larger", true, Math::max);
        return switch (operation) {
            case BARRIER -> Communicator::barrier;
            case ALLREDUCE_SCALAR -> world -> world.allreduce(1.0, Op.MAX);
            case ALLREDUCE_ARRAY -> world -> world.allreduce(arrays[world.rank()], Op.MAX);
            case ALLREDUCE_SEGMENT -> world -> world.allreduce(segments[world.rank()], 2, Datatype.DOUBLE, Op.MAX);
            case ALLREDUCE_FUNCTION -> world -> world.allreduce(arrays[world.rank()], function);
        };
    }

    @Setup
    public void setUp() {
        call = call(operation);
        alone = Tutti.init();
        pair = new RankPair(call);
    }

    @TearDown
    public void tearDown() throws InterruptedException {
        Objects.requireNonNull(pair).end();
        Objects.requireNonNull(alone).close();
    }

    /** A world of one rank. */
    @Benchmark
    public void alone() {
        call.accept(Objects.requireNonNull(alone));
    }

    /** Two ranks. */
    @Benchmark
    public void pair() {
        Objects.requireNonNull(pair).call();
    }
}
