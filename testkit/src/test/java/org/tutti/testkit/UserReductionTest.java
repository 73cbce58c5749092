package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tutti.Communicator;
import org.tutti.Datatype;
import org.tutti.ErrorCode;
import org.tutti.Op;
import org.tutti.TuttiException;
import org.tutti.memory.ElementType;
import org.tutti.memory.UserKernel;

/** Reductions by functions of the program: the same order, the same bits, on copies; and what happens when one throws. */
class UserReductionTest {
    private static final Map<String, String> SMALL = Matrix.Sizes.SMALL.parameters();
    private static final int BLOCK = 8;

    private static final Op FLOAT_SUM = Op.ofFloat("floatSum", true, Float::sum);
    private static final Op DOUBLE_PROD = Op.ofDouble("doubleProduct", true, (a, b) -> a * b);
    private static final Op INT_MAX = Op.ofInt("intMax", true, Math::max);
    private static final Op LONG_BXOR = Op.ofLong("longXor", true, (a, b) -> a ^ b);
    private static final Op BYTE_SUM = Op.create("byteSum", true, Object.class, (left, right, count) -> {
        for (int i = 0; i < count; i++) {
            Elements.set(left, i, Elements.get(left, i) + Elements.get(right, i));
        }
    });

    /** Reductions that a predefined one must equal, and the types for which it does. */
    private static void checkAll(Communicator world) {
        check(world, FLOAT_SUM, Op.SUM, ElementType.FLOAT);
        check(world, DOUBLE_PROD, Op.PROD, ElementType.DOUBLE);
        check(world, INT_MAX, Op.MAX, ElementType.INT);
        check(world, LONG_BXOR, Op.BXOR, ElementType.LONG);
        check(world, BYTE_SUM, Op.SUM, ElementType.BYTE);
        check(world, BYTE_SUM, Op.SUM, ElementType.CHAR);
    }

    private static void check(Communicator world, Op own, Op predefined, ElementType type) {
        List<Integer> counts = Matrix.counts(type, Matrix.Sizes.SMALL);
        Oracle oracle = Oracle.of(world.size(), type, predefined, Matrix.largest(counts), 5);
        List<Call> calls = new ArrayList<>();
        for (Call call : Matrix.reductions(type, own, counts, world.size())) {
            if (call.root() < 2 || call.root() == world.size() - 1) {
                calls.add(call);
            }
        }
        Matrix.check(world, calls, oracle);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 9})
    void shouldGiveTheBitsOfThePredefinedOnes(int ranks) {
        ThreadRanks.run(ranks, SMALL, UserReductionTest::checkAll);
    }

    /** Arguments: none. */
    static final class InProcesses implements RankTask {
        @Override
        public String run(Communicator world, String... args) {
            checkAll(world);
            checkItems(world, Matrix.Sizes.SMALL, 4);
            return "done";
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    @Tag("processes")
    void shouldComputeInProcesses(int ranks) {
        assertThat(RankProcesses.shared().run(ranks, Matrix.Sizes.SMALL.settings(), InProcesses.class))
                .allSatisfy(outcome -> assertThat(outcome.require()).isEqualTo("done"));
    }

    /**
     * Combines items so that each element of the result depends on the whole item, on its place in it, and on the order. It
     * is not even associative: only the canonical order gives this result.
     */
    private static void combineItems(long[] left, long[] right, int count, int itemElements) {
        if (count % itemElements != 0) {
            throw new AssertionError("an item is torn apart: " + count);
        }
        for (int item = 0; item < count; item += itemElements) {
            long first = left[item];
            long last = right[item + itemElements - 1];
            for (int i = item; i < item + itemElements; i++) {
                left[i] = left[i] * 31 + right[i] * first + last + (i - item);
            }
        }
    }

    private static Op items(int itemElements) {
        return Op.create(
                "items",
                false,
                long[].class,
                itemElements,
                (left, right, count) -> combineItems(left, right, count, itemElements));
    }

    private static long[] input(int rank, int count) {
        long[] input = new long[count];
        for (int i = 0; i < count; i++) {
            input[i] = Oracle.random(3, rank, i);
        }
        return input;
    }

    private static long[] expected(int ranks, int count, int itemElements) {
        long[] total = new long[count];
        for (int first = 0; first < ranks; first += BLOCK) {
            long[] block = input(first, count);
            for (int rank = first + 1; rank < Math.min(ranks, first + BLOCK); rank++) {
                combineItems(block, input(rank, count), count, itemElements);
            }
            if (first == 0) {
                total = block;
            } else {
                combineItems(total, block, count, itemElements);
            }
        }
        return total;
    }

    private static void checkItems(Communicator world, Matrix.Sizes sizes, int itemElements) {
        Op op = items(itemElements);
        TreeSet<Integer> counts = new TreeSet<>();
        for (int count : Matrix.counts(ElementType.LONG, sizes)) {
            counts.add(Math.ceilDiv(count, itemElements) * itemElements);
        }
        for (int count : counts) {
            String what = "items of " + itemElements + ", " + count;
            long[] expected = expected(world.size(), count, itemElements);
            long[] array = input(world.rank(), count);
            world.allreduce(array, op);
            Elements.requireEqual(array, expected, what);
            int root = count % world.size();
            long[] send = input(world.rank(), count);
            long[] recv = new long[count];
            world.reduce(send, recv, op, root);
            Elements.requireEqual(recv, world.rank() == root ? expected : new long[count], what);
            Elements.requireEqual(send, input(world.rank(), count), what);
            MemorySegment segment = MemorySegment.ofArray(send);
            world.allreduce(segment, count, Datatype.LONG, op);
            Elements.requireEqual(send, expected, what);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 4", "2, 1", "2, 2", "2, 3", "2, 4", "2, 17", "3, 3", "3, 4", "4, 5", "8, 3", "9, 3", "9, 4"})
    void shouldTearNoItemApart(int ranks, int itemElements) {
        for (Matrix.Sizes sizes : List.of(Matrix.Sizes.SMALL, Matrix.Sizes.SMALLEST)) {
            ThreadRanks.run(ranks, sizes.parameters(), world -> checkItems(world, sizes, itemElements));
        }
    }

    /** Items larger than a fragment, and larger than the scratch arrays. */
    @ParameterizedTest
    @CsvSource({"2, 500, 65536", "3, 500, 65536", "2, 3000, 524288", "3, 4096, 524288"})
    void shouldTakeLargeItems(int ranks, int itemElements, int ring) {
        Matrix.Sizes sizes = new Matrix.Sizes(2048, 1024, ring, 128);
        ThreadRanks.run(ranks, sizes.parameters(), world -> checkItems(world, sizes, itemElements));
    }

    @Test
    void shouldSayHowLargeAnItemCanBe() {
        ThreadRanks.run(2, SMALL, world -> {
            assertThatThrownBy(() -> world.allreduce(new long[514], items(257)))
                    .isInstanceOfSatisfying(
                            TuttiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LARGE_ITEM))
                    .hasMessage("an item of the reduction is too large for the ring: op=items[257], bytes=2056, at most"
                            + " 2048 [TUTTI-112]");
            // nothing was sent: the ranks still agree
            world.allreduce(new long[512], items(256));
        });
    }

    /** A scan lays as many results as there are ranks, a reduceScatter as many blocks; nothing is open when they say so. */
    @Test
    void shouldSayHowLargeTheItemsOfARowCanBe() {
        ThreadRanks.run(4, SMALL, world -> {
            long[] send = new long[65 * 400];
            int[] counts = {0, 65 * 399, 65, 0};
            for (ThrowableAssert.ThrowingCallable call : List.<ThrowableAssert.ThrowingCallable>of(
                    () -> world.scan(send, items(65)),
                    () -> world.exscan(send, items(65)),
                    () -> world.reduceScatterBlock(send, send, items(65)),
                    () -> world.reduceScatter(send, send, counts, items(65)))) {
                assertThatThrownBy(call)
                        .isInstanceOfSatisfying(
                                TuttiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LARGE_ITEM))
                        .hasMessage(
                                "an item of the reduction is too large for the ring: op=items[65], bytes=520, at most"
                                        + " 512 [TUTTI-112]");
                assertThat(world.allreduce(1, Op.SUM)).isEqualTo(4);
            }
        });
    }

    /** What a function does to its arrays, beyond what it should, reaches nobody. */
    @SuppressWarnings("ReferenceEquality") // the very array
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "2, 100", "2, 3000", "3, 100", "3, 3000"})
    void shouldGiveFunctionsCopiesOnly(int ranks, int count) {
        ThreadRanks.run(ranks, SMALL, world -> {
            long[] send = input(world.rank(), count);
            long[] recv = new long[count + 10];
            List<long[]> foreign = List.of(send, recv);
            Op vandal = Op.create("vandal", true, long[].class, (left, right, n) -> {
                for (long[] array : foreign) {
                    if (left == array || right == array) {
                        throw new AssertionError("a function has got the caller's array");
                    }
                }
                for (int i = 0; i < n; i++) {
                    left[i] += right[i];
                }
                java.util.Arrays.fill(right, -1);
                java.util.Arrays.fill(left, n, left.length, -1);
            });
            long[] expected = new long[count + 10];
            for (int rank = 0; rank < ranks; rank++) {
                long[] input = input(rank, count);
                for (int i = 0; i < count; i++) {
                    expected[i] += input[i];
                }
            }
            world.allreduce(send, recv, vandal);
            Elements.requireEqual(recv, expected, "received");
            Elements.requireEqual(send, input(world.rank(), count), "sent");
            world.allreduce(send, vandal);
            Elements.requireEqual(send, Elements.copy(expected, 0, count), "in place");
        });
    }

    private static Stream<Call> failingCalls() {
        List<Call> calls = new ArrayList<>();
        for (int count : new int[] {1, 60, 20_000}) {
            calls.add(Call.allreduce(ElementType.DOUBLE, FLOAT_SUM, count));
            calls.add(Call.reduce(ElementType.DOUBLE, FLOAT_SUM, count, 1));
        }
        return calls.stream();
    }

    private static Call with(Call call, Op op) {
        return new Call(call.kind(), call.type(), op, call.count(), call.root(), call.placement());
    }

    @ParameterizedTest
    @MethodSource("failingCalls")
    void shouldNameTheRankWhoseFunctionThrows(Call template) {
        for (Throwable thrown : new Throwable[] {new ArithmeticException("no"), new StackOverflowError("no")}) {
            Fates fates = Fates.of(3, SMALL, world -> {
                Op picky = Op.ofDouble("picky", true, (a, b) -> {
                    if (world.rank() == 1) {
                        raise(thrown);
                    }
                    return a + b;
                });
                world.barrier();
                with(template, picky).make(world);
                world.barrier();
            });
            String call =
                    with(template, Op.ofDouble("picky", true, Double::sum)).description();
            String text = "rank 1: the reduction picky threw " + thrown + ", in " + call + ", operation 2 of world";
            for (TuttiException e : fates.all()) {
                assertThat(e.reason()).isEqualTo(text);
                assertThat(e.code()).isEqualTo(ErrorCode.OP_THREW);
                assertThat(e.culprit()).isEqualTo(1);
            }
            assertThat(fates.of(1)).hasCause(thrown);
            assertThat(fates.of(0)).hasNoCause();
            assertThat(fates.seconds()).isLessThan(2);
        }
    }

    private static void raise(Throwable thrown) {
        if (thrown instanceof Error e) {
            throw e;
        }
        throw (RuntimeException) thrown;
    }

    /** Arguments: the count. What each rank gets. */
    static final class Thrower implements RankTask {
        @Override
        public String run(Communicator world, String... args) {
            Op picky = Op.ofDouble("picky", true, (a, b) -> {
                if (world.rank() == 0) {
                    throw new UnsupportedOperationException("today");
                }
                return a + b;
            });
            world.allreduce(new double[Integer.parseInt(args[0])], picky);
            world.barrier();
            return "done";
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5000})
    @Tag("processes")
    void shouldNameTheProcessWhoseFunctionThrows(int count) {
        RankProcesses.Job job =
                RankProcesses.shared().start(2, Matrix.Sizes.SMALL.settings(), Thrower.class, count + "");
        for (Outcome outcome : job.await()) {
            Outcome.Failure failure = outcome.requireFailure();
            assertThat(failure.message())
                    .isEqualTo("rank 0: the reduction picky threw java.lang.UnsupportedOperationException: today, in"
                            + " allreduce(picky, double, " + 8 * count + " bytes), operation 1 of world [TUTTI-505]");
            assertThat(failure.errorClass()).isEqualTo("OP");
            assertThat(failure.culprit()).isZero();
            assertThat(failure.stack().contains("Caused by: java.lang.UnsupportedOperationException: today"))
                    .isEqualTo(outcome.rank() == 0);
        }
        assertThat(job.leftovers()).isEmpty();
    }

    /** Different names, or items of different sizes, are different reductions. */
    @ParameterizedTest
    @ValueSource(ints = {2, 60, 4000})
    void shouldTellReductionsOfDifferentNamesApart(int count) {
        List<Op> ops = List.of(
                Op.ofLong("shortest", true, Math::min),
                Op.ofLong("longest", true, Math::max),
                items(1),
                items(2),
                Op.MAX);
        for (Op first : ops) {
            for (Op second : ops) {
                if (first != second) {
                    Call call = Call.allreduce(ElementType.LONG, first, count);
                    meet(call, with(call, second), "");
                }
            }
        }
    }

    /** What a call's signature holds of a name may be the same for two names; what ranks compare is more. */
    @Test
    void shouldTellReductionsApartWhoseNamesLookAlike() {
        Map<Integer, String> names = new HashMap<>();
        for (int i = 0; ; i++) {
            String name = "reduction" + i;
            int code = new UserKernel(name, ElementType.LONG, 1, (left, right, count) -> {}).code();
            String other = names.put(code, name);
            if (other != null) {
                Call call = Call.allreduce(ElementType.LONG, Op.ofLong(name, true, Long::sum), 3);
                meet(call, with(call, Op.ofLong(other, true, Long::sum)), " (reductions of different names or items)");
                return;
            }
        }
    }

    private static void meet(Call first, Call second, String end) {
        Fates fates = Fates.of(2, SMALL, world -> {
            world.barrier();
            (world.rank() == 0 ? first : second).make(world);
            world.barrier();
        });
        for (TuttiException e : fates.all()) {
            assertThat(e.code()).isEqualTo(ErrorCode.MISMATCH);
            if (end.isEmpty()) {
                assertThat(e.getMessage())
                        .contains("rank 0: " + first.description(), "rank 1: " + second.description());
            }
            assertThat(e.reason()).endsWith("operation 2 of world" + end);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2000})
    void shouldRefuseOperationsInsideFunctions(int count) {
        Fates fates = Fates.of(2, SMALL, world -> {
            Op nested = Op.ofInt("nested", true, (a, b) -> world.allreduce(a, Op.SUM));
            world.allreduce(new int[count], nested);
            world.barrier();
        });
        for (TuttiException e : fates.all()) {
            assertThat(e.code()).isEqualTo(ErrorCode.OP_THREW);
            assertThat(e)
                    .hasMessageContaining("the reduction nested threw")
                    .hasMessageContaining("an operation was called inside another one, by a reduction's function or a"
                            + " second thread: allreduce(SUM, int, 4 bytes) in allreduce(nested, int, " + 4 * count
                            + " bytes)");
        }
    }

    /** The memory of a segment is freed while an operation is about to write to it. */
    @ParameterizedTest
    @ValueSource(ints = {1, 60, 3000})
    void shouldEndTheJobWhenASegmentIsFreedMeanwhile(int count) {
        Map<Integer, Throwable> causes = new ConcurrentHashMap<>();
        Fates fates = Fates.of(2, SMALL, world -> {
            Arena arena = Arena.ofShared();
            MemorySegment recv = arena.allocate(8L * count);
            Op closing = Op.create("closing", true, long[].class, (left, right, n) -> {
                if (world.rank() == 1 && arena.scope().isAlive()) {
                    arena.close();
                }
            });
            try {
                world.allreduce(MemorySegment.ofArray(new long[count]), recv, count, Datatype.LONG, closing);
                world.barrier();
            } catch (TuttiException e) {
                if (e.getCause() != null) {
                    causes.put(world.rank(), e.getCause());
                }
                throw e;
            }
        });
        for (TuttiException e : fates.all()) {
            assertThat(e.code()).isEqualTo(ErrorCode.SEGMENT_FREED);
            assertThat(e.culprit()).isEqualTo(1);
            assertThat(e.reason())
                    .isEqualTo("rank 1: the operation failed by java.lang.IllegalStateException: Already closed, in"
                            + " allreduce(closing, long, " + 8 * count + " bytes), operation 1 of world");
        }
        assertThat(causes).containsOnlyKeys(1);
    }
}
