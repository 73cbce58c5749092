package org.tutti.benchmarks;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
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
import org.tutti.memory.ElementType;
import org.tutti.memory.MappedWords;

/** Copying floats from what a caller passes to mapped memory and back; by turns of kinds too, as a mixed program does. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CopyBenchmark {
    private static final int MOST = 16384;

    /** How many floats. */
    @Param({"1", "16", "256", "16384"})
    public int count = 1;

    /** What the caller passes. */
    @Param({"ARRAY", "HEAP_SEGMENT", "NATIVE_SEGMENT", "BY_TURNS"})
    public Passed passed = Passed.ARRAY;

    private final Arena arena = Arena.ofShared();
    private Object[] buffers = {};
    private int next;
    private @Nullable MappedWords words;

    /** What a caller passes. */
    public enum Passed {
        /** An array of floats. */
        ARRAY,
        /** A segment over an array of bytes. */
        HEAP_SEGMENT,
        /** A segment outside the heap. */
        NATIVE_SEGMENT,
        /** One after the other. */
        BY_TURNS
    }

    @Setup
    public void setUp() {
        words = MappedWords.of(arena.allocate(MOST * Float.BYTES, 128), null);
        Object array = new float[MOST];
        Object heap = MemorySegment.ofArray(new byte[MOST * Float.BYTES]);
        Object outside = arena.allocate(MOST * Float.BYTES, Float.BYTES);
        buffers = switch (passed) {
            case ARRAY -> new Object[] {array, array, array, array};
            case HEAP_SEGMENT -> new Object[] {heap, heap, heap, heap};
            case NATIVE_SEGMENT -> new Object[] {outside, outside, outside, outside};
            case BY_TURNS -> new Object[] {array, heap, array, outside};
        };
    }

    @TearDown
    public void tearDown() {
        arena.close();
    }

    /** In and out again. */
    @Benchmark
    public Object inAndOut() {
        MappedWords memory = Objects.requireNonNull(words);
        Object buffer = buffers[next++ & 3];
        memory.copyIn(ElementType.FLOAT, buffer, 0, 0, count);
        memory.copyOut(ElementType.FLOAT, 0, buffer, 0, count);
        return buffer;
    }
}
