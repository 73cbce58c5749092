package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tutti.Communicator;
import org.tutti.ErrorClass;
import org.tutti.Op;
import org.tutti.TuttiException;
import org.tutti.memory.ElementType;

/** Every operation, type, reduction, count, root and placement, with ranks that are threads. */
class ThreadMatrixTest {
    private static final Map<String, String> SMALL = Matrix.Sizes.SMALL.parameters();

    private static final List<Call.Placement> PLACEMENTS = List.of(Call.Placement.values());

    private record Block(List<Call> calls, Oracle oracle) {}

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 16})
    void shouldReduceEveryTypeByEveryReduction(int ranks) {
        List<Block> blocks = new ArrayList<>();
        for (ElementType type : ElementType.values()) {
            List<Integer> counts = Matrix.counts(type, Matrix.Sizes.SMALL);
            for (Op op : Oracle.OPS) {
                if (Oracle.isDefined(op, type)) {
                    Oracle oracle = Oracle.of(ranks, type, op, Matrix.largest(counts), ranks);
                    blocks.add(new Block(thinned(Matrix.reductions(type, op, counts, ranks), ranks), oracle));
                }
            }
        }
        ThreadRanks.run(ranks, SMALL, world -> run(world, blocks));
    }

    /** {@return for more than 4 ranks, a part of the calls: others for each type and reduction} */
    private static List<Call> thinned(List<Call> calls, int ranks) {
        if (ranks <= 4) {
            return calls;
        }
        List<Call> some = new ArrayList<>();
        Call first = calls.getFirst();
        int start = Matrix.spread(first.type(), first.op());
        for (int i = start % 3; i < calls.size(); i += ranks < 16 ? 3 : 7) {
            some.add(calls.get(i));
        }
        return some;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 16})
    void shouldBroadcastEveryType(int ranks) {
        List<Block> blocks = new ArrayList<>();
        for (ElementType type : ElementType.values()) {
            List<Integer> counts = Matrix.counts(type, Matrix.Sizes.SMALL);
            Oracle oracle = Oracle.of(ranks, type, Matrix.largest(counts), ranks);
            blocks.add(new Block(Matrix.broadcasts(type, counts, ranks), oracle));
        }
        ThreadRanks.run(ranks, SMALL, world -> run(world, blocks));
    }

    /** The smallest sizes, with which the long ways are the usual ones; and those that users have. */
    @ParameterizedTest
    @CsvSource({
        "2, dedicated, false",
        "3, auto, false",
        "8, auto, false",
        "2, dedicated, true",
        "2, oversubscribed, true",
        "3, auto, true"
    })
    void shouldDoTheSameWithOtherSizes(int ranks, String waitMode, boolean usual) {
        Matrix.Sizes sizes = usual ? Matrix.Sizes.USUAL : Matrix.Sizes.SMALLEST;
        List<Block> blocks = new ArrayList<>();
        for (ElementType type : List.of(ElementType.SHORT, ElementType.DOUBLE)) {
            List<Integer> counts = Matrix.counts(type, sizes);
            int largest = Matrix.largest(counts);
            blocks.add(new Block(
                    someRoots(Matrix.reductions(type, Op.SUM, counts, ranks)),
                    Oracle.of(ranks, type, Op.SUM, largest, ranks)));
            blocks.add(new Block(
                    someRoots(Matrix.broadcasts(type, counts, ranks)), Oracle.of(ranks, type, largest, ranks)));
        }
        Map<String, String> parameters = new HashMap<>(sizes.parameters());
        parameters.put("wait.mode", waitMode);
        ThreadRanks.run(ranks, parameters, world -> run(world, blocks));
    }

    private static List<Call> someRoots(List<Call> calls) {
        return calls.stream()
                .filter(call -> call.root() < 2 || call.root() == 7)
                .toList();
    }

    private static void run(Communicator world, List<Block> blocks) {
        for (Block block : blocks) {
            Matrix.check(world, block.calls, block.oracle);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void shouldRefuseReductionsThatMpiDoesNotDefine(int ranks) {
        ThreadRanks.run(ranks, world -> {
            for (ElementType type : ElementType.values()) {
                for (Op op : Oracle.OPS) {
                    if (!Oracle.isDefined(op, type)) {
                        for (Call call : List.of(Call.allreduce(type, op, 1), Call.reduce(type, op, 1, 0))) {
                            assertThatThrownBy(() -> call.make(world))
                                    .isInstanceOfSatisfying(
                                            TuttiException.class,
                                            e -> org.assertj.core.api.Assertions.assertThat(e.errorClass())
                                                    .isEqualTo(ErrorClass.OP))
                                    .hasMessage("the reduction is not defined for this type: op=" + op + ", type="
                                            + type + " [TUTTI-106]");
                        }
                    }
                }
            }
            // nothing was sent: the ranks still agree
            world.barrier();
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 9})
    void shouldCombineScalars(int ranks) {
        ThreadRanks.run(ranks, world -> {
            int rank = world.rank();
            int sum = ranks * (ranks + 1) / 2;
            for (int root = 0; root < ranks; root++) {
                boolean here = rank == root;
                require(world.allreduce(rank + 1, Op.SUM) == sum);
                require(world.allreduce((rank + 1L) << 40, Op.SUM) == (long) sum << 40);
                require(world.allreduce(rank + 0.5f, Op.MAX) == ranks - 0.5f);
                require(world.allreduce(rank + 0.25, Op.MIN) == 0.25);
                require(world.allreduce(here, Op.LOR));
                require(world.allreduce(here, Op.LAND) == (ranks == 1));
                require(world.reduce(rank + 1, Op.SUM, root) == (here ? sum : rank + 1));
                require(world.reduce((rank + 1L) << 40, Op.SUM, root) == (here ? (long) sum : rank + 1L) << 40);
                require(world.reduce(rank + 0.5f, Op.MAX, root) == (here ? ranks : rank + 1) - 0.5f);
                require(world.reduce(rank + 0.25, Op.MIN, root) == (here ? 0.25 : rank + 0.25));
                require(world.reduce(rank == 0, Op.LOR, root) == (here || rank == 0));
                require(world.bcast(rank, root) == root);
                require(world.bcast((rank + 1L) << 40, root) == (root + 1L) << 40);
                require(world.bcast(rank + 0.5f, root) == root + 0.5f);
                require(world.bcast(-rank - 0.25, root) == -root - 0.25);
                require(world.bcast(rank % 2 == 0, root) == (root % 2 == 0));
            }
        });
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new AssertionError("a scalar is wrong");
        }
    }

    /** Slots are written again and again while some rank is behind. */
    @ParameterizedTest
    @CsvSource({"2, 1", "2, 2", "3, 3", "4, 4", "5, 5", "9, 6", "16, 7"})
    void shouldMixOperationsWithASlowRank(int ranks, long seed) {
        mix(ranks, seed, 1500 / ranks + 300);
    }

    @Tag("full")
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 9, 16})
    void shouldMixManyOperationsWithASlowRank(int ranks) {
        for (long seed = 100; seed < 110; seed++) {
            mix(ranks, seed, 10_000 / ranks);
        }
    }

    private static void mix(int ranks, long seed, int calls) {
        Random random = new Random(seed);
        List<Block> blocks = new ArrayList<>();
        for (ElementType type : List.of(ElementType.LONG, ElementType.FLOAT, ElementType.BYTE)) {
            for (Op op : List.of(Op.SUM, Op.MAX)) {
                blocks.add(new Block(List.of(), Oracle.of(ranks, type, op, type.count(40_000), seed)));
            }
        }
        List<Block> sequence = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            Block block = blocks.get(random.nextInt(blocks.size()));
            sequence.add(new Block(List.of(anyCall(random, block.oracle, ranks)), block.oracle));
        }
        long start = random.nextLong();
        ThreadRanks.run(ranks, SMALL, world -> {
            Random slowness = new Random(start);
            for (int i = 0; i < sequence.size(); i++) {
                Block block = sequence.get(i);
                int slow = slowness.nextInt(4 * ranks);
                long nanos = (long) slowness.nextInt(1000) * slowness.nextInt(1000);
                if (slow == world.rank()) {
                    LockSupport.parkNanos(nanos);
                }
                Matrix.check(world, block.calls, block.oracle);
            }
        });
    }

    private static Call anyCall(Random random, Oracle oracle, int ranks) {
        ElementType type = Elements.typeOf(oracle.input(0));
        int[] bytes = {8, 104, 112, 1000, 1032, 2048, 2056, 4096, 9000, 40_000};
        int count = type.count(random.nextInt(bytes[random.nextInt(bytes.length)] + 1));
        int root = random.nextInt(ranks);
        Call.Placement placement = PLACEMENTS.get(random.nextInt(PLACEMENTS.size()));
        Op op = oracle.op();
        return switch (random.nextInt(8)) {
            case 0 -> Call.barrier();
            case 1, 2, 3 -> Call.bcast(type, count, root).at(placement);
            case 4, 5 -> Call.reduce(type, op, count, root).at(placement);
            default -> Call.allreduce(type, op, count).at(placement);
        };
    }

    /** Roots run ahead of a rank that is late: what it has not read yet must not be overwritten. */
    @ParameterizedTest
    @CsvSource({"2, 8", "2, 1000", "2, 3000", "3, 8", "3, 1000", "3, 9000", "5, 8", "5, 3000"})
    void shouldAlternateRootsWhileOneRankIsLate(int ranks, int bytes) {
        int count = bytes / 8;
        Oracle oracle = Oracle.of(ranks, ElementType.LONG, Op.SUM, count, bytes);
        ThreadRanks.run(ranks, SMALL, world -> {
            for (int late = 0; late < ranks; late++) {
                for (int i = 0; i < 120; i++) {
                    if (world.rank() == late && i % 12 == 0) {
                        LockSupport.parkNanos(1_000_000);
                    }
                    int root = i / 3 % ranks;
                    Call call = i % 2 == 0
                            ? Call.bcast(ElementType.LONG, count, root)
                            : Call.reduce(ElementType.LONG, Op.SUM, count, (root + i) % ranks);
                    call.check(world, oracle);
                }
            }
        });
    }

    /** Many broadcasts of one root, then many reductions to one: nobody waits for the others but by the slots. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 9})
    void shouldNotOverrunARankThatIsBehind(int ranks) {
        ThreadRanks.run(ranks, SMALL, world -> {
            long[] numbers = new long[16];
            for (int i = 0; i < 300; i++) {
                java.util.Arrays.fill(numbers, world.rank() == 0 ? i : -1);
                if (world.rank() == ranks - 1 && i % 20 == 5) {
                    LockSupport.parkNanos(500_000);
                }
                world.bcast(numbers, 0);
                require(numbers[0] == i && numbers[15] == i);
            }
            for (int i = 0; i < 300; i++) {
                if (world.rank() == 0 && i % 20 == 5) {
                    LockSupport.parkNanos(500_000);
                }
                java.util.Arrays.fill(numbers, i);
                world.reduce(numbers, Op.SUM, 0);
                require(numbers[15] == (world.rank() == 0 ? (long) ranks * i : i));
            }
        });
    }

    @Test
    void shouldDoAHundredThousandSmallOperations() {
        ThreadRanks.run(2, world -> {
            long[] number = new long[1];
            for (int i = 0; i < 100_000; i++) {
                number[0] = (long) i + world.rank();
                switch (i & 3) {
                    case 0 -> world.barrier();
                    case 1 -> {
                        world.bcast(number, i >> 2 & 1);
                        require(number[0] == i + (i >> 2 & 1));
                    }
                    case 2 -> {
                        world.reduce(number, Op.SUM, i >> 2 & 1);
                        require(number[0] == (world.rank() == (i >> 2 & 1) ? 2L * i + 1 : i + world.rank()));
                    }
                    default -> {
                        world.allreduce(number, Op.SUM);
                        require(number[0] == 2L * i + 1);
                    }
                }
            }
        });
    }
}
