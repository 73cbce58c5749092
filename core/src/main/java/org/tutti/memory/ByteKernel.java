package org.tutti.memory;

/** Reductions of byte arrays. Each loop is a method of its own, so that each is vectorised. */
final class ByteKernel extends OperatorKernel {
    ByteKernel(Operator operator) {
        super(operator, ElementType.BYTE);
    }

    @Override
    public void fold(Object left, Object right, int count) {
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
        if (count >= Masks.LEAST) {
            byte[] masks = Masks.bytes(count);
            compare(right, left, masks, count);
            choose(left, right, masks, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            left[i] = (byte) Math.min(left[i], right[i]);
        }
    }

    private static void maximum(byte[] left, byte[] right, int count) {
        if (count >= Masks.LEAST) {
            byte[] masks = Masks.bytes(count);
            compare(left, right, masks, count);
            choose(left, right, masks, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            left[i] = (byte) Math.max(left[i], right[i]);
        }
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
