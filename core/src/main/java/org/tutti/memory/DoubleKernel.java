package org.tutti.memory;

/** Reductions of double arrays. Each loop is a method of its own, so that each is vectorised. */
final class DoubleKernel extends OperatorKernel {
    DoubleKernel(Operator operator) {
        super(operator, ElementType.DOUBLE);
    }

    @Override
    public void fold(Object left, Object right, int count) {
        double[] a = (double[]) left;
        double[] b = (double[]) right;
        switch (operator()) {
            case SUM -> sum(a, b, count);
            case PROD -> product(a, b, count);
            case MIN -> minimum(a, b, count);
            case MAX -> maximum(a, b, count);
            default -> throw undefined();
        }
    }

    private static void sum(double[] left, double[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = left[i] + right[i];
        }
    }

    private static void product(double[] left, double[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = left[i] * right[i];
        }
    }

    private static void minimum(double[] left, double[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = Math.min(left[i], right[i]);
        }
    }

    private static void maximum(double[] left, double[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = Math.max(left[i], right[i]);
        }
    }
}
