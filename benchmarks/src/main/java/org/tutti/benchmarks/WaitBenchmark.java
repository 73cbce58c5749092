package org.tutti.benchmarks;

import java.lang.foreign.Arena;
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
import org.tutti.memory.MappedWords;
import org.tutti.memory.WaitStrategy;
import org.tutti.spi.Progress;

/**
 * The waiting loop: looking at words of other ranks that have not changed, pausing once the looks are used up, and being
 * there when a word changes at last. The last one needs two processors.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class WaitBenchmark {
    private static final long UNIT = 128;
    private static final long MINE = 62 * UNIT;
    private static final long THEIRS = 63 * UNIT;

    /** How many words are looked at in one pass. */
    @State(Scope.Benchmark)
    public static class Words {
        /** Those of so many other ranks. */
        @Param({"1", "7", "31"})
        public int count = 1;
    }

    private final Arena arena = Arena.ofShared();
    private final WaitStrategy strategy = new WaitStrategy(WaitStrategy.Mode.DEDICATED, false, Progress.NONE);
    private final WaitStrategy.Waiter waiter = new Nobody();
    private @Nullable MappedWords memory;
    private @Nullable Thread echo;
    private long turn;

    private static final class Nobody implements WaitStrategy.Waiter {
        @Override
        public void check() {}

        @Override
        public void linger() {}

        @Override
        public void sleep(long nanos) {}
    }

    @Setup
    public void setUp() {
        MappedWords shared = MappedWords.of(arena.allocate(64 * UNIT, UNIT), null);
        memory = shared;
        turn = 0;
        echo = Thread.ofPlatform().daemon().name("echo").start(() -> echo(shared));
    }

    private static void echo(MappedWords shared) {
        for (long seen = 0; seen >= 0; ) {
            long next = shared.getAcquire(MINE);
            if (next == seen) {
                Thread.onSpinWait();
            } else {
                seen = next;
                shared.setRelease(THEIRS, seen);
            }
        }
    }

    @TearDown
    public void tearDown() throws InterruptedException {
        Objects.requireNonNull(memory).setRelease(MINE, -1);
        Objects.requireNonNull(echo).join();
        arena.close();
    }

    /** One pass over words that have not changed, and a spin. */
    @Benchmark
    public int look(Words words) {
        MappedWords shared = Objects.requireNonNull(memory);
        int missing = 0;
        for (int i = 0; i < words.count; i++) {
            missing += shared.getAcquire(i * UNIT) < 1 ? 1 : 0;
        }
        Thread.onSpinWait();
        return missing;
    }

    /** The first pause of a wait: a look at what has ended the job, and a yield. */
    @Benchmark
    public void pause() {
        strategy.begin();
        strategy.pause(waiter);
    }

    /** A word to another thread and its answer: two hops. */
    @Benchmark
    public long roundTrip() {
        MappedWords shared = Objects.requireNonNull(memory);
        long next = ++turn;
        shared.setRelease(MINE, next);
        while (shared.getAcquire(THEIRS) != next) {
            Thread.onSpinWait();
        }
        return next;
    }
}
