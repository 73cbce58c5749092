package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tutti.Communicator;
import org.tutti.ErrorClass;
import org.tutti.ErrorCode;
import org.tutti.Info;
import org.tutti.Op;
import org.tutti.TuttiException;
import org.tutti.memory.ElementType;

/** What the suites ask of shared memory, asked of the general component: the same results to the bit, the same errors. */
class BasicTest {
    private static final Map<String, String> BASIC = new HashMap<>(Matrix.Sizes.SMALL.parameters());
    private static final double LIMIT_SECONDS = Slowness.limit(2).toSeconds();
    private static final int SUMMANDS = 3_001;

    static {
        BASIC.put("coll", "^sm");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void shouldReduceAndBroadcastEveryType(int ranks) {
        ThreadRanks.run(ranks, BASIC, world -> {
            for (ElementType type : ElementType.values()) {
                List<Integer> counts = Matrix.counts(type, Matrix.Sizes.SMALL);
                Oracle inputs = Oracle.of(ranks, type, Matrix.largest(counts), ranks);
                Matrix.check(world, thinned(Matrix.broadcasts(type, counts, ranks), ranks), inputs);
                for (Op op : Oracle.OPS) {
                    if (Oracle.isDefined(op, type)) {
                        Oracle oracle = Oracle.of(ranks, type, op, Matrix.largest(counts), ranks);
                        Matrix.check(world, thinned(Matrix.reductions(type, op, counts, ranks), ranks), oracle);
                    }
                }
            }
        });
    }

    private static List<Call> thinned(List<Call> calls, int ranks) {
        List<Call> some = new ArrayList<>();
        for (int i = 0; i < calls.size(); i += 2 * ranks - 1) {
            some.add(calls.get(i));
        }
        return some;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void shouldMoveEveryBlock(int ranks) {
        List<Move> moves = Moves.of(ranks, false);
        ThreadRanks.run(ranks, BASIC, world -> {
            long seed = 1;
            for (Move move : moves) {
                move.check(world, seed++);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void shouldExchangeBetweenNeighbors(int ranks) {
        ThreadRanks.run(ranks, BASIC, world -> {
            NeighborsTest.checkGrids(world);
            NeighborsTest.checkGraphs(world, 3);
        });
    }

    /** Sums of which each order gives other bits, by both components in one job; of more ranks than a block has, too. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 9, 17})
    void shouldGiveTheBitsOfSharedMemory(int ranks) {
        Op own = Op.ofDouble("notCommutative", false, (a, b) -> a * 0.75 + b);
        ThreadRanks.run(ranks, Matrix.Sizes.SMALL.parameters(), world -> {
            Communicator basic = world.dup(Info.EMPTY.with("coll", "basic"));
            for (Op op : List.of(Op.SUM, own)) {
                assertThat(results(basic, op)).containsExactly(results(world, op));
            }
            basic.close();
        });
    }

    private static double[] results(Communicator communicator, Op op) {
        int ranks = communicator.size();
        double[] mine = new Random(communicator.rank())
                .doubles(SUMMANDS)
                .map(x -> x * x)
                .toArray();
        double[] all = mine.clone();
        communicator.allreduce(all, op);
        double[] atRoot = mine.clone();
        communicator.reduce(atRoot, op, ranks - 1);
        double[] scanned = mine.clone();
        communicator.scan(scanned, op);
        double[] before = mine.clone();
        communicator.exscan(before, op);
        double[] block = new double[SUMMANDS / ranks];
        communicator.reduceScatterBlock(Arrays.copyOf(mine, block.length * ranks), block, op);
        int[] counts = new int[ranks];
        Arrays.setAll(counts, rank -> rank * 2 + (rank == 1 ? 1500 : 0));
        double[] uneven = Arrays.copyOf(mine, Arrays.stream(counts).sum());
        communicator.reduceScatter(uneven, uneven, counts, op);
        double[] own = Arrays.copyOf(uneven, counts[communicator.rank()]);
        return Arrays.stream(new double[][] {all, atRoot, scanned, before, block, own})
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    /** What is said about components goes with communicators that are made of this one, and there is one for each rank alone. */
    @Test
    void shouldLeaveARankAloneToItself() {
        ThreadRanks.run(3, Map.of(), world -> {
            try (Communicator basic = world.dup(Info.EMPTY.with("coll", "basic"));
                    Communicator part = Objects.requireNonNull(basic.split(world.rank() == 0 ? 0 : 1, 0))) {
                assertThat(part.allreduce(1, Op.SUM)).isEqualTo(world.rank() == 0 ? 1 : 2);
            }
        });
    }

    static List<Call> calls() {
        return List.of(
                Call.barrier(),
                Call.bcast(ElementType.INT, 5_000, 1),
                Call.reduce(ElementType.INT, Op.SUM, 5_000, 1),
                Call.allreduce(ElementType.DOUBLE, Op.MAX, 1));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void shouldNameOperationsThatDiffer(Call call) {
        Call other = Call.reduce(ElementType.INT, Op.SUM, 5_000, 0);
        Fates fates = Fates.of(3, BASIC, world -> {
            world.barrier();
            (world.rank() == 1 ? call : other).make(world);
        });
        for (TuttiException e : fates.all()) {
            assertThat(e.errorClass()).isEqualTo(ErrorClass.MISMATCH);
            assertThat(e)
                    .hasMessageContaining("rank 1: " + call.description())
                    .hasMessageContaining(other.description())
                    .hasMessageContaining("operation 2 of world");
        }
        assertThat(fates.seconds()).isLessThan(LIMIT_SECONDS);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void shouldNameTheRankThatLeavesByAnException(Call call) {
        Fates fates = Fates.of(3, BASIC, world -> {
            world.barrier();
            if (world.rank() == 2) {
                throw new IllegalStateException("out of ideas");
            }
            call.make(world);
            world.barrier();
        });
        assertThat(fates.seconds()).isLessThan(LIMIT_SECONDS);
        assertThat(fates.of(0)).hasMessageContaining("out of ideas");
        assertThat(fates.of(1)).hasMessageContaining("out of ideas");
    }

    @Test
    void shouldNameAReductionThatThrows() {
        Op bad = Op.ofInt("bad", true, (a, b) -> {
            throw new IllegalStateException("no " + a);
        });
        Fates fates = Fates.of(2, BASIC, world -> {
            world.reduce(new int[10], bad, 0);
            world.barrier();
        });
        for (TuttiException e : fates.all()) {
            assertThat(e.code()).isEqualTo(ErrorCode.OP_THREW);
            assertThat(e).hasMessageContaining("the reduction bad threw").hasMessageContaining("no 0");
        }
    }
}
