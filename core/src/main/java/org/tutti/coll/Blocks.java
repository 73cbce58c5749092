package org.tutti.coll;

import org.jspecify.annotations.Nullable;
import org.tutti.memory.Buffers;
import org.tutti.memory.ElementType;
import org.tutti.memory.Items;

/**
 * The parts of a caller's memory that an operation sends or receives: one, or one for each rank. It is set anew for each
 * call and used again, so that a call allocates nothing. Offsets and counts are in elements.
 */
public final class Blocks {
    private static final Object NO_BUFFER = new byte[0];
    private static final int[] NO_INTS = {};
    private static final long[] NO_LONGS = {};
    private static final Blocks[] NO_PARTS = {};

    private Shape shape = Shape.EVEN;
    private ElementType type = ElementType.BYTE;
    private Object buffer = NO_BUFFER;
    private long offset;
    private long count;
    private int[] counts = NO_INTS;
    private int[] displacements = NO_INTS;
    private long[] longCounts = NO_LONGS;
    private long[] longDisplacements = NO_LONGS;
    private Blocks[] parts = NO_PARTS;
    private boolean evenParts;

    /** Which of the fields say where the blocks are. Most are even, so these need but few of them. */
    private enum Shape {
        EVEN,
        VARYING,
        LONG_VARYING,
        PARTS
    }

    /** Empty blocks. */
    public Blocks() {}

    /** {@return these blocks, now of so many elements each, one behind the other from an offset on} */
    public Blocks set(ElementType newType, Object newBuffer, long newOffset, long newCount) {
        forgetShape();
        type = newType;
        buffer = newBuffer;
        offset = newOffset;
        count = newCount;
        return this;
    }

    /** {@return these blocks, now each with a count of its own, and displacements counted from an offset on} */
    public Blocks set(ElementType newType, Object newBuffer, long newOffset, int[] newCounts, int[] newDisplacements) {
        set(newType, newBuffer, newOffset, 0);
        shape = Shape.VARYING;
        counts = newCounts;
        displacements = newDisplacements;
        return this;
    }

    /** {@return these blocks, now each with a count of its own, and displacements, of which there may be more than of an array} */
    public Blocks set(ElementType newType, Object newBuffer, long[] newCounts, long[] newDisplacements) {
        set(newType, newBuffer, 0, 0);
        shape = Shape.LONG_VARYING;
        longCounts = newCounts;
        longDisplacements = newDisplacements;
        return this;
    }

    /**
     * {@return these blocks, now each the first block of another} Each may have a type and a buffer of its own.
     *
     * @param even whether all have one size and lie one behind the other nevertheless
     */
    public Blocks set(Blocks[] newParts, boolean even) {
        set(ElementType.BYTE, NO_BUFFER, 0, 0);
        shape = Shape.PARTS;
        parts = newParts;
        evenParts = even;
        return this;
    }

    /** Takes over what other blocks are. */
    public void take(Blocks other) {
        set(other.type, other.buffer, other.offset, other.count);
        if (other.shape != Shape.EVEN) {
            shape = other.shape;
            counts = other.counts;
            displacements = other.displacements;
            longCounts = other.longCounts;
            longDisplacements = other.longDisplacements;
            parts = other.parts;
            evenParts = other.evenParts;
        }
    }

    /** Lets go of the caller's buffers: what is left is empty. */
    public void forget() {
        set(ElementType.BYTE, NO_BUFFER, 0, 0);
    }

    private void forgetShape() {
        if (shape != Shape.EVEN) {
            shape = Shape.EVEN;
            counts = NO_INTS;
            displacements = NO_INTS;
            longCounts = NO_LONGS;
            longDisplacements = NO_LONGS;
            parts = NO_PARTS;
        }
    }

    /** {@return whether all blocks have one size and lie one behind the other} */
    public boolean areEven() {
        return shape == Shape.EVEN || (shape == Shape.PARTS && evenParts);
    }

    /** {@return the array or the segment in which all blocks lie, or null where each has its own} */
    public @Nullable Object buffer() {
        return shape == Shape.PARTS ? null : buffer;
    }

    /** {@return the type of a block's elements} */
    public ElementType type(int block) {
        return shape == Shape.PARTS ? parts[block].type : type;
    }

    /** {@return the array or the segment in which a block lies} */
    public Object buffer(int block) {
        return shape == Shape.PARTS ? parts[block].buffer : buffer;
    }

    /** {@return where in its buffer a block begins} The displacement of an empty one means nothing. */
    public long index(int block) {
        return switch (shape) {
            case EVEN -> offset + block * count;
            case VARYING -> counts[block] == 0 ? 0 : displacements[block];
            case LONG_VARYING -> longCounts[block] == 0 ? 0 : longDisplacements[block];
            case PARTS -> parts[block].offset;
        };
    }

    /** {@return how many elements a block has} */
    public long count(int block) {
        return switch (shape) {
            case EVEN -> count;
            case VARYING -> counts[block];
            case LONG_VARYING -> longCounts[block];
            case PARTS -> parts[block].count;
        };
    }

    /** {@return how many bytes a block has in shared memory} */
    public long bytes(int block) {
        return type(block).bytes(count(block));
    }

    /** {@return what tells apart primitives of several types in a block, or 0 where all are of one type} */
    public long salt(int block) {
        return Items.salt(buffer(block));
    }

    /** Copies a block of others over one of these, which is as large, or the same. */
    public void copyFrom(int block, Blocks others, int other) {
        copyFrom(block, others, other, 0, count(block));
    }

    /** Copies some elements of a block of others over those of one of these, which is as large, or the same. */
    public void copyFrom(int block, Blocks others, int other, long from, long elements) {
        if (elements > 0) {
            Buffers.copy(
                    type(block),
                    others.buffer(other),
                    others.index(other) + from,
                    buffer(block),
                    index(block) + from,
                    elements);
        }
    }
}
