package org.tutti.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Copies between a segment, where elements lie one after the other at any alignment, and an array, where blocks of them lie at
 * a stride; all counts are in elements. Long blocks are copied as a whole. Short ones are gone through crosswise, the first
 * element of all blocks, then the second one, so that there is one long loop for the compiler, also where a block is one element.
 */
final class StridedCopy {
    private static final int MOST_CROSSWISE = 16;

    private StridedCopy() {}

    /** Copies blocks of an array to a segment. */
    static void in(
            MemorySegment to,
            long offset,
            ElementType type,
            Object array,
            int index,
            int stride,
            int block,
            int blocks) {
        if (block > MOST_CROSSWISE) {
            for (int i = 0; i < blocks; i++) {
                ArrayCopy.in(to, offset + i * type.bytes(block), type, array, index + i * stride, block);
            }
            return;
        }
        for (int i = 0; i < block; i++) {
            long at = offset + type.bytes(i);
            switch (type) {
                case BYTE -> in(to, at, (byte[]) array, index + i, stride, block, blocks);
                case SHORT -> in(to, at, (short[]) array, index + i, stride, block, blocks);
                case CHAR -> in(to, at, (char[]) array, index + i, stride, block, blocks);
                case INT -> in(to, at, (int[]) array, index + i, stride, block, blocks);
                case LONG -> in(to, at, (long[]) array, index + i, stride, block, blocks);
                case FLOAT -> in(to, at, (float[]) array, index + i, stride, block, blocks);
                case DOUBLE -> in(to, at, (double[]) array, index + i, stride, block, blocks);
                case BOOLEAN -> in(to, at, (boolean[]) array, index + i, stride, block, blocks);
            }
        }
    }

    /** Copies elements of a segment to blocks of an array. */
    static void out(
            MemorySegment from,
            long offset,
            ElementType type,
            Object array,
            int index,
            int stride,
            int block,
            int blocks) {
        if (block > MOST_CROSSWISE) {
            for (int i = 0; i < blocks; i++) {
                ArrayCopy.out(from, offset + i * type.bytes(block), type, array, index + i * stride, block);
            }
            return;
        }
        for (int i = 0; i < block; i++) {
            long at = offset + type.bytes(i);
            switch (type) {
                case BYTE -> out(from, at, (byte[]) array, index + i, stride, block, blocks);
                case SHORT -> out(from, at, (short[]) array, index + i, stride, block, blocks);
                case CHAR -> out(from, at, (char[]) array, index + i, stride, block, blocks);
                case INT -> out(from, at, (int[]) array, index + i, stride, block, blocks);
                case LONG -> out(from, at, (long[]) array, index + i, stride, block, blocks);
                case FLOAT -> out(from, at, (float[]) array, index + i, stride, block, blocks);
                case DOUBLE -> out(from, at, (double[]) array, index + i, stride, block, blocks);
                case BOOLEAN -> out(from, at, (boolean[]) array, index + i, stride, block, blocks);
            }
        }
    }

    private static void in(MemorySegment to, long offset, byte[] array, int index, int stride, int block, int blocks) {
        for (int i = 0; i < blocks; i++) {
            to.set(ValueLayout.JAVA_BYTE, offset + (long) i * block, array[index + i * stride]);
        }
    }

    private static void out(
            MemorySegment from, long offset, byte[] array, int index, int stride, int block, int blocks) {
        for (int i = 0; i < blocks; i++) {
            array[index + i * stride] = from.get(ValueLayout.JAVA_BYTE, offset + (long) i * block);
        }
    }

    private static void in(MemorySegment to, long offset, short[] array, int index, int stride, int block, int blocks) {
        for (int i = 0; i < blocks; i++) {
            to.set(
                    ValueLayout.JAVA_SHORT_UNALIGNED,
                    offset + (long) i * block * Short.BYTES,
                    array[index + i * stride]);
        }
    }

    private static void out(
            MemorySegment from, long offset, short[] array, int index, int stride, int block, int blocks) {
        for (int i = 0; i < blocks; i++) {
            array[index + i * stride] =
                    from.get(ValueLayout.JAVA_SHORT_UNALIGNED, offset + (long) i * block * Short.BYTES);
        }
    }

    private static void in(MemorySegment to, long offset, char[] array, int index, int stride, int block, int blocks) {
        for (int i = 0; i < blocks; i++) {
            to.set(
                    ValueLayout.JAVA_CHAR_UNALIGNED,
                    offset + (long) i * block * Character.BYTES,
                    array[index + i * stride]);
        }
    }

    private static void out(
            MemorySegment from, long offset, char[] array, int index, int stride, int block, int blocks) {
        for (int i = 0; i < blocks; i++) {
            array[index + i * stride] =
                    from.get(ValueLayout.JAVA_CHAR_UNALIGNED, offset + (long) i * block * Character.BYTES);
        }
    }

    private static void in(MemorySegment to, long offset, int[] array, int index, int stride, int block, int blocks) {
        for (int i = 0; i < blocks; i++) {
            to.set(
                    ValueLayout.JAVA_INT_UNALIGNED,
                    offset + (long) i * block * Integer.BYTES,
                    array[index + i * stride]);
        }
    }

    private static void out(
            MemorySegment from, long offset, int[] array, int index, int stride, int block, int blocks) {
        for (int i = 0; i < blocks; i++) {
            array[index + i * stride] =
                    from.get(ValueLayout.JAVA_INT_UNALIGNED, offset + (long) i * block * Integer.BYTES);
        }
    }

    private static void in(MemorySegment to, long offset, long[] array, int index, int stride, int block, int blocks) {
        for (int i = 0; i < blocks; i++) {
            to.set(ValueLayout.JAVA_LONG_UNALIGNED, offset + (long) i * block * Long.BYTES, array[index + i * stride]);
        }
    }

    private static void out(
            MemorySegment from, long offset, long[] array, int index, int stride, int block, int blocks) {
        for (int i = 0; i < blocks; i++) {
            array[index + i * stride] =
                    from.get(ValueLayout.JAVA_LONG_UNALIGNED, offset + (long) i * block * Long.BYTES);
        }
    }

    private static void in(MemorySegment to, long offset, float[] array, int index, int stride, int block, int blocks) {
        for (int i = 0; i < blocks; i++) {
            to.set(
                    ValueLayout.JAVA_FLOAT_UNALIGNED,
                    offset + (long) i * block * Float.BYTES,
                    array[index + i * stride]);
        }
    }

    private static void out(
            MemorySegment from, long offset, float[] array, int index, int stride, int block, int blocks) {
        for (int i = 0; i < blocks; i++) {
            array[index + i * stride] =
                    from.get(ValueLayout.JAVA_FLOAT_UNALIGNED, offset + (long) i * block * Float.BYTES);
        }
    }

    private static void in(
            MemorySegment to, long offset, double[] array, int index, int stride, int block, int blocks) {
        for (int i = 0; i < blocks; i++) {
            to.set(
                    ValueLayout.JAVA_DOUBLE_UNALIGNED,
                    offset + (long) i * block * Double.BYTES,
                    array[index + i * stride]);
        }
    }

    private static void out(
            MemorySegment from, long offset, double[] array, int index, int stride, int block, int blocks) {
        for (int i = 0; i < blocks; i++) {
            array[index + i * stride] =
                    from.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, offset + (long) i * block * Double.BYTES);
        }
    }

    private static void in(
            MemorySegment to, long offset, boolean[] array, int index, int stride, int block, int blocks) {
        for (int i = 0; i < blocks; i++) {
            to.set(ValueLayout.JAVA_BYTE, offset + (long) i * block, (byte) (array[index + i * stride] ? 1 : 0));
        }
    }

    private static void out(
            MemorySegment from, long offset, boolean[] array, int index, int stride, int block, int blocks) {
        for (int i = 0; i < blocks; i++) {
            array[index + i * stride] = from.get(ValueLayout.JAVA_BYTE, offset + (long) i * block) != 0;
        }
    }
}
