package org.tutti.memory;

/** Reductions of double arrays. Each loop over many is a method of its own, so that each is vectorised. */
final class DoubleKernel extends ElementKernel {
    DoubleKernel(Operator operator) {
        super(operator, ElementType.DOUBLE);
    }

    @Override
    void foldFew(Object left, Object right, int count) {
        double[] a = (double[]) left;
        double[] b = (double[]) right;
        for (int i = 0; i < count; i++) {
            a[i] = combined(a[i], b[i]);
        }
    }

    private double combined(double left, double right) {
        return switch (operator()) {
            case SUM -> left + right;
            case PROD -> left * right;
            case MIN -> Math.min(left, right);
            case MAX -> Math.max(left, right);
            default -> throw undefined();
        };
    }

    @Override
    void foldMany(Object left, Object right, int count) {
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
