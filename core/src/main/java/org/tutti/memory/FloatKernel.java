package org.tutti.memory;

/** Reductions of float arrays. Each loop over many is a method of its own, so that each is vectorised. */
final class FloatKernel extends ElementKernel {
    FloatKernel(Operator operator) {
        super(operator, ElementType.FLOAT);
    }

    @Override
    void foldFew(Object left, Object right, int count) {
        float[] a = (float[]) left;
        float[] b = (float[]) right;
        for (int i = 0; i < count; i++) {
            a[i] = combined(a[i], b[i]);
        }
    }

    private float combined(float left, float right) {
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
        float[] a = (float[]) left;
        float[] b = (float[]) right;
        switch (operator()) {
            case SUM -> sum(a, b, count);
            case PROD -> product(a, b, count);
            case MIN -> minimum(a, b, count);
            case MAX -> maximum(a, b, count);
            default -> throw undefined();
        }
    }

    private static void sum(float[] left, float[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = left[i] + right[i];
        }
    }

    private static void product(float[] left, float[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = left[i] * right[i];
        }
    }

    private static void minimum(float[] left, float[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = Math.min(left[i], right[i]);
        }
    }

    private static void maximum(float[] left, float[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = Math.max(left[i], right[i]);
        }
    }
}
