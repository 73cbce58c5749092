package org.tutti.memory;

import java.lang.foreign.MemorySegment;

/**
 * Items of a datatype in somebody's memory, as a buffer like an array: its elements are the packed primitives, in their order.
 * Where a datatype has primitives of several types, elements are bytes, and a byte of a double may be an element's neighbor in one
 * fragment and not in the next; so all ranks cut alike, however their types are spelled.
 *
 * <p>It is gone through with a {@link TypeCursor}, from front to back at best: going back begins anew. It is used again and again, by
 * one thread, and allocates nothing where a type is no deeper than one before.
 */
public final class Items {
    private static final int SCRATCH_BYTES = 8 << 10;
    private static final MemorySegment NOTHING = MemorySegment.ofArray(new byte[0]);

    private final TypeCursor cursor = new TypeCursor();
    private TypeMap map = TypeMap.of(ElementType.BYTE);
    private ElementType type = ElementType.BYTE;
    private MemorySegment memory = NOTHING;
    private long offset;
    private long count;
    private long salt;
    /** How many packed bytes lie before the cursor. */
    private long position;

    private MemorySegment scratch = NOTHING;

    /** No items. */
    public Items() {}

    /**
     * {@return these items, now others}
     *
     * @param datatype what they are
     * @param itemMemory where they lie
     * @param itemOffset where the first one begins, in bytes
     * @param itemCount how many there are
     */
    public Items set(TypeMap datatype, MemorySegment itemMemory, long itemOffset, long itemCount) {
        ElementType uniform = datatype.uniform();
        type = uniform == null ? ElementType.BYTE : uniform;
        map = uniform == null ? datatype.inBytes() : datatype;
        memory = itemMemory;
        offset = itemOffset;
        count = itemCount;
        salt = uniform == null && itemCount != 0 ? datatype.signature(itemCount) : 0;
        rewind();
        return this;
    }

    private void rewind() {
        cursor.start(map, count, memory, offset);
        position = 0;
    }

    /** Lets go of the memory. */
    public void forget() {
        memory = NOTHING;
        cursor.end();
        count = 0;
        salt = 0;
    }

    /** {@return what the elements are: the primitives, or bytes where these are of several types} */
    public ElementType type() {
        return type;
    }

    /** {@return how many elements there are} */
    public long elements() {
        return map.size() * count / type.bytes(1);
    }

    /** {@return what tells apart primitives of several types in a buffer, or 0 where a buffer has elements of one type} */
    public static long salt(Object buffer) {
        return buffer instanceof Items items ? items.salt : 0;
    }

    /** {@return where the items lie} */
    public MemorySegment memory() {
        return memory;
    }

    /** {@return the address of the first byte that items touch; in an array, counted from where it begins} */
    public long lowest() {
        return memory.address() + offset + (isEmpty() ? 0 : map.lowest(count));
    }

    /** {@return the address behind the last byte that items touch} */
    public long highest() {
        return memory.address() + offset + (isEmpty() ? 0 : map.highest(count));
    }

    private boolean isEmpty() {
        return count == 0 || map.size() == 0;
    }

    /** {@return whether some primitives of these and of other items, of one memory, are known to be the same bytes} */
    public boolean overlaps(Items other) {
        if (isEmpty() || other.isEmpty()) {
            return false;
        }
        LayoutList both = new LayoutList(2);
        both.add(spelled(), memory.address() + offset + map.displacement());
        both.add(other.spelled(), other.memory.address() + other.offset + other.map.displacement());
        return TypeOverlap.isKnown(both.layout());
    }

    private Layout spelled() {
        return Layout.repeated(map.layout(), count, map.extent());
    }

    /** {@return whether other items begin at the same place} */
    boolean isAt(Items other) {
        return offset == other.offset && Buffers.isSamePlace(memory, other.memory);
    }

    private void seek(long bytes) {
        if (bytes < position) {
            rewind();
        }
        if (bytes > position) {
            position += cursor.skip(bytes - position);
        }
    }

    /** Copies elements to an offset of shared memory. */
    void pack(long index, long elements, Words to, long toOffset) {
        seek(type.bytes(index));
        position += cursor.pack(to, toOffset, type.bytes(elements));
    }

    /** Copies elements from an offset of shared memory. */
    void unpack(long index, long elements, Words from, long fromOffset) {
        seek(type.bytes(index));
        position += cursor.unpack(from, fromOffset, type.bytes(elements));
    }

    private void pack(long index, long elements, MemorySegment to) {
        seek(type.bytes(index));
        position += cursor.pack(to, 0, type.bytes(elements));
    }

    private void unpack(long index, long elements, MemorySegment from) {
        seek(type.bytes(index));
        position += cursor.unpack(from, 0, type.bytes(elements));
    }

    /** Copies elements from a buffer to a buffer, of which at least one is items. They go through a scratch that stays in the cache. */
    static void copy(ElementType type, Object from, long fromIndex, Object to, long toIndex, long count) {
        MemorySegment scratch = (from instanceof Items items ? items : (Items) to).scratch();
        long most = type.count(SCRATCH_BYTES);
        for (long done = 0; done < count; done += most) {
            long part = Math.min(most, count - done);
            if (from instanceof Items items) {
                items.pack(fromIndex + done, part, scratch);
            } else {
                Buffers.copy(type, from, fromIndex + done, scratch, 0, part);
            }
            if (to instanceof Items items) {
                items.unpack(toIndex + done, part, scratch);
            } else {
                Buffers.copy(type, scratch, 0, to, toIndex + done, part);
            }
        }
    }

    private MemorySegment scratch() {
        if (scratch.byteSize() == 0) {
            scratch = MemorySegment.ofArray(new long[SCRATCH_BYTES / Long.BYTES]);
        }
        return scratch;
    }
}
