package org.tutti.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Array;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReduceKernelTest {
    private static final int COUNT = 67;
    /** Some that kernels fold as few, and some as many. */
    private static final int[] FOLDED = {1, ElementKernel.FEW - 1, ElementKernel.FEW, COUNT};

    /** Every kernel equals a loop over one element at a time, in 64-bit arithmetic cut to the type's width. */
    @Test
    void shouldEqualTheDefinitionForEveryOperatorAndType() {
        for (Operator operator : Operator.values()) {
            for (ElementType type : ElementType.values()) {
                if (operator.isDefinedFor(type)) {
                    for (int count : FOLDED) {
                        check(operator, type, count);
                    }
                }
            }
        }
    }

    /** All pairs of bytes, and those of the narrow types at which comparisons by difference would overflow. */
    @Test
    void shouldFindExtremesOfNarrowTypesWhereDifferencesOverflow() {
        for (ElementType type : new ElementType[] {ElementType.BYTE, ElementType.SHORT, ElementType.CHAR}) {
            int[] values = type == ElementType.BYTE
                    ? IntStream.range(-128, 128).toArray()
                    : new int[] {0, 1, 2, 127, 128, 255, 256, 32766, 32767, 32768, 32769, 65534, 65535};
            int pairs = values.length * values.length;
            for (Operator operator : new Operator[] {Operator.MIN, Operator.MAX}) {
                for (int count : new int[] {10, pairs}) {
                    Object left = type.newArray(pairs);
                    Object right = type.newArray(pairs);
                    for (int i = 0; i < pairs; i++) {
                        Array.set(left, i, boxed(type, values[i % values.length], 0));
                        Array.set(right, i, boxed(type, values[i / values.length], 0));
                    }
                    ReduceKernel.of(operator, type).fold(left, right, count);
                    for (int i = 0; i < pairs; i++) {
                        Object a = boxed(type, values[i % values.length], 0);
                        Object b = boxed(type, values[i / values.length], 0);
                        assertThat(Array.get(left, i))
                                .as("%s of %s and %s", operator, a, b)
                                .isEqualTo(i < count ? combine(operator, type, a, b) : a);
                    }
                }
            }
        }
    }

    private static void check(Operator operator, ElementType type, int count) {
        Object left = random(type, 1);
        Object right = random(type, 2);
        Object expected = type.newArray(COUNT);
        System.arraycopy(left, 0, expected, 0, COUNT);
        for (int i = 0; i < count; i++) {
            Array.set(expected, i, combine(operator, type, Array.get(left, i), Array.get(right, i)));
        }
        ReduceKernel.of(operator, type).fold(left, right, count);
        for (int i = 0; i < COUNT; i++) {
            assertThat(Array.get(left, i))
                    .as("%s of %s at %d", operator, type, i)
                    .isEqualTo(Array.get(expected, i));
        }
    }

    private static Object random(ElementType type, long seed) {
        Random random = new Random(seed);
        Object array = type.newArray(COUNT);
        for (int i = 0; i < COUNT; i++) {
            // a third of zeros, so that the logical reductions see both values
            long bits = i % 3 == 0 ? 0 : random.nextLong();
            Array.set(array, i, boxed(type, bits, bits / 1e15));
        }
        return array;
    }

    private static Object boxed(ElementType type, long whole, double real) {
        return switch (type) {
            case BYTE -> (byte) whole;
            case SHORT -> (short) whole;
            case CHAR -> (char) whole;
            case INT -> (int) whole;
            case LONG -> whole;
            case FLOAT -> (float) real;
            case DOUBLE -> real;
            case BOOLEAN -> whole != 0;
        };
    }

    private static Object combine(Operator operator, ElementType type, Object left, Object right) {
        if (type == ElementType.FLOAT) {
            return ofFloats(operator, (float) left, (float) right);
        }
        if (type == ElementType.DOUBLE) {
            return ofDoubles(operator, (double) left, (double) right);
        }
        return boxed(type, ofWholes(operator, whole(left), whole(right)), 0);
    }

    private static long whole(Object value) {
        return switch (value) {
            case Character c -> c;
            case Boolean b -> b ? 1 : 0;
            default -> ((Number) value).longValue();
        };
    }

    private static long ofWholes(Operator operator, long a, long b) {
        return switch (operator) {
            case SUM -> a + b;
            case PROD -> a * b;
            case MIN -> a < b ? a : b;
            case MAX -> a > b ? a : b;
            case LAND -> a != 0 && b != 0 ? 1 : 0;
            case LOR -> a != 0 || b != 0 ? 1 : 0;
            case LXOR -> (a != 0) != (b != 0) ? 1 : 0;
            case BAND -> a & b;
            case BOR -> a | b;
            case BXOR -> a ^ b;
            case MINLOC, MAXLOC -> throw new AssertionError(operator);
        };
    }

    private static float ofFloats(Operator operator, float a, float b) {
        return switch (operator) {
            case SUM -> a + b;
            case PROD -> a * b;
            case MIN -> a < b ? a : b;
            case MAX -> a > b ? a : b;
            default -> throw new AssertionError(operator);
        };
    }

    private static double ofDoubles(Operator operator, double a, double b) {
        return switch (operator) {
            case SUM -> a + b;
            case PROD -> a * b;
            case MIN -> a < b ? a : b;
            case MAX -> a > b ? a : b;
            default -> throw new AssertionError(operator);
        };
    }

    @Test
    void shouldDefineMinimumAndMaximumOfNanAndNegativeZero() {
        double[] minimum = {Double.NaN, 1, 0.0, -0.0};
        ReduceKernel.of(Operator.MIN, ElementType.DOUBLE).fold(minimum, new double[] {1, Double.NaN, -0.0, 0.0}, 4);
        assertThat(minimum[0]).isNaN();
        assertThat(minimum[1]).isNaN();
        assertThat(Double.doubleToRawLongBits(minimum[2])).isEqualTo(Double.doubleToRawLongBits(-0.0));
        assertThat(Double.doubleToRawLongBits(minimum[3])).isEqualTo(Double.doubleToRawLongBits(-0.0));
        float[] maximum = {Float.NaN, 0.0f, -0.0f};
        ReduceKernel.of(Operator.MAX, ElementType.FLOAT).fold(maximum, new float[] {1, -0.0f, 0.0f}, 3);
        assertThat(maximum[0]).isNaN();
        assertThat(Float.floatToRawIntBits(maximum[1])).isZero();
        assertThat(Float.floatToRawIntBits(maximum[2])).isZero();
    }

    @Test
    void shouldTouchNothingBehindTheCount() {
        int[] left = {1, 2, 3, 4};
        ReduceKernel.of(Operator.SUM, ElementType.INT).fold(left, new int[] {1, 1, 1, 1}, 2);
        assertThat(left).containsExactly(2, 3, 3, 4);
    }

    /** Pieces of a message end between items, and have one at least. */
    @Test
    void shouldCutBetweenItems() {
        ReduceKernel items = new UserKernel("thirds", ElementType.INT, 3, (left, right, count) -> {});
        assertThat(items.wholeItems(1)).isEqualTo(3);
        assertThat(items.wholeItems(11)).isEqualTo(9);
        assertThat(items.wholeItems(12)).isEqualTo(12);
        assertThat(ReduceKernel.of(Operator.SUM, ElementType.INT).wholeItems(11))
                .isEqualTo(11);
    }
}
