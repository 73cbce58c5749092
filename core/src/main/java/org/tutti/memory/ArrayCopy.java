package org.tutti.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Copies between arrays and memory, aligned or not, and between arrays. Each type has a call of its own: then the compiler knows the array's type
 * and the layout, and nothing is left of the general copy's checks of both. One or two elements of the wider types
 * are stored one by one: the general copy may take 32 bytes at once under a mask, and so the next cache line too where they cross into it.
 *
 * <p>{@code in} and {@code out} have more bytecode than what the compiler inlines, on purpose, so that each is compiled on its own. The general
 * copy is a dozen calls deep; inlined at the end of the calls of a program and of an operation it would be cut off in the middle.
 */
final class ArrayCopy {
    private ArrayCopy() {}

    static void in(MemorySegment to, long offset, ElementType type, Object array, int index, int count) {
        switch (type) {
            case BYTE -> MemorySegment.copy((byte[]) array, index, to, ValueLayout.JAVA_BYTE, offset, count);
            case SHORT ->
                MemorySegment.copy((short[]) array, index, to, ValueLayout.JAVA_SHORT_UNALIGNED, offset, count);
            case CHAR -> MemorySegment.copy((char[]) array, index, to, ValueLayout.JAVA_CHAR_UNALIGNED, offset, count);
            case INT -> {
                if (count == 1) {
                    to.set(ValueLayout.JAVA_INT_UNALIGNED, offset, ((int[]) array)[index]);
                } else if (count == 2) {
                    to.set(ValueLayout.JAVA_INT_UNALIGNED, offset + Integer.BYTES, ((int[]) array)[index + 1]);
                    to.set(ValueLayout.JAVA_INT_UNALIGNED, offset, ((int[]) array)[index]);
                } else {
                    MemorySegment.copy((int[]) array, index, to, ValueLayout.JAVA_INT_UNALIGNED, offset, count);
                }
            }
            case LONG -> {
                if (count == 1) {
                    to.set(ValueLayout.JAVA_LONG_UNALIGNED, offset, ((long[]) array)[index]);
                } else {
                    MemorySegment.copy((long[]) array, index, to, ValueLayout.JAVA_LONG_UNALIGNED, offset, count);
                }
            }
            case FLOAT -> {
                if (count == 1) {
                    to.set(ValueLayout.JAVA_FLOAT_UNALIGNED, offset, ((float[]) array)[index]);
                } else if (count == 2) {
                    to.set(ValueLayout.JAVA_FLOAT_UNALIGNED, offset + Float.BYTES, ((float[]) array)[index + 1]);
                    to.set(ValueLayout.JAVA_FLOAT_UNALIGNED, offset, ((float[]) array)[index]);
                } else {
                    MemorySegment.copy((float[]) array, index, to, ValueLayout.JAVA_FLOAT_UNALIGNED, offset, count);
                }
            }
            case DOUBLE -> {
                if (count == 1) {
                    to.set(ValueLayout.JAVA_DOUBLE_UNALIGNED, offset, ((double[]) array)[index]);
                } else {
                    MemorySegment.copy((double[]) array, index, to, ValueLayout.JAVA_DOUBLE_UNALIGNED, offset, count);
                }
            }
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
            case INT -> {
                if (count == 1) {
                    ((int[]) array)[index] = from.get(ValueLayout.JAVA_INT_UNALIGNED, offset);
                } else if (count == 2) {
                    ((int[]) array)[index + 1] = from.get(ValueLayout.JAVA_INT_UNALIGNED, offset + Integer.BYTES);
                    ((int[]) array)[index] = from.get(ValueLayout.JAVA_INT_UNALIGNED, offset);
                } else {
                    MemorySegment.copy(from, ValueLayout.JAVA_INT_UNALIGNED, offset, (int[]) array, index, count);
                }
            }
            case LONG -> {
                if (count == 1) {
                    ((long[]) array)[index] = from.get(ValueLayout.JAVA_LONG_UNALIGNED, offset);
                } else {
                    MemorySegment.copy(from, ValueLayout.JAVA_LONG_UNALIGNED, offset, (long[]) array, index, count);
                }
            }
            case FLOAT -> {
                if (count == 1) {
                    ((float[]) array)[index] = from.get(ValueLayout.JAVA_FLOAT_UNALIGNED, offset);
                } else if (count == 2) {
                    ((float[]) array)[index + 1] = from.get(ValueLayout.JAVA_FLOAT_UNALIGNED, offset + Float.BYTES);
                    ((float[]) array)[index] = from.get(ValueLayout.JAVA_FLOAT_UNALIGNED, offset);
                } else {
                    MemorySegment.copy(from, ValueLayout.JAVA_FLOAT_UNALIGNED, offset, (float[]) array, index, count);
                }
            }
            case DOUBLE -> {
                if (count == 1) {
                    ((double[]) array)[index] = from.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, offset);
                } else {
                    MemorySegment.copy(from, ValueLayout.JAVA_DOUBLE_UNALIGNED, offset, (double[]) array, index, count);
                }
            }
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
