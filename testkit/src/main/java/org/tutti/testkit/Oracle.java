package org.tutti.testkit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tutti.Op;
import org.tutti.memory.ElementType;
import org.tutti.memory.Operator;

/**
 * What each rank gives and what must come out, computed one element after the other: inputs are a function of rank, index
 * and seed; reductions are folded in the canonical order, in blocks of 8 consecutive ranks, each from its lowest rank up,
 * then the blocks' results.
 */
public final class Oracle {
    /** All reductions. */
    public static final List<Op> OPS =
            List.of(Op.SUM, Op.PROD, Op.MIN, Op.MAX, Op.LAND, Op.LOR, Op.LXOR, Op.BAND, Op.BOR, Op.BXOR);

    private static final int BLOCK = 8;

    private final Object[] inputs;
    private final @Nullable Op op;
    private final @Nullable Object expected;

    private Oracle(Object[] inputs, @Nullable Op op, @Nullable Object expected) {
        this.inputs = inputs;
        this.op = op;
        this.expected = expected;
    }

    /** {@return inputs without a reduction, as a broadcast has them} */
    public static Oracle of(int ranks, ElementType type, int count, long seed) {
        return new Oracle(inputs(ranks, type, null, count, seed), null, null);
    }

    /** {@return inputs that suit a reduction, and its result} */
    public static Oracle of(int ranks, ElementType type, Op op, int count, long seed) {
        Operator operator = operator(op);
        Object[] inputs = inputs(ranks, type, operator, count, seed);
        Object expected = type.newArray(count);
        for (int i = 0; i < count; i++) {
            Elements.set(expected, i, reduce(inputs, i, type, operator));
        }
        return new Oracle(inputs, op, expected);
    }

    /** {@return whether MPI defines a reduction for a type} */
    public static boolean isDefined(Op op, ElementType type) {
        return operator(op).isDefinedFor(type);
    }

    static Operator operator(Op op) {
        return Operator.valueOf(op.toString());
    }

    /** {@return what a rank gives; not to be written to} */
    public Object input(int rank) {
        return inputs[rank];
    }

    /** {@return the reduction, or null where there is none} */
    public @Nullable Op op() {
        return op;
    }

    /** {@return the result of the reduction; not to be written to} */
    public Object expected() {
        if (expected == null) {
            throw new IllegalStateException("these inputs are not reduced");
        }
        return expected;
    }

    private static Object[] inputs(int ranks, ElementType type, @Nullable Operator operator, int count, long seed) {
        Object[] inputs = new Object[ranks];
        for (int rank = 0; rank < ranks; rank++) {
            inputs[rank] = type.newArray(count);
            for (int i = 0; i < count; i++) {
                Elements.set(inputs[rank], i, element(type, operator, i, random(seed, rank, i)));
            }
        }
        return inputs;
    }

    /** {@return 64 bits that look random and depend on the arguments alone} */
    public static long random(long seed, long rank, long index) {
        long bits = seed * 0x9E3779B97F4A7C15L + rank * 0xD1342543DE82EF95L + index * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
        return bits ^ (bits >>> 31);
    }

    private static long element(ElementType type, @Nullable Operator operator, int index, long random) {
        return switch (type) {
            case FLOAT -> Float.floatToRawIntBits((float) floating(operator, index, random));
            case DOUBLE -> Double.doubleToRawLongBits(floating(operator, index, random));
            case BOOLEAN -> truth(operator, random) ? 1 : 0;
            default -> isLogical(operator) && !truth(operator, random >>> 8) ? 0 : random;
        };
    }

    private static boolean isLogical(@Nullable Operator operator) {
        return operator == Operator.LAND || operator == Operator.LOR || operator == Operator.LXOR;
    }

    /** {@return true or false, so often that the result is both by turns} */
    private static boolean truth(@Nullable Operator operator, long random) {
        if (operator == Operator.LAND) {
            return (random & 15) != 0;
        }
        return operator == Operator.LOR ? (random & 15) == 0 : (random & 1) == 0;
    }

    /** {@return for sums and products what shows the order of the fold; for minimum and maximum what is hard to compare} */
    private static double floating(@Nullable Operator operator, int index, long random) {
        double unit = (random >>> 11) * 0x1p-53;
        if (operator == Operator.PROD) {
            return (random & 1) == 0 ? 0.75 + unit / 2 : -0.75 - unit / 2;
        }
        if (operator == Operator.MIN || operator == Operator.MAX) {
            return switch (index & 3) {
                case 0 -> (random & 1) == 0 ? 0.0 : -0.0;
                case 1 -> (random & 15) == 0 ? Double.NaN : unit - 0.5;
                case 2 -> (random & 15) == 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
                default -> Math.scalb(unit - 0.5, (int) (random & 63) - 32);
            };
        }
        return Math.scalb(unit - 0.5, (int) (random & 31) - 16);
    }

    private static long reduce(Object[] inputs, int index, ElementType type, Operator operator) {
        long total = 0;
        for (int first = 0; first < inputs.length; first += BLOCK) {
            long block = Elements.get(inputs[first], index);
            for (int rank = first + 1; rank < Math.min(inputs.length, first + BLOCK); rank++) {
                block = combine(type, operator, block, Elements.get(inputs[rank], index));
            }
            total = first == 0 ? block : combine(type, operator, total, block);
        }
        return total;
    }

    private static long combine(ElementType type, Operator operator, long left, long right) {
        return switch (type) {
            case FLOAT ->
                Float.floatToRawIntBits(
                        combine(operator, Float.intBitsToFloat((int) left), Float.intBitsToFloat((int) right)));
            case DOUBLE ->
                Double.doubleToRawLongBits(
                        combine(operator, Double.longBitsToDouble(left), Double.longBitsToDouble(right)));
            default -> truncate(type, combine(operator, left, right));
        };
    }

    private static float combine(Operator operator, float left, float right) {
        return switch (operator) {
            case SUM -> left + right;
            case PROD -> left * right;
            case MIN ->
                Float.isNaN(left) || Float.isNaN(right) ? Float.NaN : Float.compare(left, right) <= 0 ? left : right;
            case MAX ->
                Float.isNaN(left) || Float.isNaN(right) ? Float.NaN : Float.compare(left, right) >= 0 ? left : right;
            default -> throw new IllegalArgumentException(operator + " of float");
        };
    }

    private static double combine(Operator operator, double left, double right) {
        return switch (operator) {
            case SUM -> left + right;
            case PROD -> left * right;
            case MIN ->
                Double.isNaN(left) || Double.isNaN(right)
                        ? Double.NaN
                        : Double.compare(left, right) <= 0 ? left : right;
            case MAX ->
                Double.isNaN(left) || Double.isNaN(right)
                        ? Double.NaN
                        : Double.compare(left, right) >= 0 ? left : right;
            default -> throw new IllegalArgumentException(operator + " of double");
        };
    }

    private static long combine(Operator operator, long left, long right) {
        return switch (operator) {
            case SUM -> left + right;
            case PROD -> left * right;
            case MIN -> left < right ? left : right;
            case MAX -> left > right ? left : right;
            case LAND -> left != 0 && right != 0 ? 1 : 0;
            case LOR -> left != 0 || right != 0 ? 1 : 0;
            case LXOR -> (left != 0) != (right != 0) ? 1 : 0;
            case BAND -> left & right;
            case BOR -> left | right;
            case BXOR -> left ^ right;
            case MINLOC, MAXLOC -> throw new IllegalArgumentException(operator + " of single elements");
        };
    }

    private static long truncate(ElementType type, long value) {
        return switch (type) {
            case BYTE -> (byte) value;
            case SHORT -> (short) value;
            case CHAR -> (char) value;
            case INT -> (int) value;
            default -> value;
        };
    }
}
