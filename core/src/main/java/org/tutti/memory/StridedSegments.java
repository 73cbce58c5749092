package org.tutti.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Copies blocks of elements between segments, where they lie at strides given in bytes and at any alignment; as
 * {@link StridedCopy} does between a segment and an array.
 */
final class StridedSegments {
    /** The longest block that is copied in pieces as wide as a register: of all blocks the first one, then of all the next. */
    private static final int SHORT_BYTES = 64;

    private StridedSegments() {}

    static void copy(
            ElementType type,
            MemorySegment from,
            long position,
            long stride,
            MemorySegment to,
            long toPosition,
            long toStride,
            int block,
            int blocks) {
        long bytes = type.bytes(block);
        if (type == ElementType.BOOLEAN || bytes > SHORT_BYTES) {
            for (int i = 0; i < blocks; i++) {
                Buffers.betweenSegments(type, from, position + i * stride, to, toPosition + i * toStride, block);
            }
            return;
        }
        int width;
        for (long at = 0; at < bytes; at += width) {
            width = (int) Math.min(Long.BYTES, Long.highestOneBit(bytes - at));
            switch (width) {
                case 1 -> bytes(from, position + at, stride, to, toPosition + at, toStride, blocks);
                case 2 -> shorts(from, position + at, stride, to, toPosition + at, toStride, blocks);
                case 4 -> ints(from, position + at, stride, to, toPosition + at, toStride, blocks);
                default -> longs(from, position + at, stride, to, toPosition + at, toStride, blocks);
            }
        }
    }

    private static void bytes(
            MemorySegment from,
            long position,
            long stride,
            MemorySegment to,
            long toPosition,
            long toStride,
            int blocks) {
        for (int i = 0; i < blocks; i++) {
            to.set(
                    ValueLayout.JAVA_BYTE,
                    toPosition + i * toStride,
                    from.get(ValueLayout.JAVA_BYTE, position + i * stride));
        }
    }

    private static void shorts(
            MemorySegment from,
            long position,
            long stride,
            MemorySegment to,
            long toPosition,
            long toStride,
            int blocks) {
        for (int i = 0; i < blocks; i++) {
            to.set(
                    ValueLayout.JAVA_SHORT_UNALIGNED,
                    toPosition + i * toStride,
                    from.get(ValueLayout.JAVA_SHORT_UNALIGNED, position + i * stride));
        }
    }

    private static void ints(
            MemorySegment from,
            long position,
            long stride,
            MemorySegment to,
            long toPosition,
            long toStride,
            int blocks) {
        for (int i = 0; i < blocks; i++) {
            to.set(
                    ValueLayout.JAVA_INT_UNALIGNED,
                    toPosition + i * toStride,
                    from.get(ValueLayout.JAVA_INT_UNALIGNED, position + i * stride));
        }
    }

    private static void longs(
            MemorySegment from,
            long position,
            long stride,
            MemorySegment to,
            long toPosition,
            long toStride,
            int blocks) {
        for (int i = 0; i < blocks; i++) {
            to.set(
                    ValueLayout.JAVA_LONG_UNALIGNED,
                    toPosition + i * toStride,
                    from.get(ValueLayout.JAVA_LONG_UNALIGNED, position + i * stride));
        }
    }
}
