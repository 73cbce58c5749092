package org.tutti.memory;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The type map of a datatype: which primitives it has, in which order, and where they lie, in bytes from where an item begins.
 * It is a value, and keeps a million blocks as one repetition. Constructors of types take checked arguments, in bytes, and
 * throw an {@code ArithmeticException} where the result is larger than 2<sup>63</sup> bytes.
 *
 * <p>Bounds are MPI's: without {@link #resized} the extent is that of the primitives, rounded up to a multiple of the widest
 * one; bounds that were set with it are kept by all types that are made from this one. MPI standard: 5.1.6 to 5.1.8.
 */
public final class TypeMap {
    private final Layout layout;
    /** Where the layout begins, counted from where an item does. */
    private final long displacement;

    private final long lowerBound;
    private final long extent;
    private final boolean bounded;
    private @Nullable TypeMap inBytes;
    /** The most items that were found not to overlap, so that nothing is looked at twice. */
    private volatile long apart;

    private TypeMap(Layout layout, long displacement, @Nullable Bounds bounds) {
        this.layout = layout;
        this.displacement = layout.bytes == 0 ? 0 : displacement;
        this.bounded = bounds != null;
        long trueLow = Math.addExact(this.displacement, layout.low);
        long trueHigh = Math.addExact(this.displacement, layout.high);
        this.lowerBound = bounds == null ? trueLow : bounds.low;
        this.extent = bounds == null
                ? roundedUp(Math.subtractExact(trueHigh, trueLow), layout.alignment)
                : Math.subtractExact(bounds.high, bounds.low);
    }

    private static long roundedUp(long bytes, int alignment) {
        return Math.addExact(bytes, alignment - 1) / alignment * alignment;
    }

    /** {@return the map of one element} */
    public static TypeMap of(ElementType type) {
        return new TypeMap(Layout.run(type, 1), 0, null);
    }

    /** {@return items one after the other, each at the extent of the one before} */
    public TypeMap contiguous(long count) {
        return vector(count, 1, 0, extent);
    }

    /** {@return blocks of items; {@code stride} is from block to block} */
    public TypeMap vector(long count, long blockLength, long stride) {
        return vector(count, blockLength, extent, stride);
    }

    private TypeMap vector(long count, long blockLength, long inner, long stride) {
        Layout block = Layout.repeated(layout, blockLength, inner);
        Bounds bounds = count == 0 || blockLength == 0
                ? null
                : Bounds.with(null, this, 0, Bounds.span(blockLength, inner), Bounds.span(count, stride));
        return new TypeMap(Layout.repeated(block, count, stride), displacement, bounds);
    }

    /** {@return blocks of items at displacements} */
    public TypeMap indexed(long[] blockLengths, long[] displacements) {
        TypeMap[] types = new TypeMap[blockLengths.length];
        Arrays.fill(types, this);
        return struct(blockLengths, displacements, types);
    }

    /** {@return blocks of items of several types at displacements} */
    public static TypeMap struct(long[] blockLengths, long[] displacements, TypeMap[] types) {
        LayoutList list = new LayoutList(types.length);
        Bounds bounds = null;
        Layout block = Layout.empty();
        for (int i = 0; i < types.length; i++) {
            TypeMap type = types[i];
            if (blockLengths[i] == 0) {
                continue;
            }
            boolean isAsBefore = i != 0 && type == types[i - 1] && blockLengths[i] == blockLengths[i - 1];
            block = isAsBefore ? block : Layout.repeated(type.layout, blockLengths[i], type.extent);
            list.add(block, Math.addExact(displacements[i], type.displacement));
            bounds = Bounds.with(bounds, type, displacements[i], Bounds.span(blockLengths[i], type.extent), 0);
        }
        return new TypeMap(list.layout(), list.displacement(), bounds);
    }

    /** {@return the same primitives with other bounds} */
    public TypeMap resized(long newLowerBound, long newExtent) {
        return new TypeMap(layout, displacement, new Bounds(newLowerBound, Math.addExact(newLowerBound, newExtent)));
    }

    /** {@return how many bytes the primitives of an item take} */
    public long size() {
        return layout.bytes;
    }

    /** {@return how many primitives an item has} */
    public long primitives() {
        return layout.primitives;
    }

    /** {@return where an item begins, as far as its neighbours are concerned} */
    public long lowerBound() {
        return lowerBound;
    }

    /** {@return how far the next item is away} */
    public long extent() {
        return extent;
    }

    /** {@return how many primitives so many packed bytes of items are, or -1 if a part of one would be left} */
    public long primitivesIn(long bytes) {
        if (layout.bytes == 0) {
            return bytes == 0 ? 0 : -1;
        }
        long rest = layout.primitivesIn(bytes % layout.bytes);
        return rest < 0 ? -1 : bytes / layout.bytes * layout.primitives + rest;
    }

    /** {@return the first byte of an item's primitives} */
    public long trueLowerBound() {
        return displacement + layout.low;
    }

    /** {@return how many bytes lie from the first one of the primitives to the last} */
    public long trueExtent() {
        return layout.high - layout.low;
    }

    /** {@return the type of all primitives, or null where they differ or are none} */
    public @Nullable ElementType uniform() {
        return layout.uniform;
    }

    /** {@return whether items are elements of this type without gaps, so that they are packed as they lie} */
    public boolean isContiguous(ElementType type) {
        return layout instanceof Layout.Run run && run.type == type && displacement == 0 && extent == layout.bytes;
    }

    /** {@return whether there are no gaps: items are packed as they lie, apart from where they begin} */
    boolean isDense() {
        return layout instanceof Layout.Run && extent == layout.bytes;
    }

    /** {@return the first byte that so many items touch, at least one; an {@code ArithmeticException} where there is none} */
    public long lowest(long count) {
        return Math.addExact(trueLowerBound(), Math.min(0, Math.multiplyExact(count - 1, extent)));
    }

    /** {@return the end of the last byte that so many items touch, at least one} */
    public long highest(long count) {
        return Math.addExact(displacement + layout.high, Math.max(0, Math.multiplyExact(count - 1, extent)));
    }

    /** {@return whether an array of this type can hold items: all primitives are of the type, and lie on whole elements} */
    public boolean fitsArrayOf(ElementType type) {
        long width = type.bytes(1);
        return layout.bytes == 0
                || (layout.uniform == type
                        && extent % width == 0
                        && displacement % width == 0
                        && isAlignedTo(layout, width));
    }

    private static boolean isAlignedTo(Layout layout, long width) {
        if (layout instanceof Layout.Run) {
            return true;
        }
        if (layout instanceof Layout.Repeated repeated) {
            return repeated.stride % width == 0 && isAlignedTo(repeated.part, width);
        }
        for (long i = 0; i < layout.parts(); i++) {
            if (layout.displacement(i) % width != 0 || !isAlignedTo(layout.part(i), width)) {
                return false;
            }
        }
        return true;
    }

    /** {@return whether some primitives of so many items are known to lie where others do, so that they cannot be received into} */
    public boolean overlaps(long count) {
        if (count <= apart || layout.bytes == 0) {
            return false;
        }
        boolean areApart = Math.abs(extent) >= trueExtent();
        if (TypeOverlap.isKnown(areApart ? layout : Layout.repeated(layout, count, extent))) {
            return true;
        }
        apart = areApart ? Long.MAX_VALUE : count;
        return false;
    }

    /**
     * {@return a hash of the sequence of primitives of so many items} It does not tell how the sequence was spelled: six ints are
     * two times three ints.
     */
    public long signature(long count) {
        return layout.uniform == null
                ? TypeSignature.finished(
                        TypeSignature.repeated(layout.hash, layout.power, count), layout.primitives * count)
                : signature(layout.uniform, layout.primitives * count);
    }

    /** {@return the signature of so many elements of one type} */
    public static long signature(ElementType type, long elements) {
        return TypeSignature.finished(elements == 0 ? 0 : TypeSignature.of(type), elements);
    }

    /** {@return the same places as bytes, which can be cut anywhere; truth values stay what they are, of one byte each} */
    TypeMap inBytes() {
        TypeMap bytes = inBytes;
        if (bytes == null) {
            bytes = new TypeMap(layout.inBytes(), displacement, new Bounds(lowerBound, lowerBound + extent));
            inBytes = bytes;
        }
        return bytes;
    }

    Layout layout() {
        return layout;
    }

    long displacement() {
        return displacement;
    }

    @Override
    public String toString() {
        return layout + " at " + displacement + ", bounds " + lowerBound + " to " + (lowerBound + extent);
    }

    /** Bounds that were set by hand. */
    private record Bounds(long low, long high) {
        /** {@return how far the last of so many is from the first} */
        static long span(long count, long stride) {
            return Math.multiplyExact(count - 1, stride);
        }

        /** {@return these bounds, and those of a type at a displacement that reaches so far up or down} */
        static @Nullable Bounds with(@Nullable Bounds all, TypeMap type, long displacement, long inner, long outer) {
            if (!type.bounded) {
                return all;
            }
            long base = Math.addExact(displacement, type.lowerBound);
            long low = Math.addExact(base, Math.addExact(Math.min(0, inner), Math.min(0, outer)));
            long high = Math.addExact(
                    Math.addExact(base, type.extent), Math.addExact(Math.max(0, inner), Math.max(0, outer)));
            return all == null ? new Bounds(low, high) : new Bounds(Math.min(all.low, low), Math.max(all.high, high));
        }
    }
}
