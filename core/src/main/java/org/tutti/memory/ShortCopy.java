package org.tutti.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Copies of a few elements, one by one: that is several times faster than the general copy, whose
 * checks take longer than the moving.
 */
final class ShortCopy {
    /** The most elements for which this is the faster way. */
    static final int MOST = 16;

    private ShortCopy() {}

    static void in(MemorySegment to, long offset, ElementType type, Object array, int index, int count) {
        switch (type) {
            case BYTE -> in(to, offset, (byte[]) array, index, count);
            case SHORT -> in(to, offset, (short[]) array, index, count);
            case CHAR -> in(to, offset, (char[]) array, index, count);
            case INT -> in(to, offset, (int[]) array, index, count);
            case LONG -> in(to, offset, (long[]) array, index, count);
            case FLOAT -> in(to, offset, (float[]) array, index, count);
            case DOUBLE -> in(to, offset, (double[]) array, index, count);
            case BOOLEAN -> in(to, offset, (boolean[]) array, index, count);
        }
    }

    static void out(MemorySegment from, long offset, ElementType type, Object array, int index, int count) {
        switch (type) {
            case BYTE -> out(from, offset, (byte[]) array, index, count);
            case SHORT -> out(from, offset, (short[]) array, index, count);
            case CHAR -> out(from, offset, (char[]) array, index, count);
            case INT -> out(from, offset, (int[]) array, index, count);
            case LONG -> out(from, offset, (long[]) array, index, count);
            case FLOAT -> out(from, offset, (float[]) array, index, count);
            case DOUBLE -> out(from, offset, (double[]) array, index, count);
            case BOOLEAN -> out(from, offset, (boolean[]) array, index, count);
        }
    }

    private static void in(MemorySegment to, long offset, byte[] array, int index, int count) {
        for (int i = 0; i < count; i++) {
            to.set(ValueLayout.JAVA_BYTE, offset + i, array[index + i]);
        }
    }

    private static void out(MemorySegment from, long offset, byte[] array, int index, int count) {
        for (int i = 0; i < count; i++) {
            array[index + i] = from.get(ValueLayout.JAVA_BYTE, offset + i);
        }
    }

    private static void in(MemorySegment to, long offset, short[] array, int index, int count) {
        for (int i = 0; i < count; i++) {
            to.set(ValueLayout.JAVA_SHORT, offset + (long) i * Short.BYTES, array[index + i]);
        }
    }

    private static void out(MemorySegment from, long offset, short[] array, int index, int count) {
        for (int i = 0; i < count; i++) {
            array[index + i] = from.get(ValueLayout.JAVA_SHORT, offset + (long) i * Short.BYTES);
        }
    }

    private static void in(MemorySegment to, long offset, char[] array, int index, int count) {
        for (int i = 0; i < count; i++) {
            to.set(ValueLayout.JAVA_CHAR, offset + (long) i * Character.BYTES, array[index + i]);
        }
    }

    private static void out(MemorySegment from, long offset, char[] array, int index, int count) {
        for (int i = 0; i < count; i++) {
            array[index + i] = from.get(ValueLayout.JAVA_CHAR, offset + (long) i * Character.BYTES);
        }
    }

    private static void in(MemorySegment to, long offset, int[] array, int index, int count) {
        for (int i = 0; i < count; i++) {
            to.set(ValueLayout.JAVA_INT, offset + (long) i * Integer.BYTES, array[index + i]);
        }
    }

    private static void out(MemorySegment from, long offset, int[] array, int index, int count) {
        for (int i = 0; i < count; i++) {
            array[index + i] = from.get(ValueLayout.JAVA_INT, offset + (long) i * Integer.BYTES);
        }
    }

    private static void in(MemorySegment to, long offset, long[] array, int index, int count) {
        for (int i = 0; i < count; i++) {
            to.set(ValueLayout.JAVA_LONG, offset + (long) i * Long.BYTES, array[index + i]);
        }
    }

    private static void out(MemorySegment from, long offset, long[] array, int index, int count) {
        for (int i = 0; i < count; i++) {
            array[index + i] = from.get(ValueLayout.JAVA_LONG, offset + (long) i * Long.BYTES);
        }
    }

    private static void in(MemorySegment to, long offset, float[] array, int index, int count) {
        for (int i = 0; i < count; i++) {
            to.set(ValueLayout.JAVA_FLOAT, offset + (long) i * Float.BYTES, array[index + i]);
        }
    }

    private static void out(MemorySegment from, long offset, float[] array, int index, int count) {
        for (int i = 0; i < count; i++) {
            array[index + i] = from.get(ValueLayout.JAVA_FLOAT, offset + (long) i * Float.BYTES);
        }
    }

    private static void in(MemorySegment to, long offset, double[] array, int index, int count) {
        for (int i = 0; i < count; i++) {
            to.set(ValueLayout.JAVA_DOUBLE, offset + (long) i * Double.BYTES, array[index + i]);
        }
    }

    private static void out(MemorySegment from, long offset, double[] array, int index, int count) {
        for (int i = 0; i < count; i++) {
            array[index + i] = from.get(ValueLayout.JAVA_DOUBLE, offset + (long) i * Double.BYTES);
        }
    }

    private static void in(MemorySegment to, long offset, boolean[] array, int index, int count) {
        for (int i = 0; i < count; i++) {
            to.set(ValueLayout.JAVA_BYTE, offset + i, (byte) (array[index + i] ? 1 : 0));
        }
    }

    private static void out(MemorySegment from, long offset, boolean[] array, int index, int count) {
        for (int i = 0; i < count; i++) {
            array[index + i] = from.get(ValueLayout.JAVA_BYTE, offset + i) != 0;
        }
    }
}
