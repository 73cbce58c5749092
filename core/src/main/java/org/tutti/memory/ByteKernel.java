package org.tutti.memory;

/** Reductions of byte arrays. Each loop over many is a method of its own, so that each is vectorised. */
final class ByteKernel extends ElementKernel {
    ByteKernel(Operator operator) {
        super(operator, ElementType.BYTE);
    }

    @Override
    void foldFew(Object left, Object right, int count) {
        byte[] a = (byte[]) left;
        byte[] b = (byte[]) right;
        for (int i = 0; i < count; i++) {
            a[i] = combined(a[i], b[i]);
        }
    }

    private byte combined(byte left, byte right) {
        return switch (operator()) {
            case SUM -> (byte) (left + right);
            case PROD -> (byte) (left * right);
            case MIN -> (byte) Math.min(left, right);
            case MAX -> (byte) Math.max(left, right);
            case LAND -> (byte) (left != 0 && right != 0 ? 1 : 0);
            case LOR -> (byte) (left != 0 || right != 0 ? 1 : 0);
            case LXOR -> (byte) ((left != 0) != (right != 0) ? 1 : 0);
            case BAND -> (byte) (left & right);
            case BOR -> (byte) (left | right);
            case BXOR -> (byte) (left ^ right);
            default -> throw undefined();
        };
    }

    @Override
    void foldMany(Object left, Object right, int count) {
        byte[] a = (byte[]) left;
        byte[] b = (byte[]) right;
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

    private static void sum(byte[] left, byte[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = (byte) (left[i] + right[i]);
        }
    }

    private static void product(byte[] left, byte[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = (byte) (left[i] * right[i]);
        }
    }

    private static void minimum(byte[] left, byte[] right, int count) {
        byte[] masks = Masks.bytes(count);
        compare(right, left, masks, count);
        choose(left, right, masks, count);
    }

    private static void maximum(byte[] left, byte[] right, int count) {
        byte[] masks = Masks.bytes(count);
        compare(left, right, masks, count);
        choose(left, right, masks, count);
    }

    /** Sets the sign of each mask to whether one element is below the other. */
    private static void compare(byte[] lower, byte[] greater, byte[] masks, int count) {
        for (int i = 0; i < count; i++) {
            masks[i] = (byte) ((lower[i] & ~greater[i]) | (~(lower[i] ^ greater[i]) & (lower[i] - greater[i])));
        }
    }

    /** Takes the right element where the sign is set. */
    private static void choose(byte[] left, byte[] right, byte[] masks, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = (byte) (left[i] ^ ((left[i] ^ right[i]) & (masks[i] >> 7)));
        }
    }

    private static void logicalAnd(byte[] left, byte[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = (byte) (left[i] != 0 && right[i] != 0 ? 1 : 0);
        }
    }

    private static void logicalOr(byte[] left, byte[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = (byte) (left[i] != 0 || right[i] != 0 ? 1 : 0);
        }
    }

    private static void logicalXor(byte[] left, byte[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = (byte) ((left[i] != 0) != (right[i] != 0) ? 1 : 0);
        }
    }

    private static void bitwiseAnd(byte[] left, byte[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = (byte) (left[i] & right[i]);
        }
    }

    private static void bitwiseOr(byte[] left, byte[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = (byte) (left[i] | right[i]);
        }
    }

    private static void bitwiseXor(byte[] left, byte[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = (byte) (left[i] ^ right[i]);
        }
    }
}
