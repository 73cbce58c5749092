package org.tutti;

import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tutti.memory.ElementType;

/** Checks of memory segments that are passed to an operation. Each throws before anything is sent. */
final class SegmentArguments {
    private SegmentArguments() {}

    /** {@return the type of the elements that a segment holds, to be sent} */
    static ElementType requireSent(@Nullable MemorySegment segment, long count, @Nullable Datatype type, String name) {
        if (segment == null || type == null) {
            throw missing(segment == null ? name : "type");
        }
        ElementType elements = type.elementType();
        if (count < 0 || count > segment.byteSize() / elements.bytes(1)) {
            throw outside(segment, count, type, name);
        }
        requireAccessible(segment, name);
        return elements;
    }

    static void requireAccessible(MemorySegment segment, String name) {
        if (!segment.scope().isAlive()) {
            throw new TuttiException(ErrorCode.BAD_SEGMENT, "the segment's memory has been freed: segment=" + name);
        }
        if (!segment.isAccessibleBy(Thread.currentThread())) {
            throw new TuttiException(
                    ErrorCode.BAD_SEGMENT,
                    "the segment is confined to another thread: segment=" + name + ", thread="
                            + Thread.currentThread().getName());
        }
    }

    static void requireWritable(MemorySegment segment, String name) {
        if (segment.isReadOnly()) {
            throw new TuttiException(
                    ErrorCode.BAD_SEGMENT, "the segment is read-only, but would receive: segment=" + name);
        }
    }

    /** {@return the type of the elements that a segment is to receive} */
    static ElementType requireReceived(
            @Nullable MemorySegment segment, long count, @Nullable Datatype type, String name) {
        ElementType elements = requireSent(segment, count, type, name);
        requireWritable(Objects.requireNonNull(segment), name);
        return elements;
    }

    /** {@return the type of the elements} They are received where they are sent from, or the two places are apart. */
    static ElementType requireBoth(MemorySegment send, MemorySegment recv, int count, Datatype type) {
        return requireApartOrSame(send, count, recv, count, type);
    }

    /** {@return the type of the elements} They are received where the sent ones begin, or the two places are apart. */
    static ElementType requireApartOrSame(
            MemorySegment send, long sent, MemorySegment recv, long received, Datatype type) {
        requireReceived(recv, received, type, "recv");
        ElementType elements = requireSent(send, sent, type, "send");
        // the address of a heap segment counts from the start of its array: equal ones need not be one place
        long distance = recv.address() - send.address();
        if (distance != 0
                && distance < elements.bytes(sent)
                && -distance < elements.bytes(received)
                && send.asOverlappingSlice(recv).isPresent()) {
            throw overlap(distance, sent, type);
        }
        return elements;
    }

    static TuttiException missing(String name) {
        return new TuttiException(ErrorCode.BAD_SEGMENT, "must not be null: " + name + "=null");
    }

    private static TuttiException outside(MemorySegment segment, long count, Datatype type, String name) {
        return new TuttiException(
                ErrorCode.BAD_RANGE,
                "the elements do not lie within the segment: segment=" + name + ", count=" + count + ", type=" + type
                        + ", byteSize=" + segment.byteSize());
    }

    private static TuttiException overlap(long distance, long count, Datatype type) {
        return new TuttiException(
                ErrorCode.ARRAYS_OVERLAP,
                "send and receive segment overlap without being the same: distance=" + distance + " bytes, count="
                        + count + ", type=" + type);
    }
}
