package org.tutti;

import java.lang.foreign.MemorySegment;
import java.lang.reflect.Array;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tutti.coll.Blocks;
import org.tutti.memory.ElementType;
import org.tutti.memory.Items;

/**
 * The blocks that a rank sends, or those that it receives, in one operation after the other: checked before anything is sent,
 * and described by {@link Blocks} that are used again, so that no call allocates any.
 */
final class BlockArguments {
    private final String name;
    private final boolean receives;
    private final int size;
    private final String party;
    private final Blocks blocks = new Blocks();
    private int[] packed = new int[0];
    private long[] longPacked = new long[0];
    private Blocks[] parts = new Blocks[0];
    private Items[] items = new Items[0];

    /** Describes what is sent, or what is received, in a communicator of so many ranks. */
    BlockArguments(String name, boolean receives, int size) {
        this(name, receives, size, "rank");
    }

    /** Describes what is sent, or what is received, with so many blocks, one for each party: a source or a destination. */
    BlockArguments(String name, boolean receives, int size, String party) {
        this.party = party;
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
        for (Items each : items) {
            each.forget();
        }
    }

    /** {@return how many elements each rank has of an array that is divided among all} */
    int share(@Nullable Object array) {
        int length = Array.getLength(ArrayArguments.require(array, name));
        if (size == 0) {
            return 0;
        }
        if (length % size != 0) {
            throw new TuttiException(
                    ErrorCode.BAD_BLOCKS,
                    "the array cannot be divided into a block for each " + party + ": array=" + name + ", length="
                            + length + number());
        }
        return length / size;
    }

    private String number() {
        return party.equals("rank") ? ", size=" + size : ", " + party + "s=" + size;
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
        require(segment, count, type, name);
        return set(blocks, 0, SegmentArguments.there(segment), 0, count, SegmentArguments.there(type));
    }

    /** {@return a block of a segment for each rank, one behind the other} */
    Blocks each(@Nullable MemorySegment segment, long count, @Nullable Datatype type) {
        require(segment, 0, type, name);
        MemorySegment there = SegmentArguments.there(segment);
        Datatype items = SegmentArguments.there(type);
        ElementType dense = items.dense();
        if (count < 0 || (items.size() > 0 && count > Long.MAX_VALUE / items.size() / atLeastOne())) {
            throw outside(count, items, there.byteSize());
        }
        if (dense == null) {
            require(segment, count * size, type, name);
            Blocks[] all = parts();
            for (int rank = 0; rank < all.length; rank++) {
                set(all[rank], rank, there, rank * count * items.extent(), count, items);
            }
            return blocks.set(all, true);
        }
        if (size > 0 && items.size() * count > there.byteSize() / size) {
            throw outside(count, items, there.byteSize());
        }
        return blocks.set(dense, there, 0, items.denseElements(dense, count));
    }

    /** {@return a block of a segment for each rank, each of a size of its own; without displacements one behind the other} */
    Blocks each(
            @Nullable MemorySegment segment,
            long @Nullable [] counts,
            long @Nullable [] displacements,
            @Nullable Datatype type) {
        require(segment, 0, type, name);
        MemorySegment there = SegmentArguments.there(segment);
        Datatype items = SegmentArguments.there(type);
        long[] each = requireEach(counts, "Counts");
        long[] where = displacements == null ? packed(each) : requireEach(displacements, "Displacements");
        ElementType basic = items.basic();
        if (basic != null) {
            long most = there.byteSize() / basic.bytes(1);
            for (int rank = 0; rank < size; rank++) {
                requireWithin(rank, each[rank], where[rank], most, "elements");
            }
            return blocks.set(basic, there, each, where);
        }
        Blocks[] all = parts();
        for (int rank = 0; rank < size; rank++) {
            long offset = each[rank] == 0 ? 0 : DatatypeArguments.offset(items, where[rank]);
            DatatypeArguments.requireSent(there, offset, each[rank], items, name);
            if (receives) {
                DatatypeArguments.requireNoOverlap(each[rank], items, name);
            }
            set(all[rank], rank, there, offset, each[rank], items);
        }
        return blocks.set(all, false);
    }

    /** Describes a block of items, which have been checked: as elements where they lie without gaps. */
    private Blocks set(Blocks block, int index, MemorySegment segment, long offset, long count, Datatype type) {
        ElementType dense = type.dense();
        if (dense != null && offset % dense.bytes(1) == 0) {
            return block.set(dense, segment, offset / dense.bytes(1), type.denseElements(dense, count));
        }
        if (items.length != atLeastOne()) {
            items = new Items[atLeastOne()];
            Arrays.setAll(items, rank -> new Items());
        }
        Items there = items[index].set(type.typeMap(), segment, offset, count);
        return block.set(there.type(), there, 0, there.elements());
    }

    private TuttiException outside(long count, Datatype type, long bytes) {
        return new TuttiException(
                ErrorCode.BAD_RANGE,
                "the blocks do not lie within the segment: segment=" + name + ", count=" + count + ", type=" + type
                        + ", blocks=" + size + ", byteSize=" + bytes);
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
        return blocks.set(all, false);
    }

    /** {@return a segment for each rank, with a count and a datatype each} */
    Blocks parts(MemorySegment @Nullable [] segments, long @Nullable [] counts, Datatype @Nullable [] types) {
        MemorySegment[] there = requireEach(segments, "");
        long[] each = requireEach(counts, "Counts");
        Datatype[] elements = requireEach(types, "Types");
        Blocks[] all = parts();
        for (int rank = 0; rank < size; rank++) {
            require(there[rank], each[rank], elements[rank], name);
            set(all[rank], rank, there[rank], 0, each[rank], elements[rank]);
        }
        return blocks.set(all, false);
    }

    /** {@return how many blocks are described} Who has none still says what they would be like. */
    private int atLeastOne() {
        return Math.max(1, size);
    }

    private Blocks[] parts() {
        if (parts.length != atLeastOne()) {
            parts = new Blocks[atLeastOne()];
            Arrays.setAll(parts, rank -> new Blocks());
        }
        return parts;
    }

    private void require(@Nullable MemorySegment segment, long count, @Nullable Datatype type, String segmentName) {
        if (receives) {
            SegmentArguments.requireReceived(segment, count, type, segmentName);
        } else {
            SegmentArguments.requireSent(segment, count, type, segmentName);
        }
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
                "there must be one for each " + party + ": " + name + what
                        + (length < 0 ? "=null" : ".length=" + length) + number());
    }

    private void requireWithin(int rank, long count, long displacement, long there, String unit) {
        boolean isWithin = displacement >= 0 && displacement <= there && count <= there - displacement;
        if (count < 0 || (count > 0 && !isWithin)) {
            throw new TuttiException(
                    ErrorCode.BAD_RANGE,
                    "a block does not lie within its buffer: buffer=" + name + ", block=" + rank + ", displacement="
                            + displacement + ", count=" + count + ", " + unit + "=" + there);
        }
    }
}
