package org.tutti;

import java.lang.foreign.MemorySegment;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tutti.coll.Blocks;
import org.tutti.memory.ElementType;

/**
 * The blocks that a rank sends, or those that it receives, in one operation after the other: checked before anything is sent,
 * and described by {@link Blocks} that are used again, so that no call allocates any.
 */
final class BlockArguments {
    private final String name;
    private final boolean receives;
    private final int size;
    private final Blocks blocks = new Blocks();
    private int[] packed = new int[0];
    private long[] longPacked = new long[0];
    private Blocks[] parts = new Blocks[0];

    /** Describes what is sent, or what is received, in a communicator of so many ranks. */
    BlockArguments(String name, boolean receives, int size) {
        this.name = name;
        this.receives = receives;
        this.size = size;
    }

    /** Lets go of the caller's buffers. */
    void forget() {
        blocks.forget();
        for (Blocks part : parts) {
            part.forget();
        }
    }

    /** {@return how many elements each rank has of an array that is divided among all} */
    int share(@Nullable Object array) {
        int length = Array.getLength(ArrayArguments.require(array, name));
        if (length % size != 0) {
            throw new TuttiException(
                    ErrorCode.BAD_BLOCKS,
                    "the array cannot be divided into a block for each rank: array=" + name + ", length=" + length
                            + ", size=" + size);
        }
        return length / size;
    }

    /** {@return no blocks, where nobody looks at them} */
    Blocks none() {
        blocks.forget();
        return blocks;
    }

    /** {@return one block, which is one of others'} */
    Blocks own(Blocks others, int block) {
        return blocks.set(others.type(block), others.buffer(block), others.index(block), others.count(block));
    }

    /** {@return one block of an array} */
    Blocks one(@Nullable Object array, int offset, int count) {
        Object there = ArrayArguments.require(array, name);
        ArrayArguments.requireRange(there, offset, count, name);
        return blocks.set(ArrayArguments.typeOf(there, name), there, offset, count);
    }

    /** {@return a block of an array for each rank, one behind the other} */
    Blocks each(@Nullable Object array, int offset, int count) {
        Object there = ArrayArguments.require(array, name);
        int length = Array.getLength(there);
        if (offset < 0 || count < 0 || offset + (long) size * count > length) {
            throw new TuttiException(
                    ErrorCode.BAD_RANGE,
                    "the blocks do not lie within the array: array=" + name + ", offset=" + offset + ", count=" + count
                            + ", blocks=" + size + ", length=" + length);
        }
        return blocks.set(ArrayArguments.typeOf(there, name), there, offset, count);
    }

    /** {@return a block of an array for each rank, each of a size of its own; without displacements one behind the other} */
    Blocks each(@Nullable Object array, int @Nullable [] counts, int @Nullable [] displacements) {
        Object there = ArrayArguments.require(array, name);
        int[] each = requireEach(counts, "Counts");
        int[] where = displacements == null ? packed(each) : requireEach(displacements, "Displacements");
        int length = Array.getLength(there);
        for (int rank = 0; rank < size; rank++) {
            requireWithin(rank, each[rank], where[rank], length, "length");
        }
        return blocks.set(ArrayArguments.typeOf(there, name), there, 0, each, where);
    }

    /** {@return one block of a segment} */
    Blocks one(@Nullable MemorySegment segment, long count, @Nullable Datatype type) {
        ElementType elements = require(segment, count, type, name);
        return blocks.set(elements, Objects.requireNonNull(segment), 0, count);
    }

    /** {@return a block of a segment for each rank, one behind the other} */
    Blocks each(@Nullable MemorySegment segment, long count, @Nullable Datatype type) {
        ElementType elements = require(segment, 0, type, name);
        MemorySegment there = Objects.requireNonNull(segment);
        if (count < 0 || count > there.byteSize() / elements.bytes(1) / size) {
            throw new TuttiException(
                    ErrorCode.BAD_RANGE,
                    "the blocks do not lie within the segment: segment=" + name + ", count=" + count + ", type=" + type
                            + ", blocks=" + size + ", byteSize=" + there.byteSize());
        }
        return blocks.set(elements, there, 0, count);
    }

    /** {@return a block of a segment for each rank, each of a size of its own; without displacements one behind the other} */
    Blocks each(
            @Nullable MemorySegment segment,
            long @Nullable [] counts,
            long @Nullable [] displacements,
            @Nullable Datatype type) {
        ElementType elements = require(segment, 0, type, name);
        MemorySegment there = Objects.requireNonNull(segment);
        long[] each = requireEach(counts, "Counts");
        long[] where = displacements == null ? packed(each) : requireEach(displacements, "Displacements");
        long most = there.byteSize() / elements.bytes(1);
        for (int rank = 0; rank < size; rank++) {
            requireWithin(rank, each[rank], where[rank], most, "elements");
        }
        return blocks.set(elements, there, each, where);
    }

    /** {@return a whole array for each rank} */
    Blocks parts(Object @Nullable [] arrays) {
        Object[] there = requireEach(arrays, "");
        Blocks[] all = parts();
        for (int rank = 0; rank < size; rank++) {
            ElementType type = there[rank] == null ? null : ElementType.of(there[rank]);
            if (type == null) {
                throw ArrayArguments.unsupported(name + "[" + rank + "]", there[rank]);
            }
            all[rank].set(type, there[rank], 0, Array.getLength(there[rank]));
        }
        return blocks.set(all);
    }

    /** {@return a segment for each rank, with a count and a datatype each} */
    Blocks parts(MemorySegment @Nullable [] segments, long @Nullable [] counts, Datatype @Nullable [] types) {
        MemorySegment[] there = requireEach(segments, "");
        long[] each = requireEach(counts, "Counts");
        Datatype[] elements = requireEach(types, "Types");
        Blocks[] all = parts();
        for (int rank = 0; rank < size; rank++) {
            ElementType type = require(there[rank], each[rank], elements[rank], name);
            all[rank].set(type, there[rank], 0, each[rank]);
        }
        return blocks.set(all);
    }

    private Blocks[] parts() {
        if (parts.length != size) {
            parts = new Blocks[size];
            Arrays.setAll(parts, rank -> new Blocks());
        }
        return parts;
    }

    private ElementType require(
            @Nullable MemorySegment segment, long count, @Nullable Datatype type, String segmentName) {
        return receives
                ? SegmentArguments.requireReceived(segment, count, type, segmentName)
                : SegmentArguments.requireSent(segment, count, type, segmentName);
    }

    private int[] packed(int[] counts) {
        if (packed.length != size) {
            packed = new int[size];
        }
        long at = 0;
        for (int rank = 0; rank < size; rank++) {
            packed[rank] =
                    (int) Math.min(at, Integer.MAX_VALUE); // beyond it no array reaches, which is told afterwards
            at += Math.max(0, counts[rank]);
        }
        return packed;
    }

    private long[] packed(long[] counts) {
        if (longPacked.length != size) {
            longPacked = new long[size];
        }
        long at = 0;
        for (int rank = 0; rank < size; rank++) {
            longPacked[rank] = at;
            at += Math.max(0, counts[rank]);
            at = at < 0 ? Long.MAX_VALUE : at;
        }
        return longPacked;
    }

    private int[] requireEach(int @Nullable [] numbers, String what) {
        if (numbers == null || numbers.length != size) {
            throw notOneEach(what, numbers == null ? -1 : numbers.length);
        }
        return numbers;
    }

    private long[] requireEach(long @Nullable [] numbers, String what) {
        if (numbers == null || numbers.length != size) {
            throw notOneEach(what, numbers == null ? -1 : numbers.length);
        }
        return numbers;
    }

    private <T> T[] requireEach(T @Nullable [] things, String what) {
        if (things == null || things.length != size) {
            throw notOneEach(what, things == null ? -1 : things.length);
        }
        return things;
    }

    TuttiException notOneEach(String what, int length) {
        return new TuttiException(
                ErrorCode.BAD_BLOCKS,
                "there must be one for each rank: " + name + what + (length < 0 ? "=null" : ".length=" + length)
                        + ", size=" + size);
    }

    private void requireWithin(int rank, long count, long displacement, long there, String unit) {
        if (count < 0 || displacement < 0 || displacement > there || count > there - displacement) {
            throw new TuttiException(
                    ErrorCode.BAD_RANGE,
                    "a block does not lie within its buffer: buffer=" + name + ", block=" + rank + ", displacement="
                            + displacement + ", count=" + count + ", " + unit + "=" + there);
        }
    }
}
