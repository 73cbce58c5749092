package org.tutti.testkit;

import java.lang.reflect.Array;
import java.util.Arrays;
import org.tutti.memory.ElementType;

/** Arrays of all element types, handled alike: an element is seen as 64 bits. */
public final class Elements {
    private Elements() {}

    /** {@return an element: an integer's value, 0 or 1 of a boolean, the bits of a float or double} */
    public static long get(Object array, int index) {
        return switch (array) {
            case byte[] a -> a[index];
            case short[] a -> a[index];
            case char[] a -> a[index];
            case int[] a -> a[index];
            case long[] a -> a[index];
            case float[] a -> Float.floatToRawIntBits(a[index]);
            case double[] a -> Double.doubleToRawLongBits(a[index]);
            case boolean[] a -> a[index] ? 1 : 0;
            default -> throw notAnArray(array);
        };
    }

    /** Sets an element to the low bits of what {@link #get} would return. */
    public static void set(Object array, int index, long bits) {
        switch (array) {
            case byte[] a -> a[index] = (byte) bits;
            case short[] a -> a[index] = (short) bits;
            case char[] a -> a[index] = (char) bits;
            case int[] a -> a[index] = (int) bits;
            case long[] a -> a[index] = bits;
            case float[] a -> a[index] = Float.intBitsToFloat((int) bits);
            case double[] a -> a[index] = Double.longBitsToDouble(bits);
            case boolean[] a -> a[index] = (bits & 1) != 0;
            default -> throw notAnArray(array);
        }
    }

    /** {@return a copy of {@code count} elements from {@code from} on} */
    public static Object copy(Object array, int from, int count) {
        Object copy = typeOf(array).newArray(count);
        System.arraycopy(array, from, copy, 0, count);
        return copy;
    }

    /**
     * {@return the first index at which two arrays differ, or -1} Floating-point elements are compared by their bits, but
     * for NaN, of which there is one.
     */
    public static int mismatch(Object left, Object right) {
        return switch (left) {
            case byte[] a -> Arrays.mismatch(a, (byte[]) right);
            case short[] a -> Arrays.mismatch(a, (short[]) right);
            case char[] a -> Arrays.mismatch(a, (char[]) right);
            case int[] a -> Arrays.mismatch(a, (int[]) right);
            case long[] a -> Arrays.mismatch(a, (long[]) right);
            case float[] a -> Arrays.mismatch(a, (float[]) right);
            case double[] a -> Arrays.mismatch(a, (double[]) right);
            case boolean[] a -> Arrays.mismatch(a, (boolean[]) right);
            default -> throw notAnArray(left);
        };
    }

    /** Throws unless two arrays are equal in every element, see {@link #mismatch}. */
    public static void requireEqual(Object found, Object expected, Object what) {
        int index = mismatch(found, expected);
        if (index >= 0) {
            throw new AssertionError(what + ": element " + index + " of " + Array.getLength(expected) + " is "
                    + text(found, index) + " instead of " + text(expected, index));
        }
    }

    /** {@return a number that differs, almost surely, when a bit of the array does} */
    public static long digest(Object array) {
        long digest = 1;
        int count = Array.getLength(array);
        for (int i = 0; i < count; i++) {
            digest = (digest ^ get(array, i)) * 0x9E3779B97F4A7C15L;
            digest ^= digest >>> 31;
        }
        return digest;
    }

    private static String text(Object array, int index) {
        return index < Array.getLength(array) ? Array.get(array, index) + "" : "missing";
    }

    static ElementType typeOf(Object array) {
        ElementType type = ElementType.of(array);
        if (type == null) {
            throw notAnArray(array);
        }
        return type;
    }

    private static IllegalArgumentException notAnArray(Object array) {
        return new IllegalArgumentException(
                "not an array of a primitive type: " + array.getClass().getTypeName());
    }
}
