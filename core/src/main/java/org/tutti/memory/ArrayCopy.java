package org.tutti.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Copies between arrays and memory, aligned or not, and between arrays. Each type has a call of its own: then the compiler knows the array's type
 * and the layout, and nothing is left of the general copy's checks of both.
 */
final class ArrayCopy {
    private ArrayCopy() {}

    static void in(MemorySegment to, long offset, ElementType type, Object array, int index, int count) {
        switch (type) {
            case BYTE -> MemorySegment.copy((byte[]) array, index, to, ValueLayout.JAVA_BYTE, offset, count);
            case SHORT ->
                MemorySegment.copy((short[]) array, index, to, ValueLayout.JAVA_SHORT_UNALIGNED, offset, count);
            case CHAR -> MemorySegment.copy((char[]) array, index, to, ValueLayout.JAVA_CHAR_UNALIGNED, offset, count);
            case INT -> MemorySegment.copy((int[]) array, index, to, ValueLayout.JAVA_INT_UNALIGNED, offset, count);
            case LONG -> MemorySegment.copy((long[]) array, index, to, ValueLayout.JAVA_LONG_UNALIGNED, offset, count);
            case FLOAT ->
                MemorySegment.copy((float[]) array, index, to, ValueLayout.JAVA_FLOAT_UNALIGNED, offset, count);
            case DOUBLE ->
                MemorySegment.copy((double[]) array, index, to, ValueLayout.JAVA_DOUBLE_UNALIGNED, offset, count);
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
            case INT -> MemorySegment.copy(from, ValueLayout.JAVA_INT_UNALIGNED, offset, (int[]) array, index, count);
            case LONG ->
                MemorySegment.copy(from, ValueLayout.JAVA_LONG_UNALIGNED, offset, (long[]) array, index, count);
            case FLOAT ->
                MemorySegment.copy(from, ValueLayout.JAVA_FLOAT_UNALIGNED, offset, (float[]) array, index, count);
            case DOUBLE ->
                MemorySegment.copy(from, ValueLayout.JAVA_DOUBLE_UNALIGNED, offset, (double[]) array, index, count);
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
