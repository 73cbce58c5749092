package org.tutti.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Copies between arrays and memory, aligned or not, and between arrays. Each type has a call of its own: then the compiler knows the array's type
 * and the layout, and nothing is left of the general copy's checks of both. Eight bytes of the wider types, which most short messages have,
 * are stored one by one: the general copy may take 32 bytes at once under a mask, and so the next cache line too where they cross into it.
 */
final class ArrayCopy {
    private ArrayCopy() {}

    static void in(MemorySegment to, long offset, ElementType type, Object array, int index, int count) {
        switch (type) {
            case BYTE -> MemorySegment.copy((byte[]) array, index, to, ValueLayout.JAVA_BYTE, offset, count);
            case SHORT ->
                MemorySegment.copy((short[]) array, index, to, ValueLayout.JAVA_SHORT_UNALIGNED, offset, count);
            case CHAR -> MemorySegment.copy((char[]) array, index, to, ValueLayout.JAVA_CHAR_UNALIGNED, offset, count);
            case INT -> in(to, offset, (int[]) array, index, count);
            case LONG -> in(to, offset, (long[]) array, index, count);
            case FLOAT -> in(to, offset, (float[]) array, index, count);
            case DOUBLE -> in(to, offset, (double[]) array, index, count);
            case BOOLEAN -> in(to, offset, (boolean[]) array, index, count);
        }
    }

    static void out(MemorySegment from, long offset, ElementType type, Object array, int index, int count) {
        switch (type) {
            case BYTE -> MemorySegment.copy(from, ValueLayout.JAVA_BYTE, offset, (byte[]) array, index, count);
            case SHORT ->
                MemorySegment.copy(from, ValueLayout.JAVA_SHORT_UNALIGNED, offset, (short[]) array, index, count);
            case CHAR ->
                MemorySegment.copy(from, ValueLayout.JAVA_CHAR_UNALIGNED, offset, (char[]) array, index, count);
            case INT -> out(from, offset, (int[]) array, index, count);
            case LONG -> out(from, offset, (long[]) array, index, count);
            case FLOAT -> out(from, offset, (float[]) array, index, count);
            case DOUBLE -> out(from, offset, (double[]) array, index, count);
            case BOOLEAN -> out(from, offset, (boolean[]) array, index, count);
        }
    }

    /** Copies from array to array; they may be the same one. */
    static void between(ElementType type, Object from, int fromIndex, Object to, int toIndex, int count) {
        switch (type) {
            case BYTE -> System.arraycopy((byte[]) from, fromIndex, (byte[]) to, toIndex, count);
            case SHORT -> System.arraycopy((short[]) from, fromIndex, (short[]) to, toIndex, count);
            case CHAR -> System.arraycopy((char[]) from, fromIndex, (char[]) to, toIndex, count);
            case INT -> System.arraycopy((int[]) from, fromIndex, (int[]) to, toIndex, count);
            case LONG -> System.arraycopy((long[]) from, fromIndex, (long[]) to, toIndex, count);
            case FLOAT -> System.arraycopy((float[]) from, fromIndex, (float[]) to, toIndex, count);
            case DOUBLE -> System.arraycopy((double[]) from, fromIndex, (double[]) to, toIndex, count);
            case BOOLEAN -> System.arraycopy((boolean[]) from, fromIndex, (boolean[]) to, toIndex, count);
        }
    }

    private static void in(MemorySegment to, long offset, int[] array, int index, int count) {
        if (count != 1 && count != 2) {
            MemorySegment.copy(array, index, to, ValueLayout.JAVA_INT_UNALIGNED, offset, count);
            return;
        }
        if (count == 2) {
            to.set(ValueLayout.JAVA_INT_UNALIGNED, offset + Integer.BYTES, array[index + 1]);
        }
        to.set(ValueLayout.JAVA_INT_UNALIGNED, offset, array[index]);
    }

    private static void out(MemorySegment from, long offset, int[] array, int index, int count) {
        if (count != 1 && count != 2) {
            MemorySegment.copy(from, ValueLayout.JAVA_INT_UNALIGNED, offset, array, index, count);
            return;
        }
        if (count == 2) {
            array[index + 1] = from.get(ValueLayout.JAVA_INT_UNALIGNED, offset + Integer.BYTES);
        }
        array[index] = from.get(ValueLayout.JAVA_INT_UNALIGNED, offset);
    }

    private static void in(MemorySegment to, long offset, float[] array, int index, int count) {
        if (count != 1 && count != 2) {
            MemorySegment.copy(array, index, to, ValueLayout.JAVA_FLOAT_UNALIGNED, offset, count);
            return;
        }
        if (count == 2) {
            to.set(ValueLayout.JAVA_FLOAT_UNALIGNED, offset + Float.BYTES, array[index + 1]);
        }
        to.set(ValueLayout.JAVA_FLOAT_UNALIGNED, offset, array[index]);
    }

    private static void out(MemorySegment from, long offset, float[] array, int index, int count) {
        if (count != 1 && count != 2) {
            MemorySegment.copy(from, ValueLayout.JAVA_FLOAT_UNALIGNED, offset, array, index, count);
            return;
        }
        if (count == 2) {
            array[index + 1] = from.get(ValueLayout.JAVA_FLOAT_UNALIGNED, offset + Float.BYTES);
        }
        array[index] = from.get(ValueLayout.JAVA_FLOAT_UNALIGNED, offset);
    }

    private static void in(MemorySegment to, long offset, long[] array, int index, int count) {
        if (count == 1) {
            to.set(ValueLayout.JAVA_LONG_UNALIGNED, offset, array[index]);
        } else {
            MemorySegment.copy(array, index, to, ValueLayout.JAVA_LONG_UNALIGNED, offset, count);
        }
    }

    private static void out(MemorySegment from, long offset, long[] array, int index, int count) {
        if (count == 1) {
            array[index] = from.get(ValueLayout.JAVA_LONG_UNALIGNED, offset);
        } else {
            MemorySegment.copy(from, ValueLayout.JAVA_LONG_UNALIGNED, offset, array, index, count);
        }
    }

    private static void in(MemorySegment to, long offset, double[] array, int index, int count) {
        if (count == 1) {
            to.set(ValueLayout.JAVA_DOUBLE_UNALIGNED, offset, array[index]);
        } else {
            MemorySegment.copy(array, index, to, ValueLayout.JAVA_DOUBLE_UNALIGNED, offset, count);
        }
    }

    private static void out(MemorySegment from, long offset, double[] array, int index, int count) {
        if (count == 1) {
            array[index] = from.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, offset);
        } else {
            MemorySegment.copy(from, ValueLayout.JAVA_DOUBLE_UNALIGNED, offset, array, index, count);
        }
    }

    private static void in(MemorySegment to, long offset, boolean[] array, int index, int count) {
        for (int i = 0; i < count; i++) {
            to.set(ValueLayout.JAVA_BYTE, offset + i, (byte) (array[index + i] ? 1 : 0));
        }
    }

    /** A program in another language may have written anything: what is not 0 is true. */
    private static void out(MemorySegment from, long offset, boolean[] array, int index, int count) {
        for (int i = 0; i < count; i++) {
            array[index + i] = from.get(ValueLayout.JAVA_BYTE, offset + i) != 0;
        }
    }
}
