package org.tutti.benchmarks;

import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;
import org.tutti.memory.ElementType;
import org.tutti.memory.Operator;
import org.tutti.memory.ReduceKernel;
import org.tutti.memory.UserKernel;

/**
 * Folding a block of 8 KiB into another, as reductions do, beside the plain loop over {@code float[]}. Every byte of the
 * block that is folded counts as an operation, so operations per nanosecond are GB/s.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class KernelBenchmark {
    private static final int BYTES = 8 << 10;

    /** Two blocks of a type, and the kernel of a predefined reduction. */
    @State(Scope.Thread)
    public static class Blocks {
        /** The type of the elements. */
        @Param({"FLOAT", "DOUBLE", "INT", "LONG", "BYTE", "CHAR"})
        public ElementType type = ElementType.FLOAT;

        /** The reduction. */
        @Param({"SUM", "MAX"})
        public Operator operator = Operator.SUM;

        private ReduceKernel kernel = ReduceKernel.of(Operator.SUM, ElementType.FLOAT);
        private Object left = new float[0];
        private Object right = new float[0];
        private int count;

        @Setup
        public void setUp() {
            kernel = ReduceKernel.of(operator, type);
            count = type.count(BYTES);
            left = type.newArray(count);
            right = type.newArray(count);
        }
    }

    /** Two blocks of floats. */
    @State(Scope.Thread)
    public static class Floats {
        private final ReduceKernel function = new UserKernel("sum", ElementType.FLOAT, 1, Floats::sum);
        private final float[] left = new float[BYTES / Float.BYTES];
        private final float[] right = new float[BYTES / Float.BYTES];

        private static void sum(Object left, Object right, int count) {
            float[] a = (float[]) left;
            float[] b = (float[]) right;
            for (int i = 0; i < count; i++) {
                a[i] += b[i];
            }
        }
    }

    /** The kernel of each type. */
    @Benchmark
    @OperationsPerInvocation(BYTES)
    public Object kernel(Blocks blocks) {
        blocks.kernel.fold(blocks.left, blocks.right, blocks.count);
        return blocks.left;
    }

    /** A user-defined reduction: the loop by a function of the program. */
    @Benchmark
    @OperationsPerInvocation(BYTES)
    public Object function(Floats floats) {
        floats.function.fold(floats.left, floats.right, floats.left.length);
        return floats.left;
    }

    /** What there is to reach. */
    @Benchmark
    @OperationsPerInvocation(BYTES)
    public Object plainLoop(Floats floats) {
        float[] a = floats.left;
        float[] b = floats.right;
        for (int i = 0; i < a.length; i++) {
            a[i] += b[i];
        }
        return a;
    }
}
