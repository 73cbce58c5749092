package org.tutti.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * What callers pass: arrays of a primitive type, memory segments that hold such elements one after the other, aligned
 * or not, or {@link Items} of a datatype with gaps. All travel as {@code Object}, so that one text of each algorithm serves
 * them; only who copies tells them apart.
 *
 * <p>A segment's elements are copied as a whole and never folded where they lie: no loop sees heap and native segments by
 * turns, which the compiler makes slow for both.
 */
public final class Buffers {
    /** From 2.5 MiB on the JVM's own copy goes past the caches, on some processors. */
    private static final long MOST_BYTES_AT_ONCE = 1 << 20;

    private Buffers() {}

    /** {@return whether a buffer is an array, else it is a segment, or items} */
    public static boolean isArray(Object buffer) {
        return buffer.getClass().isArray();
    }

    /** {@return whether two buffers begin at the same place} */
    @SuppressWarnings("ReferenceEquality") // the same array, not an equal one
    public static boolean isSamePlace(Object one, Object other) {
        if (one == other) {
            return true;
        }
        if (one instanceof Items items) {
            return other instanceof Items others && items.isAt(others);
        }
        return one instanceof MemorySegment first
                && other instanceof MemorySegment second
                && first.address() == second.address()
                && first.heapBase().equals(second.heapBase());
    }

    /** Copies elements from a buffer to a buffer; they may be the same ones. */
    @SuppressWarnings("ReferenceEquality") // the same array, not an equal one
    public static void copy(ElementType type, Object from, long fromIndex, Object to, long toIndex, long count) {
        if (from == to && fromIndex == toIndex) {
            return;
        }
        if (isArray(from) && isArray(to)) {
            betweenArrays(type, from, (int) fromIndex, to, (int) toIndex, (int) count);
        } else if (from instanceof Items || to instanceof Items) {
            Items.copy(type, from, fromIndex, to, toIndex, count);
        } else if (isArray(from)) {
            ArrayCopy.in((MemorySegment) to, type.bytes(toIndex), type, from, (int) fromIndex, (int) count);
        } else if (isArray(to)) {
            ArrayCopy.out((MemorySegment) from, type.bytes(fromIndex), type, to, (int) toIndex, (int) count);
        } else {
            betweenSegments(
                    type, (MemorySegment) from, type.bytes(fromIndex), (MemorySegment) to, type.bytes(toIndex), count);
        }
    }

    /** Long ones piece by piece, so that they go through the caches: what has been copied is mostly read soon. */
    @SuppressWarnings("ReferenceEquality") // the same array, not an equal one
    private static void betweenArrays(ElementType type, Object from, int fromIndex, Object to, int toIndex, int count) {
        int most = type.count(MOST_BYTES_AT_ONCE);
        if (count <= most || from == to) {
            ArrayCopy.between(type, from, fromIndex, to, toIndex, count);
            return;
        }
        int left = count;
        while (left > 0) {
            int part = Math.min(most, left);
            ArrayCopy.between(type, from, fromIndex + count - left, to, toIndex + count - left, part);
            left -= part;
        }
    }

    /** Copies elements of a buffer to bytes, in the machine's order. */
    public static void pack(ElementType type, Object from, long index, long count, byte[] to) {
        copy(type, from, index, MemorySegment.ofArray(to), 0, count);
    }

    /** {@return bytes as a buffer of elements of any type, in the machine's order} */
    public static Object view(byte[] bytes) {
        return MemorySegment.ofArray(bytes);
    }

    /** Copies elements from bytes, in the machine's order, to a buffer. */
    public static void unpack(byte[] from, ElementType type, Object to, long index, long count) {
        copy(type, MemorySegment.ofArray(from), 0, to, index, count);
    }

    /** Copies blocks that lie at a stride in a buffer, given in bytes, one after the other to a segment. */
    static void packBlocks(
            ElementType type,
            Object from,
            long position,
            long stride,
            int block,
            int blocks,
            MemorySegment to,
            long offset) {
        if (isArray(from)) {
            StridedCopy.in(to, offset, type, from, type.count(position), type.count(stride), block, blocks);
        } else {
            StridedSegments.copy(
                    type, (MemorySegment) from, position, stride, to, offset, type.bytes(block), block, blocks);
        }
    }

    /** Copies elements of a segment to blocks that lie at a stride in a buffer, given in bytes. */
    static void unpackBlocks(
            ElementType type,
            MemorySegment from,
            long offset,
            Object to,
            long position,
            long stride,
            int block,
            int blocks) {
        if (isArray(to)) {
            StridedCopy.out(from, offset, type, to, type.count(position), type.count(stride), block, blocks);
        } else {
            StridedSegments.copy(
                    type, from, offset, type.bytes(block), (MemorySegment) to, position, stride, block, blocks);
        }
    }

    /** Copies elements between segments, given where they begin in bytes; long ones piece by piece, as those of arrays. */
    static void betweenSegments(
            ElementType type, MemorySegment from, long fromOffset, MemorySegment to, long toOffset, long count) {
        if (type == ElementType.BOOLEAN) {
            for (long i = 0; i < count; i++) {
                to.set(ValueLayout.JAVA_BYTE, toOffset + i, truth(from.get(ValueLayout.JAVA_BYTE, fromOffset + i)));
            }
            return;
        }
        long bytes = type.bytes(count);
        boolean areApart = Math.abs(from.address() + fromOffset - (to.address() + toOffset)) >= bytes;
        long most = areApart ? MOST_BYTES_AT_ONCE : bytes;
        for (long done = 0; done < bytes; done += most) {
            MemorySegment.copy(from, fromOffset + done, to, toOffset + done, Math.min(most, bytes - done));
        }
    }

    /** A program in another language may have written anything: what is not 0 is true, and arrives as 1. */
    private static byte truth(byte value) {
        return (byte) (value == 0 ? 0 : 1);
    }
}
