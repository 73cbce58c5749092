package org.tutti.memory;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Goes once through the primitives of items of a type in a buffer, in the order of its type map, and copies them to or from
 * memory where they lie packed: one after the other, without gaps. It stops wherever the packed side ends and goes on there.
 * How many primitives fit into so many bytes follows from the signature alone, so ranks with equal signatures cut alike, however
 * differently their types are spelled.
 *
 * <p>Items of a few runs, such as records, are copied crosswise where they lie in a segment: one run of many items, then the next. Each
 * by itself would be a call or two for every few bytes.
 *
 * <p>A cursor is used again and again, and allocates nothing unless a type is deeper than any before. It checks nothing: the
 * items lie within the buffer, and if that is an array, all primitives are of its type and lie on whole elements.
 */
public final class TypeCursor {
    /** The most elements of a block that are copied in one call. */
    private static final int MOST_ELEMENTS = 1 << 30;
    /** The most elements of blocks in one call: they are gone through crosswise, and shall stay in the cache meanwhile. */
    private static final int MOST_IN_BLOCKS = 4096;

    /** So much is copied crosswise at once, through a scratch of this size where it is shared memory that is copied from or to. */
    private static final int CROSSWISE_BYTES = 8 << 10;

    private Object buffer = this;
    private Layout root = Layout.empty();
    private long items;
    private long nextItem;
    private long itemPosition;
    private long extent;
    private boolean crosswise;
    /** How many items are copied crosswise next, or 0. */
    private int wholeItems;

    private byte[] scratch = {};
    private MemorySegment scratchMemory = MemorySegment.NULL;

    // layouts that have been entered, the innermost one last, each with its next part and where it lies
    private Layout[] entered = new Layout[4];
    private long[] nextPart = new long[4];
    private long[] position = new long[4];
    private int depth;

    // where the cursor is: in one of several blocks of elements at a stride
    private ElementType type = ElementType.BYTE;
    private long blocksPosition;
    private long blocks;
    private long block;
    private long stride;
    private long atBlock;
    private long atElement;

    // the piece that is copied next: blocks at the same stride
    private long piecePosition;
    private int pieceBlock;
    private int pieceBlocks;

    /** A cursor that is nowhere yet. */
    public TypeCursor() {}

    /**
     * Begins.
     *
     * @param map the type
     * @param count how many items
     * @param itemBuffer an array of the type of all primitives, or a segment
     * @param offset where the first item begins: in elements of the array, in bytes of the segment
     */
    public void start(TypeMap map, long count, Object itemBuffer, long offset) {
        ElementType elements = map.uniform();
        buffer = itemBuffer;
        root = map.layout();
        extent = map.extent();
        items = root.bytes == 0 ? 0 : count;
        nextItem = 0;
        itemPosition = map.displacement()
                + (elements != null && Buffers.isArray(itemBuffer) ? elements.bytes(offset) : offset);
        depth = 0;
        blocks = 0;
        atBlock = 0;
        atElement = 0;
        crosswise = items > 1 && root.isFewRuns() && !Buffers.isArray(itemBuffer);
        if (entered.length <= root.depth) {
            entered = Arrays.copyOf(entered, root.depth + 1);
            nextPart = Arrays.copyOf(nextPart, root.depth + 1);
            position = Arrays.copyOf(position, root.depth + 1);
        }
        if (root instanceof Layout.Run run && items != 0) {
            nextItem = items;
            if (map.isDense()) {
                enterBlocks(run, itemPosition, 1, run.elements * items, 0);
            } else {
                enterBlocks(run, itemPosition, items, run.elements, extent);
            }
        }
    }

    /** Lets go of the buffer. */
    public void end() {
        buffer = this;
        items = 0;
        nextItem = 0;
        depth = 0;
        blocks = 0;
        atBlock = 0;
        Arrays.fill(entered, null);
    }

    /** {@return how many packed bytes were copied to an offset: as many whole primitives as fit, or as there are} */
    public long pack(Words to, long offset, long maxBytes) {
        long done = 0;
        for (long bytes = next(maxBytes); bytes != 0; bytes = next(maxBytes - done)) {
            if (wholeItems > 0) {
                packItems(scratch(), 0);
                to.copyIn(ElementType.BYTE, scratch, 0, offset + done, (int) bytes);
            } else {
                to.copyBlocksIn(type, buffer, piecePosition, stride, pieceBlock, pieceBlocks, offset + done);
            }
            done += bytes;
        }
        return done;
    }

    /** {@return how many packed bytes were copied from an offset: as many whole primitives as they hold, or as there are} */
    public long unpack(Words from, long offset, long maxBytes) {
        long done = 0;
        for (long bytes = next(maxBytes); bytes != 0; bytes = next(maxBytes - done)) {
            if (wholeItems > 0) {
                MemorySegment packed = scratch();
                from.copyOut(ElementType.BYTE, offset + done, scratch, 0, (int) bytes);
                unpackItems(packed, 0);
            } else {
                from.copyBlocksOut(type, offset + done, buffer, piecePosition, stride, pieceBlock, pieceBlocks);
            }
            done += bytes;
        }
        return done;
    }

    /** {@return how many packed bytes were copied to a segment: as many whole primitives as fit, or as there are} */
    public long pack(MemorySegment to, long offset, long maxBytes) {
        long done = 0;
        for (long bytes = next(maxBytes); bytes != 0; bytes = next(maxBytes - done)) {
            if (wholeItems > 0) {
                packItems(to, offset + done);
            } else {
                Buffers.packBlocks(type, buffer, piecePosition, stride, pieceBlock, pieceBlocks, to, offset + done);
            }
            done += bytes;
        }
        return done;
    }

    /** {@return how many packed bytes were copied from a segment: as many whole primitives as they hold, or as there are} */
    public long unpack(MemorySegment from, long offset, long maxBytes) {
        long done = 0;
        for (long bytes = next(maxBytes); bytes != 0; bytes = next(maxBytes - done)) {
            if (wholeItems > 0) {
                unpackItems(from, offset + done);
            } else {
                Buffers.unpackBlocks(type, from, offset + done, buffer, piecePosition, stride, pieceBlock, pieceBlocks);
            }
            done += bytes;
        }
        return done;
    }

    /**
     * Goes on by whole items, which are copied crosswise, or else by a piece.
     *
     * @return its packed bytes, or 0 where no primitive fits or none is left
     */
    private long next(long maxBytes) {
        if (depth == 1 && atBlock == blocks && nextPart[0] == entered[0].parts()) {
            depth = 0;
        }
        boolean isInside = depth > 0 || atBlock < blocks;
        long most = Math.min(maxBytes, CROSSWISE_BYTES);
        wholeItems = crosswise && !isInside ? (int) Math.min(items - nextItem, most / root.bytes) : 0;
        return wholeItems > 0 ? wholeItems * root.bytes : nextPiece(maxBytes);
    }

    private void packItems(MemorySegment to, long offset) {
        MemorySegment from = (MemorySegment) buffer;
        long first = itemPosition + nextItem * extent;
        long packed = offset;
        for (int i = 0; i < root.parts(); i++) {
            Layout.Run run = (Layout.Run) root.part(i);
            long at = first + root.displacement(i);
            StridedSegments.copy(run.type, from, at, extent, to, packed, root.bytes, (int) run.elements, wholeItems);
            packed += run.bytes;
        }
        nextItem += wholeItems;
    }

    private void unpackItems(MemorySegment from, long offset) {
        MemorySegment to = (MemorySegment) buffer;
        long first = itemPosition + nextItem * extent;
        long packed = offset;
        for (int i = 0; i < root.parts(); i++) {
            Layout.Run run = (Layout.Run) root.part(i);
            long at = first + root.displacement(i);
            StridedSegments.copy(run.type, from, packed, root.bytes, to, at, extent, (int) run.elements, wholeItems);
            packed += run.bytes;
        }
        nextItem += wholeItems;
    }

    private MemorySegment scratch() {
        if (scratch.length == 0) {
            scratch = new byte[CROSSWISE_BYTES];
            scratchMemory = MemorySegment.ofArray(scratch);
        }
        return scratchMemory;
    }

    /** {@return how many packed bytes were left out: as many whole primitives as they hold, or as there are} */
    public long skip(long maxBytes) {
        long left = maxBytes;
        while (true) {
            left -= skipElements(left);
            if (atBlock < blocks) {
                return maxBytes - left;
            }
            left -= skipParts(left);
            while (depth > 0 && nextPart[depth - 1] == entered[depth - 1].parts()) {
                depth--;
                left -= skipParts(left);
            }
            if (!nextBlocks()) {
                return maxBytes - left;
            }
        }
    }

    private long skipElements(long bytes) {
        if (atBlock == blocks) {
            return 0;
        }
        long there = (blocks - atBlock) * block - atElement;
        long skipped = Math.min(there, bytes / type.bytes(1));
        atElement += skipped;
        atBlock += atElement / block;
        atElement %= block;
        return type.bytes(skipped);
    }

    /** Leaves whole parts of the innermost layout out, or whole items where none is entered. */
    private long skipParts(long bytes) {
        if (depth == 0) {
            long skipped = root.bytes == 0 ? 0 : Math.min(items - nextItem, bytes / root.bytes);
            nextItem += skipped;
            return skipped * root.bytes;
        }
        Layout layout = entered[depth - 1];
        if (layout instanceof Layout.Repeated repeated) {
            long skipped = Math.min(repeated.count - nextPart[depth - 1], bytes / repeated.part.bytes);
            nextPart[depth - 1] += skipped;
            return skipped * repeated.part.bytes;
        }
        long skipped = 0;
        long next = nextPart[depth - 1];
        while (next < layout.parts() && skipped + layout.part(next).bytes <= bytes) {
            skipped += layout.part(next).bytes;
            next++;
        }
        nextPart[depth - 1] = next;
        return skipped;
    }

    /**
     * Goes on by a piece: the rest of a block, or as much of it as fits, or several whole ones.
     *
     * @return its packed bytes, or 0 where no primitive fits or none is left
     */
    private long nextPiece(long maxBytes) {
        if (atBlock == blocks && !nextBlocks()) {
            return 0;
        }
        long fits = Math.min(maxBytes / type.bytes(1), MOST_ELEMENTS);
        piecePosition = blocksPosition + atBlock * stride + type.bytes(atElement);
        if (atElement == 0 && fits >= block) {
            long whole = Math.min(fits, Math.max(block, MOST_IN_BLOCKS)) / block;
            pieceBlock = (int) block;
            pieceBlocks = (int) Math.min(whole, blocks - atBlock);
            atBlock += pieceBlocks;
            return pieceBlocks * type.bytes(pieceBlock);
        }
        pieceBlock = (int) Math.min(fits, block - atElement);
        pieceBlocks = 1;
        atElement += pieceBlock;
        if (atElement == block) {
            atElement = 0;
            atBlock++;
        }
        return type.bytes(pieceBlock);
    }

    /** {@return whether there are more blocks} The cursor is at the first one of them then. */
    private boolean nextBlocks() {
        while (true) {
            if (depth == 0) {
                if (nextItem == items) {
                    return false;
                }
                long at = itemPosition + nextItem * extent;
                nextItem++;
                if (enter(root, at)) {
                    return true;
                }
                continue;
            }
            Layout layout = entered[depth - 1];
            long next = nextPart[depth - 1];
            if (next == layout.parts()) {
                depth--;
                continue;
            }
            nextPart[depth - 1] = next + 1;
            if (enter(layout.part(next), position[depth - 1] + layout.displacement(next))) {
                return true;
            }
        }
    }

    /** {@return whether this layout is blocks, or has been entered only} */
    private boolean enter(Layout layout, long at) {
        if (layout instanceof Layout.Run run) {
            enterBlocks(run, at, 1, run.elements, 0);
            return true;
        }
        if (layout instanceof Layout.Repeated repeated && repeated.part instanceof Layout.Run run) {
            enterBlocks(run, at, repeated.count, run.elements, repeated.stride);
            return true;
        }
        entered[depth] = layout;
        nextPart[depth] = 0;
        position[depth] = at;
        depth++;
        return false;
    }

    private void enterBlocks(Layout.Run run, long at, long count, long elements, long bytesApart) {
        type = run.type;
        blocksPosition = at;
        blocks = count;
        block = elements;
        stride = bytesApart;
        atBlock = 0;
        atElement = 0;
    }
}
