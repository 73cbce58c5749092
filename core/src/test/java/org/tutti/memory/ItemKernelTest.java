package org.tutti.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Array;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reductions of complex numbers and of pairs beside their definitions. */
class ItemKernelTest {
    private static final int ITEMS = 200;

    /** A value with its index, as a kernel's arrays hold them. */
    private record Pair(double value, long index) {}

    @ParameterizedTest
    @EnumSource
    void shouldBeDefinedForNumbersOrForPairs(ItemType type) {
        for (Operator operator : Operator.values()) {
            boolean isOfNumbers = operator == Operator.SUM || operator == Operator.PROD;
            boolean isOfPairs = operator == Operator.MINLOC || operator == Operator.MAXLOC;
            assertThat(operator.isDefinedFor(type))
                    .isEqualTo(type.name().endsWith("COMPLEX") ? isOfNumbers : isOfPairs);
            if (operator.isDefinedFor(type)) {
                ReduceKernel kernel = ReduceKernel.of(operator, type);
                assertThat(kernel.itemElements()).isEqualTo(type.itemElements());
                assertThat(kernel.type().bytes(kernel.itemElements()))
                        .isEqualTo(type.map().size());
                assertThat(kernel.isUserDefined()).isFalse();
                assertThat(kernel.salt()).isNotZero();
                assertThat(kernel.name()).isEqualTo(operator.name());
            }
        }
    }

    private static void put(ItemType type, Object array, int item, Pair pair) {
        if (type.elements() == ElementType.BYTE) {
            MemorySegment bytes = MemorySegment.ofArray((byte[]) array);
            long at = (long) item * type.itemElements();
            switch (type.first()) {
                case SHORT -> bytes.set(ValueLayout.JAVA_SHORT_UNALIGNED, at, (short) pair.value);
                case LONG -> bytes.set(ValueLayout.JAVA_LONG_UNALIGNED, at, (long) pair.value);
                case FLOAT -> bytes.set(ValueLayout.JAVA_FLOAT_UNALIGNED, at, (float) pair.value);
                default -> bytes.set(ValueLayout.JAVA_DOUBLE_UNALIGNED, at, pair.value);
            }
            bytes.set(ValueLayout.JAVA_INT_UNALIGNED, at + type.first().bytes(1), (int) pair.index);
        } else {
            Array.set(array, 2 * item, number(type.first(), pair.value));
            Array.set(array, 2 * item + 1, number(type.first(), (double) pair.index));
        }
    }

    private static Object number(ElementType type, double value) {
        return switch (type) {
            case SHORT -> (short) value;
            case INT -> (int) value;
            case LONG -> (long) value;
            case FLOAT -> (float) value;
            default -> value;
        };
    }

    private static Pair random(Random random, boolean isFloating) {
        double[] special = {Double.NaN, -0.0, 0.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        double value =
                isFloating && random.nextInt(4) == 0 ? special[random.nextInt(special.length)] : random.nextInt(9) - 4;
        return new Pair(value, random.nextInt(5));
    }

    /** By the words of the standard: the extreme value, and the lower index of those that have it. */
    private static Pair expected(Pair a, Pair b, boolean greatest) {
        double value = greatest ? Math.max(a.value, b.value) : Math.min(a.value, b.value);
        boolean isA = Double.compare(a.value, value) == 0;
        boolean isB = Double.compare(b.value, value) == 0;
        return isA && isB ? new Pair(value, Math.min(a.index, b.index)) : isA ? a : b;
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = ".*COMPLEX")
    void shouldFindTheExtremeAndTheLowerIndex(ItemType type) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (Operator operator : new Operator[] {Operator.MINLOC, Operator.MAXLOC}) {
            int elements = (ITEMS + 1) * type.itemElements();
            Object left = type.elements().newArray(elements);
            Object right = type.elements().newArray(elements);
            Object result = type.elements().newArray(elements);
            for (int i = 0; i <= ITEMS; i++) {
                Pair a = random(random, type.first().isFloating());
                Pair b = random(random, type.first().isFloating());
                put(type, left, i, a);
                put(type, right, i, b);
                put(type, result, i, i == ITEMS ? a : expected(a, b, operator == Operator.MAXLOC));
            }
            ReduceKernel.of(operator, type).fold(left, right, ITEMS * type.itemElements());
            for (int i = 0; i < elements; i++) {
                assertThat(Array.get(left, i))
                        .as("%s of %s, element %d, seed %d", operator, type, i, seed)
                        .isEqualTo(Array.get(result, i));
            }
        }
    }

    @Test
    void shouldMultiplyAndAddComplexNumbers() {
        double[] left = {1, 2, -3, 0.5, 9, 9};
        double[] right = {4, -1, 2, 8, 1, 1};
        ReduceKernel.of(Operator.PROD, ItemType.DOUBLE_COMPLEX).fold(left, right, 4);
        assertThat(left).containsExactly(6, 7, -10, -23, 9, 9);
        ReduceKernel.of(Operator.SUM, ItemType.DOUBLE_COMPLEX).fold(left, right, 4);
        assertThat(left).containsExactly(10, 6, -8, -15, 9, 9);
        float[] floats = {1, 2, -3, 0.5f, 9, 9};
        float[] others = {4, -1, 2, 8, 1, 1};
        ReduceKernel.of(Operator.PROD, ItemType.FLOAT_COMPLEX).fold(floats, others, 4);
        assertThat(floats).containsExactly(6, 7, -10, -23, 9, 9);
        ReduceKernel.of(Operator.SUM, ItemType.FLOAT_COMPLEX).fold(floats, others, 4);
        assertThat(floats).containsExactly(10, 6, -8, -15, 9, 9);
    }
}
