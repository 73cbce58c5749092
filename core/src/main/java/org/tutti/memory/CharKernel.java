package org.tutti.memory;

/** Reductions of char arrays. Each loop over many is a method of its own, so that each is vectorised. */
final class CharKernel extends ElementKernel {
    CharKernel(Operator operator) {
        super(operator, ElementType.CHAR);
    }

    @Override
    void foldFew(Object left, Object right, int count) {
        char[] a = (char[]) left;
        char[] b = (char[]) right;
        for (int i = 0; i < count; i++) {
            a[i] = combined(a[i], b[i]);
        }
    }

    private char combined(char left, char right) {
        return switch (operator()) {
            case SUM -> (char) (left + right);
            case PROD -> (char) (left * right);
            case MIN -> (char) Math.min(left, right);
            case MAX -> (char) Math.max(left, right);
            case LAND -> (char) (left != 0 && right != 0 ? 1 : 0);
            case LOR -> (char) (left != 0 || right != 0 ? 1 : 0);
            case LXOR -> (char) ((left != 0) != (right != 0) ? 1 : 0);
            case BAND -> (char) (left & right);
            case BOR -> (char) (left | right);
            case BXOR -> (char) (left ^ right);
            default -> throw undefined();
        };
    }

    @Override
    void foldMany(Object left, Object right, int count) {
        char[] a = (char[]) left;
        char[] b = (char[]) right;
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

    private static void sum(char[] left, char[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = (char) (left[i] + right[i]);
        }
    }

    private static void product(char[] left, char[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = (char) (left[i] * right[i]);
        }
    }

    private static void minimum(char[] left, char[] right, int count) {
        short[] masks = Masks.shorts(count);
        compare(right, left, masks, count);
        choose(left, right, masks, count);
    }

    private static void maximum(char[] left, char[] right, int count) {
        short[] masks = Masks.shorts(count);
        compare(left, right, masks, count);
        choose(left, right, masks, count);
    }

    /** Sets the sign of each mask to whether one element is below the other. */
    private static void compare(char[] lower, char[] greater, short[] masks, int count) {
        for (int i = 0; i < count; i++) {
            masks[i] = (short) ((~lower[i] & greater[i]) | (~(lower[i] ^ greater[i]) & (lower[i] - greater[i])));
        }
    }

    /** Takes the right element where the sign is set. */
    private static void choose(char[] left, char[] right, short[] masks, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = (char) (left[i] ^ ((left[i] ^ right[i]) & (masks[i] >> 15)));
        }
    }

    private static void logicalAnd(char[] left, char[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = (char) (left[i] != 0 && right[i] != 0 ? 1 : 0);
        }
    }

    private static void logicalOr(char[] left, char[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = (char) (left[i] != 0 || right[i] != 0 ? 1 : 0);
        }
    }

    private static void logicalXor(char[] left, char[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = (char) ((left[i] != 0) != (right[i] != 0) ? 1 : 0);
        }
    }

    private static void bitwiseAnd(char[] left, char[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = (char) (left[i] & right[i]);
        }
    }

    private static void bitwiseOr(char[] left, char[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = (char) (left[i] | right[i]);
        }
    }

    private static void bitwiseXor(char[] left, char[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = (char) (left[i] ^ right[i]);
        }
    }
}
