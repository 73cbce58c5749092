package org.tutti.memory;

/** Reductions of complex numbers: items of two floats or two doubles. */
final class ComplexKernel extends OperatorKernel {
    ComplexKernel(Operator operator, ItemType type) {
        super(operator, type);
    }

    @Override
    public void fold(Object left, Object right, int count) {
        boolean isSum = operator() == Operator.SUM;
        if (type() == ElementType.FLOAT) {
            if (isSum) {
                sum((float[]) left, (float[]) right, count);
            } else {
                product((float[]) left, (float[]) right, count);
            }
        } else if (isSum) {
            sum((double[]) left, (double[]) right, count);
        } else {
            product((double[]) left, (double[]) right, count);
        }
    }

    private static void sum(float[] left, float[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = left[i] + right[i];
        }
    }

    private static void sum(double[] left, double[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = left[i] + right[i];
        }
    }

    private static void product(float[] left, float[] right, int count) {
        for (int i = 0; i < count; i += 2) {
            float real = left[i] * right[i] - left[i + 1] * right[i + 1];
            left[i + 1] = left[i] * right[i + 1] + left[i + 1] * right[i];
            left[i] = real;
        }
    }

    private static void product(double[] left, double[] right, int count) {
        for (int i = 0; i < count; i += 2) {
            double real = left[i] * right[i] - left[i + 1] * right[i + 1];
            left[i + 1] = left[i] * right[i + 1] + left[i + 1] * right[i];
            left[i] = real;
        }
    }
}
