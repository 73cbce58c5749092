package org.tutti.memory;

/** Reductions of long arrays. Each loop over many is a method of its own, so that each is vectorised. */
final class LongKernel extends ElementKernel {
    LongKernel(Operator operator) {
        super(operator, ElementType.LONG);
    }

    @Override
    void foldFew(Object left, Object right, int count) {
        long[] a = (long[]) left;
        long[] b = (long[]) right;
        for (int i = 0; i < count; i++) {
            a[i] = combined(a[i], b[i]);
        }
    }

    private long combined(long left, long right) {
        return switch (operator()) {
            case SUM -> left + right;
            case PROD -> left * right;
            case MIN -> Math.min(left, right);
            case MAX -> Math.max(left, right);
            case LAND -> left != 0 && right != 0 ? 1 : 0;
            case LOR -> left != 0 || right != 0 ? 1 : 0;
            case LXOR -> (left != 0) != (right != 0) ? 1 : 0;
            case BAND -> left & right;
            case BOR -> left | right;
            case BXOR -> left ^ right;
            default -> throw undefined();
        };
    }

    @Override
    void foldMany(Object left, Object right, int count) {
        long[] a = (long[]) left;
        long[] b = (long[]) right;
        switch (operator()) {
            case SUM -> sum(a, b, count);
            case PROD -> product(a, b, count);
            case MIN -> minimum(a, b, count);
            case MAX -> maximum(a, b, count);
            case LAND -> logicalAnd(a, b, count);
            case LOR -> logicalOr(a, b, count);
            case LXOR -> logicalXor(a, b, count);
            case BAND -> bitwiseAnd(a, b, count);
            case BOR -> bitwiseOr(a, b, count);
            case BXOR -> bitwiseXor(a, b, count);
            default -> throw undefined();
        }
    }

    private static void sum(long[] left, long[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = left[i] + right[i];
        }
    }

    private static void product(long[] left, long[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = left[i] * right[i];
        }
    }

    private static void minimum(long[] left, long[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = Math.min(left[i], right[i]);
        }
    }

    private static void maximum(long[] left, long[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = Math.max(left[i], right[i]);
        }
    }

    private static void logicalAnd(long[] left, long[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = left[i] != 0 && right[i] != 0 ? 1 : 0;
        }
    }

    private static void logicalOr(long[] left, long[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = left[i] != 0 || right[i] != 0 ? 1 : 0;
        }
    }

    private static void logicalXor(long[] left, long[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = (left[i] != 0) != (right[i] != 0) ? 1 : 0;
        }
    }

    private static void bitwiseAnd(long[] left, long[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = left[i] & right[i];
        }
    }

    private static void bitwiseOr(long[] left, long[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = left[i] | right[i];
        }
    }

    private static void bitwiseXor(long[] left, long[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = left[i] ^ right[i];
        }
    }
}
