package org.tutti;

import java.lang.foreign.MemorySegment;
import java.lang.reflect.Array;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tutti.memory.ElementType;
import org.tutti.memory.TypeMap;

/** Checks of datatypes, and of buffers that hold items of them. Each throws before anything is sent. */
final class DatatypeArguments {
    private DatatypeArguments() {}

    static Datatype requireType(@Nullable Datatype type) {
        if (type == null) {
            throw new TuttiException(ErrorCode.BAD_DATATYPE, "must not be null: type=null");
        }
        return type;
    }

    static void requireCount(long count, String name) {
        if (count < 0) {
            throw new TuttiException(ErrorCode.NEGATIVE_COUNT, "must be 0 or more: " + name + "=" + count);
        }
    }

    static void requireBlocks(long count, long blockLength, @Nullable Datatype type) {
        requireType(type);
        requireCount(count, "count");
        requireCount(blockLength, "blockLength");
    }

    /** {@return the lengths of blocks, of which there are as many as of what goes with them} */
    static long[] requireLengths(int @Nullable [] blockLengths, @Nullable Object others) {
        String name = others instanceof Datatype[] ? "types" : "displacements";
        if (blockLengths == null || others == null) {
            throw new TuttiException(
                    ErrorCode.UNEVEN_BLOCKS, "must not be null: " + (others == null ? name : "blockLengths") + "=null");
        }
        if (blockLengths.length != Array.getLength(others)) {
            throw new TuttiException(
                    ErrorCode.UNEVEN_BLOCKS,
                    "each block has one length, one displacement and one type: blockLengths.length="
                            + blockLengths.length + ", " + name + ".length=" + Array.getLength(others));
        }
        long[] lengths = new long[blockLengths.length];
        for (int i = 0; i < lengths.length; i++) {
            if (blockLengths[i] < 0) {
                requireCount(blockLengths[i], "blockLengths[" + i + "]");
            }
            lengths[i] = blockLengths[i];
        }
        return lengths;
    }

    /** {@return the same length for each displacement} */
    static int[] equalLengths(int blockLength, @Nullable Object displacements) {
        requireCount(blockLength, "blockLength");
        int[] lengths = new int[displacements == null ? 0 : Array.getLength(displacements)];
        Arrays.fill(lengths, blockLength);
        return lengths;
    }

    /** {@return displacements in bytes, of those in items} */
    static long[] bytes(int[] displacements, long extent) {
        long[] bytes = new long[displacements.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = Math.multiplyExact(displacements[i], extent);
        }
        return bytes;
    }

    /** {@return where the item begins that lies so many items from the first, in bytes; below 0 where no buffer reaches} */
    static long offset(Datatype type, long displacement) {
        long high = Math.multiplyHigh(displacement, type.extent());
        long low = displacement * type.extent();
        return high == low >> 63 ? low : -1;
    }

    /** {@return the packed bytes of so many items} */
    static long requireSize(Datatype type, long count) {
        requireCount(count, "count");
        try {
            return Math.multiplyExact(type.size(), count);
        } catch (ArithmeticException e) {
            throw new TuttiException(ErrorCode.BAD_RANGE, "larger than 2^63 bytes: count=" + count + ", type=" + type);
        }
    }

    /** A buffer holds items to be sent: an offset in elements of an array, in bytes of a segment. */
    static void requireSent(Object buffer, long offset, long count, Datatype type, String name) {
        requireType(type);
        requireCount(count, "count");
        if (buffer instanceof MemorySegment segment) {
            requireWithin(segment.byteSize(), offset, count, type, name);
            SegmentArguments.requireAccessible(segment, name);
        } else {
            ElementType elements = ArrayArguments.typeOf(buffer, name);
            requireFit(elements, type, name);
            long start = Math.clamp(offset, -1L, Integer.MAX_VALUE);
            requireWithin(elements.bytes(Array.getLength(buffer)), elements.bytes(start), count, type, name);
        }
    }

    /** A buffer is to receive items, none of which lies where another one does. */
    static void requireReceived(Object buffer, long offset, long count, Datatype type, String name) {
        requireSent(buffer, offset, count, type, name);
        if (buffer instanceof MemorySegment segment) {
            SegmentArguments.requireWritable(segment, name);
        }
        requireNoOverlap(count, type, name);
    }

    /** So many items can be received: none of them lies where another one does. */
    static void requireNoOverlap(long count, Datatype type, String name) {
        if (type.typeMap().overlaps(count)) {
            throw new TuttiException(
                    ErrorCode.OVERLAPPING_TYPE,
                    "some primitives lie where others do, so nothing can be received: " + name + ", count=" + count
                            + ", type=" + type + ", extent=" + type.extent() + ", trueExtent=" + type.trueExtent());
        }
    }

    private static void requireFit(ElementType elements, Datatype type, String name) {
        TypeMap map = type.typeMap();
        if (map.fitsArrayOf(elements)) {
            return;
        }
        throw new TuttiException(
                ErrorCode.UNFIT_DATATYPE,
                map.uniform() == elements
                        ? "displacements and extent are not multiples of the array's elements of " + elements.bytes(1)
                                + " bytes: array=" + name + ", type=" + type
                        : "the array's elements are not the datatype's primitives: array=" + name + ", elements="
                                + elements + ", type=" + type + ". MemorySegment.ofArray takes every datatype");
    }

    private static void requireWithin(long bytes, long offset, long count, Datatype type, String name) {
        TypeMap map = type.typeMap();
        boolean isInside;
        try {
            isInside = offset >= 0
                    && (requireSize(type, count) == 0
                            || (Math.addExact(offset, map.lowest(count)) >= 0
                                    && Math.addExact(offset, map.highest(count)) <= bytes));
        } catch (ArithmeticException e) {
            isInside = false;
        }
        if (!isInside) {
            throw outside(bytes, offset, count, type, name);
        }
    }

    private static TuttiException outside(long bytes, long offset, long count, Datatype type, String name) {
        return new TuttiException(
                ErrorCode.BAD_RANGE,
                "the items do not lie within the buffer: buffer=" + name + ", offset=" + offset + " bytes, count="
                        + count + ", type=" + type + ", trueLowerBound=" + type.trueLowerBound() + ", trueExtent="
                        + type.trueExtent() + ", extent=" + type.extent() + ", byteSize=" + bytes);
    }
}
