package org.tutti.memory;

/** Reductions of short arrays. Each loop over many is a method of its own, so that each is vectorised. */
final class ShortKernel extends ElementKernel {
    ShortKernel(Operator operator) {
        super(operator, ElementType.SHORT);
    }

    @Override
    void foldFew(Object left, Object right, int count) {
        short[] a = (short[]) left;
        short[] b = (short[]) right;
        for (int i = 0; i < count; i++) {
            a[i] = combined(a[i], b[i]);
        }
    }

    private short combined(short left, short right) {
        return switch (operator()) {
            case SUM -> (short) (left + right);
            case PROD -> (short) (left * right);
            case MIN -> (short) Math.min(left, right);
            case MAX -> (short) Math.max(left, right);
            case LAND -> (short) (left != 0 && right != 0 ? 1 : 0);
            case LOR -> (short) (left != 0 || right != 0 ? 1 : 0);
            case LXOR -> (short) ((left != 0) != (right != 0) ? 1 : 0);
            case BAND -> (short) (left & right);
            case BOR -> (short) (left | right);
            case BXOR -> (short) (left ^ right);
            default -> throw undefined();
        };
    }

    @Override
    void foldMany(Object left, Object right, int count) {
        short[] a = (short[]) left;
        short[] b = (short[]) right;
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

    private static void sum(short[] left, short[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = (short) (left[i] + right[i]);
        }
    }

    private static void product(short[] left, short[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = (short) (left[i] * right[i]);
        }
    }

    private static void minimum(short[] left, short[] right, int count) {
        short[] masks = Masks.shorts(count);
        compare(right, left, masks, count);
        choose(left, right, masks, count);
    }

    private static void maximum(short[] left, short[] right, int count) {
        short[] masks = Masks.shorts(count);
        compare(left, right, masks, count);
        choose(left, right, masks, count);
    }

    /** Sets the sign of each mask to whether one element is below the other. */
    private static void compare(short[] lower, short[] greater, short[] masks, int count) {
        for (int i = 0; i < count; i++) {
            masks[i] = (short) ((lower[i] & ~greater[i]) | (~(lower[i] ^ greater[i]) & (lower[i] - greater[i])));
        }
    }

    /** Takes the right element where the sign is set. */
    private static void choose(short[] left, short[] right, short[] masks, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = (short) (left[i] ^ ((left[i] ^ right[i]) & (masks[i] >> 15)));
        }
    }

    private static void logicalAnd(short[] left, short[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = (short) (left[i] != 0 && right[i] != 0 ? 1 : 0);
        }
    }

    private static void logicalOr(short[] left, short[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = (short) (left[i] != 0 || right[i] != 0 ? 1 : 0);
        }
    }

    private static void logicalXor(short[] left, short[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = (short) ((left[i] != 0) != (right[i] != 0) ? 1 : 0);
        }
    }

    private static void bitwiseAnd(short[] left, short[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = (short) (left[i] & right[i]);
        }
    }

    private static void bitwiseOr(short[] left, short[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = (short) (left[i] | right[i]);
        }
    }

    private static void bitwiseXor(short[] left, short[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = (short) (left[i] ^ right[i]);
        }
    }
}
