package org.tutti.memory;

/** Reductions of int arrays. Each loop over many is a method of its own, so that each is vectorised. */
final class IntKernel extends ElementKernel {
    IntKernel(Operator operator) {
        super(operator, ElementType.INT);
    }

    @Override
    void foldFew(Object left, Object right, int count) {
        int[] a = (int[]) left;
        int[] b = (int[]) right;
        for (int i = 0; i < count; i++) {
            a[i] = combined(a[i], b[i]);
        }
    }

    private int combined(int left, int right) {
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
        int[] a = (int[]) left;
        int[] b = (int[]) right;
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

    private static void sum(int[] left, int[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = left[i] + right[i];
        }
    }

    private static void product(int[] left, int[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = left[i] * right[i];
        }
    }

    private static void minimum(int[] left, int[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = Math.min(left[i], right[i]);
        }
    }

    private static void maximum(int[] left, int[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = Math.max(left[i], right[i]);
        }
    }

    private static void logicalAnd(int[] left, int[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = left[i] != 0 && right[i] != 0 ? 1 : 0;
        }
    }

    private static void logicalOr(int[] left, int[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = left[i] != 0 || right[i] != 0 ? 1 : 0;
        }
    }

    private static void logicalXor(int[] left, int[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = (left[i] != 0) != (right[i] != 0) ? 1 : 0;
        }
    }

    private static void bitwiseAnd(int[] left, int[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = left[i] & right[i];
        }
    }

    private static void bitwiseOr(int[] left, int[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = left[i] | right[i];
        }
    }

    private static void bitwiseXor(int[] left, int[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = left[i] ^ right[i];
        }
    }
}
