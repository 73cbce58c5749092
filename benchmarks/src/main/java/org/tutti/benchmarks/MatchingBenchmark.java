package org.tutti.benchmarks;

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
import org.tutti.Communicator;
import org.tutti.Request;
import org.tutti.Tutti;

/**
 * What it takes to find whom a message is for, by how many receives or messages wait. The rank is alone and sends to itself, so that
 * nothing is on its way: the rest is two calls and a float that is copied.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class MatchingBenchmark {
    private static final int SELF = 0;

    /** How many wait, the one that is wanted among them; it is the last one. */
    @Param({"1", "10", "100", "1000", "10000"})
    public int waiting = 1;

    private final float[] sent = new float[1];
    private final float[] received = new float[1];
    private @Nullable Communicator world;

    @Setup
    public void setUp() {
        world = Tutti.init();
    }

    @TearDown
    public void tearDown() {
        world().close();
    }

    private Communicator world() {
        return Objects.requireNonNull(world);
    }

    /** Receives that have been posted, each with a tag of its own. */
    @State(Scope.Benchmark)
    public static class Posted {
        private Request[] others = {};

        /** Posts all but the last one. */
        @Setup
        public void post(MatchingBenchmark benchmark) {
            others = new Request[benchmark.waiting - 1];
            for (int tag = 0; tag < others.length; tag++) {
                others[tag] = benchmark.world().irecv(new float[1], SELF, tag);
            }
        }

        /** Lets none of them wait any more. */
        @TearDown
        public void satisfy(MatchingBenchmark benchmark) {
            for (int tag = 0; tag < others.length; tag++) {
                benchmark.world().send(benchmark.sent, SELF, tag);
            }
            Request.waitAll(others);
        }
    }

    /** Messages that have come, each with a tag of its own. */
    @State(Scope.Benchmark)
    public static class Unexpected {
        private int others;

        /** Sends all but the last one. */
        @Setup
        public void send(MatchingBenchmark benchmark) {
            others = benchmark.waiting - 1;
            for (int tag = 0; tag < others; tag++) {
                benchmark.world().send(benchmark.sent, SELF, tag);
            }
        }

        /** Receives them. */
        @TearDown
        public void receive(MatchingBenchmark benchmark) {
            for (int tag = 0; tag < others; tag++) {
                benchmark.world().recv(benchmark.received, SELF, tag);
            }
        }
    }

    /** A receive is posted behind all others, and its message comes. */
    @Benchmark
    public float posted(Posted posted) {
        Request last = world().irecv(received, SELF, waiting - 1);
        world().send(sent, SELF, waiting - 1);
        last.waitFor();
        return received[0];
    }

    /** A message comes behind all others, and is received. */
    @Benchmark
    public float unexpected(Unexpected unexpected) {
        world().send(sent, SELF, waiting - 1);
        world().recv(received, SELF, waiting - 1);
        return received[0];
    }
}
