package org.tutti.testkit;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Array;
import org.tutti.Datatype;
import org.tutti.memory.ElementType;

/** Elements in a memory segment, with noise around them that nobody may touch. */
public final class SegmentBuffer {
    private static final int GUARD = 32;
    private static final byte NOISE = 0x55;

    private final ElementType type;
    private final int count;
    private final MemorySegment whole;
    private final long start;

    /** What is below a segment. */
    public enum Kind {
        /** An array of bytes. */
        BYTES,
        /** An array of bytes, from an odd one on. */
        BYTES_ODD,
        /** An array of longs. */
        LONGS,
        /** Memory outside the heap. */
        NATIVE,
        /** Memory outside the heap, from an odd address on. */
        NATIVE_ODD,
        /** Memory that other ranks can read. */
        SHARED,
        /** The same, from an odd address on. */
        SHARED_ODD;

        /** {@return the kind that a rank has in a call of so many elements: another one each, but in some calls all share theirs} */
        static Kind of(int count, int rank) {
            return count % 3 == 0 ? SHARED : values()[(count + rank) % values().length];
        }
    }

    private SegmentBuffer(ElementType type, int count, MemorySegment whole, long start) {
        this.type = type;
        this.count = count;
        this.whole = whole;
        this.start = start;
    }

    /** {@return the elements of an array in a segment of some kind, in a space if not on the heap} */
    public static SegmentBuffer of(Kind kind, SegmentSpace space, Object array) {
        ElementType type = Elements.typeOf(array);
        int count = Array.getLength(array);
        long bytes = type.bytes(count) + 2 * GUARD;
        MemorySegment whole = switch (kind) {
            case BYTES, BYTES_ODD -> MemorySegment.ofArray(new byte[(int) bytes]);
            case LONGS -> MemorySegment.ofArray(new long[Math.ceilDiv((int) bytes, Long.BYTES)]);
            case NATIVE, NATIVE_ODD -> space.own(bytes);
            case SHARED, SHARED_ODD -> space.shared(bytes);
        };
        whole.fill(NOISE);
        boolean odd = kind == Kind.BYTES_ODD || kind == Kind.NATIVE_ODD || kind == Kind.SHARED_ODD;
        SegmentBuffer buffer = new SegmentBuffer(type, count, whole, odd ? GUARD - 1 : GUARD);
        for (int i = 0; i < count; i++) {
            buffer.set(i, Elements.get(array, i));
        }
        return buffer;
    }

    /** {@return the segment: it begins with the elements and goes on with noise} */
    public MemorySegment segment() {
        return whole.asSlice(start);
    }

    /** {@return the datatype of the elements} */
    public Datatype datatype() {
        return datatype(type);
    }

    /** {@return the datatype of elements of a type} */
    public static Datatype datatype(ElementType type) {
        return switch (type) {
            case BYTE -> Datatype.BYTE;
            case SHORT -> Datatype.SHORT;
            case CHAR -> Datatype.CHAR;
            case INT -> Datatype.INT;
            case LONG -> Datatype.LONG;
            case FLOAT -> Datatype.FLOAT;
            case DOUBLE -> Datatype.DOUBLE;
            case BOOLEAN -> Datatype.BOOLEAN;
        };
    }

    /** {@return an array of the elements; an error where something else than they has changed} */
    public Object elements() {
        long end = start + type.bytes(count);
        for (long i = 0; i < whole.byteSize(); i++) {
            if ((i < start || i >= end) && whole.get(ValueLayout.JAVA_BYTE, i) != NOISE) {
                throw new AssertionError("a byte beside the elements has changed: " + (i - start) + " of " + whole);
            }
        }
        Object array = type.newArray(count);
        for (int i = 0; i < count; i++) {
            Elements.set(array, i, get(i));
        }
        return array;
    }

    private long get(int index) {
        long at = start + type.bytes(index);
        return switch (type) {
            case BYTE, BOOLEAN -> whole.get(ValueLayout.JAVA_BYTE, at);
            case SHORT, CHAR -> whole.get(ValueLayout.JAVA_SHORT_UNALIGNED, at);
            case INT, FLOAT -> whole.get(ValueLayout.JAVA_INT_UNALIGNED, at);
            case LONG, DOUBLE -> whole.get(ValueLayout.JAVA_LONG_UNALIGNED, at);
        };
    }

    private void set(int index, long bits) {
        long at = start + type.bytes(index);
        switch (type) {
            case BYTE, BOOLEAN -> whole.set(ValueLayout.JAVA_BYTE, at, (byte) bits);
            case SHORT, CHAR -> whole.set(ValueLayout.JAVA_SHORT_UNALIGNED, at, (short) bits);
            case INT, FLOAT -> whole.set(ValueLayout.JAVA_INT_UNALIGNED, at, (int) bits);
            case LONG, DOUBLE -> whole.set(ValueLayout.JAVA_LONG_UNALIGNED, at, bits);
        }
    }
}
