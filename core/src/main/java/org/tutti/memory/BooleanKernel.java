package org.tutti.memory;

/** Reductions of boolean arrays. */
final class BooleanKernel extends OperatorKernel {
    BooleanKernel(Operator operator) {
        super(operator, ElementType.BOOLEAN);
    }

    @Override
    public void fold(Object left, Object right, int count) {
        boolean[] a = (boolean[]) left;
        boolean[] b = (boolean[]) right;
        switch (operator()) {
            case LAND -> logicalAnd(a, b, count);
            case LOR -> logicalOr(a, b, count);
            case LXOR -> logicalXor(a, b, count);
            default -> throw undefined();
        }
    }

    private static void logicalAnd(boolean[] left, boolean[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] &= right[i];
        }
    }

    private static void logicalOr(boolean[] left, boolean[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] |= right[i];
        }
    }

    private static void logicalXor(boolean[] left, boolean[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] ^= right[i];
        }
    }
}
