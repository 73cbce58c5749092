package org.tutti.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The least or greatest value and where it is: items of a value and an index. Of equal values the lower index is taken. Floating-point
 * values are ordered as {@link Math#min(double, double)} and {@link Math#max(double, double)} do: NaN wins, -0.0 is below 0.0.
 *
 * <p>Pairs of one type are items of two elements. Others are packed into bytes, the index an int behind the value.
 */
final class LocationKernel extends OperatorKernel {
    private static final VarHandle SHORTS = view(short[].class);
    private static final VarHandle INTS = view(int[].class);
    private static final VarHandle LONGS = view(long[].class);
    private static final VarHandle FLOATS = view(float[].class);
    private static final VarHandle DOUBLES = view(double[].class);

    private final ItemType item;

    LocationKernel(Operator operator, ItemType item) {
        super(operator, item);
        this.item = item;
    }

    private static VarHandle view(Class<?> arrays) {
        return MethodHandles.byteArrayViewVarHandle(arrays, ByteOrder.nativeOrder())
                .withInvokeExactBehavior();
    }

    @Override
    public void fold(Object left, Object right, int count) {
        boolean greatest = operator() == Operator.MAXLOC;
        switch (item) {
            case SHORT_SHORT -> shorts((short[]) left, (short[]) right, count, greatest);
            case INT_INT -> ints((int[]) left, (int[]) right, count, greatest);
            case LONG_LONG -> longs((long[]) left, (long[]) right, count, greatest);
            case FLOAT_FLOAT -> floats((float[]) left, (float[]) right, count, greatest);
            case DOUBLE_DOUBLE -> doubles((double[]) left, (double[]) right, count, greatest);
            case SHORT_INT, LONG_INT, FLOAT_INT, DOUBLE_INT -> packed((byte[]) left, (byte[]) right, count, greatest);
            case FLOAT_COMPLEX, DOUBLE_COMPLEX -> throw undefined();
        }
    }

    private static void shorts(short[] left, short[] right, int count, boolean greatest) {
        for (int i = 0; i < count; i += 2) {
            int order = order(left[i], right[i], greatest);
            if (order > 0 || (order == 0 && right[i + 1] < left[i + 1])) {
                left[i] = right[i];
                left[i + 1] = right[i + 1];
            }
        }
    }

    private static void ints(int[] left, int[] right, int count, boolean greatest) {
        for (int i = 0; i < count; i += 2) {
            int order = order(left[i], right[i], greatest);
            if (order > 0 || (order == 0 && right[i + 1] < left[i + 1])) {
                left[i] = right[i];
                left[i + 1] = right[i + 1];
            }
        }
    }

    private static void longs(long[] left, long[] right, int count, boolean greatest) {
        for (int i = 0; i < count; i += 2) {
            int order = order(left[i], right[i], greatest);
            if (order > 0 || (order == 0 && right[i + 1] < left[i + 1])) {
                left[i] = right[i];
                left[i + 1] = right[i + 1];
            }
        }
    }

    private static void floats(float[] left, float[] right, int count, boolean greatest) {
        for (int i = 0; i < count; i += 2) {
            int order = order(left[i], right[i], greatest);
            if (order > 0 || (order == 0 && right[i + 1] < left[i + 1])) {
                left[i] = right[i];
                left[i + 1] = right[i + 1];
            }
        }
    }

    private static void doubles(double[] left, double[] right, int count, boolean greatest) {
        for (int i = 0; i < count; i += 2) {
            int order = order(left[i], right[i], greatest);
            if (order > 0 || (order == 0 && right[i + 1] < left[i + 1])) {
                left[i] = right[i];
                left[i + 1] = right[i + 1];
            }
        }
    }

    private void packed(byte[] left, byte[] right, int count, boolean greatest) {
        int width = (int) item.first().bytes(1);
        for (int i = 0; i < count; i += itemElements()) {
            int order = order(left, right, i, greatest);
            if (order > 0 || (order == 0 && (int) INTS.get(right, i + width) < (int) INTS.get(left, i + width))) {
                System.arraycopy(right, i, left, i, itemElements());
            }
        }
    }

    private int order(byte[] left, byte[] right, int at, boolean greatest) {
        return switch (item.first()) {
            case SHORT -> order((long) (short) SHORTS.get(left, at), (long) (short) SHORTS.get(right, at), greatest);
            case LONG -> order((long) LONGS.get(left, at), (long) LONGS.get(right, at), greatest);
            case FLOAT ->
                order((double) (float) FLOATS.get(left, at), (double) (float) FLOATS.get(right, at), greatest);
            default -> order((double) DOUBLES.get(left, at), (double) DOUBLES.get(right, at), greatest);
        };
    }

    /** {@return above 0 where the right value is the one to take, 0 where they are equal} */
    private static int order(long left, long right, boolean greatest) {
        return greatest ? Long.compare(right, left) : Long.compare(left, right);
    }

    private static int order(double left, double right, boolean greatest) {
        int order = Double.compare(greatest ? Math.max(left, right) : Math.min(left, right), left);
        // NaN is above all others to compare, and to be taken either way
        return order == 0 ? -Math.abs(Double.compare(left, right)) : 1;
    }
}
