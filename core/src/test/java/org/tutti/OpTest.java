package org.tutti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tutti.memory.ElementType;

class OpTest {
    private static void refuses(ThrowingCallable call, ErrorCode code, String reason) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        TuttiException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessage(reason + " [" + code + "]");
    }

    @Test
    void shouldCombineWithoutOthers() {
        int[] right = {1, 20, 3};
        Op.ofInt("minus", false, (a, b) -> a - b).reduceLocal(new int[] {10, 5, 0}, right);
        assertThat(right).containsExactly(9, -15, -3);
        refuses(
                () -> Op.BAND.reduceLocal(new float[1], new float[1]),
                ErrorCode.UNDEFINED_OP,
                "the reduction is not defined for this type: op=BAND, type=float");
    }

    /** More items than are combined at once; those with gaps keep what lies in them. */
    @Test
    void shouldCombineItemsOfSegmentsWithoutOthers() {
        int count = 3000;
        Op minus = Op.ofInt("minus", false, (a, b) -> a - b);
        Datatype spread = Datatype.resized(Datatype.INT, 0, 8);
        int[] left = new int[count];
        int[] right = new int[2 * count];
        java.util.Arrays.setAll(left, i -> 3 * i);
        java.util.Arrays.setAll(right, i -> i);
        MemorySegment result = MemorySegment.ofArray(right);
        MemorySegment doubled = MemorySegment.ofArray(new int[2 * count]);
        doubled.copyFrom(MemorySegment.ofArray(left));
        minus.reduceLocal(doubled, doubled, count, Datatype.INT); // what is at one place is both
        assertThat(doubled.toArray(ValueLayout.JAVA_INT)).containsOnly(0);
        MemorySegment spreadLeft = MemorySegment.ofArray(new int[2 * count]);
        for (int i = 0; i < count; i++) {
            spreadLeft.setAtIndex(ValueLayout.JAVA_INT, 2L * i, left[i]);
        }
        minus.reduceLocal(spreadLeft, result, count, spread);
        for (int i = 0; i < count; i++) {
            assertThat(right[2 * i]).isEqualTo(3 * i - 2 * i);
            assertThat(right[2 * i + 1]).isEqualTo(2 * i + 1);
        }
        long[] pairs = new long[4];
        MemorySegment least = MemorySegment.ofArray(pairs);
        least.set(ValueLayout.JAVA_DOUBLE, 0, 2.5);
        MemorySegment other = MemorySegment.ofArray(new long[] {Double.doubleToRawLongBits(1.5), 7});
        Op.MINLOC.reduceLocal(other, least, 1, Datatype.DOUBLE_INT);
        assertThat(Double.longBitsToDouble(pairs[0])).isEqualTo(1.5);
        assertThat((int) pairs[1]).isEqualTo(7);
    }

    @Test
    void shouldRefuseReductionsThatAreNone() {
        for (String name : new String[] {"", " ", "SUM", "BXOR"}) {
            refuses(
                    () -> Op.ofInt(name, true, Integer::sum),
                    ErrorCode.BAD_OP,
                    "a reduction needs a name that is not MPI's: name=" + name);
        }
        for (int items : new int[] {0, -1}) {
            refuses(
                    () -> Op.create("items", true, int[].class, items, (left, right, count) -> {}),
                    ErrorCode.BAD_OP,
                    "an item has at least one element: itemElements=" + items);
        }
        refuses(
                () -> Op.create("boxes", true, Integer[].class, (left, right, count) -> {}),
                ErrorCode.BAD_OP,
                "not arrays of a primitive type: arrays=java.lang.Integer[], name=boxes");
    }

    @Test
    void shouldSayWhatItIs() {
        assertThat(Op.ofDouble("hypot", true, Math::hypot)).hasToString("hypot");
        assertThat(Op.ofDouble("hypot", true, Math::hypot).isCommutative()).isTrue();
        assertThat(Op.create("product", false, float[].class, 9, (left, right, count) -> {}))
                .hasToString("product[9]");
        assertThat(Op.create("product", false, float[].class, 9, (left, right, count) -> {})
                        .isCommutative())
                .isFalse();
        assertThat(Op.SUM.isCommutative()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void shouldRefuseWhatAReductionIsNotDefinedFor(int size) {
        Op ofDoubles = Op.ofDouble("hypot", true, Math::hypot);
        Op ofPairs = Op.create("pairs", false, Object.class, 2, (left, right, count) -> {});
        Tutti.runThreads(size, world -> {
            refuses(
                    () -> world.allreduce(new float[2], ofDoubles),
                    ErrorCode.UNDEFINED_OP,
                    "the reduction is not defined for this type: op=hypot, type=float");
            refuses(
                    () -> world.reduce(1, ofDoubles, 0),
                    ErrorCode.UNDEFINED_OP,
                    "the reduction is not defined for this type: op=hypot, type=int");
            refuses(
                    () -> world.allreduce(new float[5], ofPairs),
                    ErrorCode.TORN_ITEM,
                    "the count is not a multiple of an item's elements: op=pairs[2], itemElements=2, count=5");
            refuses(() -> world.allreduce(new float[5], null), ErrorCode.BAD_OP, "must not be null: op=null");
            world.allreduce(new boolean[4], ofPairs);
            world.allreduce(new char[0], ofPairs);
        });
    }

    private static String definedOf(Datatype... types) {
        Op[] ops = {
            Op.SUM, Op.PROD, Op.MIN, Op.MAX, Op.LAND, Op.LOR, Op.LXOR, Op.BAND, Op.BOR, Op.BXOR, Op.MINLOC, Op.MAXLOC
        };
        StringBuilder text = new StringBuilder();
        for (Datatype type : types) {
            StringBuilder defined = new StringBuilder();
            for (Op op : ops) {
                defined.append(op.isDefinedFor(type) ? op + " " : "");
            }
            String names = defined.toString().strip();
            assertThat(text.isEmpty() || names.contentEquals(text))
                    .as("%s", type)
                    .isTrue();
            text = new StringBuilder(names);
        }
        return text.toString();
    }

    /** MPI standard: the tables of 6.9.2, and 6.9.4. */
    @Test
    void shouldBeDefinedWhereTheStandardSaysSo() {
        assertThat(definedOf(
                        Datatype.BYTE, Datatype.CHAR, Datatype.SHORT, Datatype.INT, Datatype.LONG, Datatype.INT.dup()))
                .isEqualTo("SUM PROD MIN MAX LAND LOR LXOR BAND BOR BXOR");
        assertThat(definedOf(Datatype.FLOAT, Datatype.DOUBLE)).isEqualTo("SUM PROD MIN MAX");
        assertThat(definedOf(Datatype.BOOLEAN)).isEqualTo("LAND LOR LXOR");
        assertThat(definedOf(Datatype.FLOAT_COMPLEX, Datatype.DOUBLE_COMPLEX)).isEqualTo("SUM PROD");
        assertThat(definedOf(
                        Datatype.FLOAT_INT,
                        Datatype.DOUBLE_INT,
                        Datatype.LONG_INT,
                        Datatype.SHORT_INT,
                        Datatype.INT_INT,
                        Datatype.SHORT_SHORT,
                        Datatype.LONG_LONG,
                        Datatype.FLOAT_FLOAT,
                        Datatype.DOUBLE_DOUBLE))
                .isEqualTo("MINLOC MAXLOC");
        assertThat(definedOf(
                        Datatype.contiguous(2, Datatype.INT),
                        Datatype.resized(Datatype.INT, 0, 4),
                        Datatype.vector(0, 1, 1, Datatype.INT)))
                .isEmpty();
    }

    @Test
    void shouldFoldThePrimitivesOfDatatypes() {
        Op doubles = Op.ofDouble("hypot", true, Math::hypot);
        Op quads = Op.create("quads", false, Object.class, 4, (left, right, count) -> {});
        Datatype record = Datatype.struct(new int[] {1, 1}, new long[] {0, 8}, Datatype.INT, Datatype.DOUBLE);
        Datatype spread = Datatype.vector(2, 1, 3, Datatype.DOUBLE);
        assertThat(doubles.isDefinedFor(spread)).isTrue();
        assertThat(doubles.isDefinedFor(record)).isFalse();
        assertThat(doubles.isDefinedFor(Datatype.DOUBLE_COMPLEX)).isTrue();
        assertThat(quads.isDefinedFor(record)).isTrue();
        assertThat(Op.kernel(quads, record, 5).type().name()).isEqualTo("BYTE");
        assertThat(Op.kernel(quads, spread, 2).type().name()).isEqualTo("DOUBLE");
        assertThat(Op.kernel(Op.MAXLOC, Datatype.DOUBLE_INT, 7).itemElements()).isEqualTo(12);
        assertThat(Op.kernel(Op.SUM, Datatype.LONG, 7)).isSameAs(Op.kernel(Op.SUM, ElementType.LONG, 7));
        refuses(
                () -> Op.kernel(quads, spread, 3),
                ErrorCode.TORN_ITEM,
                "the count is not a multiple of an item's elements: op=quads[4], itemElements=4, count=6");
        refuses(
                () -> Op.kernel(Op.SUM, spread, 3),
                ErrorCode.UNDEFINED_OP,
                "the reduction is not defined for this type: op=SUM, type=vector(2, 1, 3, DOUBLE)");
        refuses(
                () -> Op.kernel(Op.MINLOC, Datatype.DOUBLE, 3),
                ErrorCode.UNDEFINED_OP,
                "the reduction is not defined for this type: op=MINLOC, type=DOUBLE");
        refuses(() -> Op.kernel(null, spread, 3), ErrorCode.BAD_OP, "must not be null: op=null");
        refuses(() -> Op.SUM.isDefinedFor(null), ErrorCode.BAD_DATATYPE, "must not be null: type=null");
        refuses(() -> Op.kernel(Op.SUM, Datatype.INT, -1), ErrorCode.NEGATIVE_COUNT, "must be 0 or more: count=-1");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void shouldCombineByFunctionsOfElements(int size) {
        Op gcd = Op.ofInt("gcd", true, OpTest::gcd);
        Op left = Op.ofLong("left", false, (a, b) -> a);
        Op right = Op.ofFloat("right", false, (a, b) -> b);
        Op hypot = Op.ofDouble("hypot", true, Math::hypot);
        Tutti.runThreads(size, world -> {
            int rank = world.rank();
            assertThat(world.allreduce(12 * (rank + 1), gcd)).isEqualTo(12);
            assertThat(world.allreduce(rank + 5L, left)).isEqualTo(5);
            assertThat(world.allreduce(rank + 0.5f, right)).isEqualTo(size - 0.5f);
            assertThat(world.allreduce(1.0, hypot))
                    .isEqualTo(size == 1 ? 1 : size == 2 ? Math.hypot(1, 1) : Math.hypot(Math.hypot(1, 1), 1));
        });
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
