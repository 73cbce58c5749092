package org.tutti;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.tutti.memory.ElementType;
import org.tutti.memory.Items;

/**
 * A memory segment with a count and a datatype, as one call passes it and the layers below take it: as elements of the segment where
 * the datatype has no gaps, else as {@link Items}. It is set anew for each call, so that no call allocates any.
 */
final class TypedSegment {
    private static final MemorySegment NOTHING = MemorySegment.ofArray(new byte[0]);

    private @Nullable Items items;
    private Object buffer = NOTHING;
    private ElementType elementType = ElementType.BYTE;
    private long elements;

    /** Takes items, which have been checked. */
    TypedSegment set(MemorySegment segment, long count, Datatype type) {
        ElementType dense = type.dense();
        if (dense != null) {
            buffer = segment;
            elementType = dense;
            elements = type.denseElements(dense, count);
        } else {
            Items set = items().set(type.typeMap(), segment, 0, count);
            buffer = set;
            elementType = set.type();
            elements = set.elements();
        }
        return this;
    }

    /** Lets go of the memory. */
    void forget() {
        buffer = NOTHING;
        if (items != null) {
            items.forget();
        }
    }

    /** {@return items, made when a datatype has gaps for the first time} */
    private Items items() {
        Items made = items;
        if (made == null) {
            made = new Items();
            items = made;
        }
        return made;
    }

    /** {@return a segment that begins with the elements, or items} */
    Object buffer() {
        return buffer;
    }

    /** {@return what the elements are} */
    ElementType elementType() {
        return elementType;
    }

    /** {@return how many elements there are} */
    long elements() {
        return elements;
    }

    /** Checks and takes items to be sent. */
    TypedSegment send(@Nullable MemorySegment segment, long count, @Nullable Datatype type, String name) {
        SegmentArguments.requireSent(segment, count, type, name);
        return set(SegmentArguments.there(segment), count, SegmentArguments.there(type));
    }

    /** Checks and takes items to be received. */
    TypedSegment receive(@Nullable MemorySegment segment, long count, @Nullable Datatype type, String name) {
        SegmentArguments.requireReceived(segment, count, type, name);
        return set(SegmentArguments.there(segment), count, SegmentArguments.there(type));
    }

    /** Checks and takes items that are received where these are sent from, which begin at the same place or are apart. */
    TypedSegment receiveApartFrom(TypedSegment sent, long sentCount, MemorySegment segment, long count, Datatype type) {
        receive(segment, count, type, "recv");
        if (overlapsPartly(sent)) {
            throw SegmentArguments.overlap(sent.memory(), segment, sentCount, type);
        }
        return this;
    }

    private MemorySegment memory() {
        return buffer instanceof Items there ? there.memory() : (MemorySegment) buffer;
    }

    /** The address of a heap segment counts from the start of its array: equal ones need not be one place. */
    private boolean overlapsPartly(TypedSegment sent) {
        MemorySegment from = sent.memory();
        MemorySegment to = memory();
        return from.address() != to.address()
                && sent.lowest() < highest()
                && lowest() < sent.highest()
                && from.asOverlappingSlice(to).isPresent()
                && (!(buffer instanceof Items) || items().overlaps(sent.items()));
    }

    private long lowest() {
        return buffer instanceof Items there ? there.lowest() : memory().address();
    }

    private long highest() {
        return buffer instanceof Items there ? there.highest() : lowest() + elementType.bytes(elements);
    }
}
