package org.tutti;

import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tutti.memory.ElementType;

/** Checks of memory segments that are passed to an operation. Each throws before anything is sent. */
final class SegmentArguments {
    private SegmentArguments() {}

    /** A segment holds items, to be sent. */
    static void requireSent(@Nullable MemorySegment segment, long count, @Nullable Datatype type, String name) {
        if (segment == null || type == null) {
            throw missing(segment == null ? name : "type");
        }
        ElementType elements = type.basic();
        if (elements == null) {
            DatatypeArguments.requireSent(segment, 0, count, type, name);
            return;
        }
        if (count < 0 || count > segment.byteSize() / elements.bytes(1)) {
            throw outside(segment, count, type, name);
        }
        requireAccessible(segment, name);
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

    /** A segment is to receive items, none of which lies where another one does. */
    static void requireReceived(@Nullable MemorySegment segment, long count, @Nullable Datatype type, String name) {
        requireSent(segment, count, type, name);
        requireWritable(there(segment), name);
        if (there(type).basic() == null) {
            DatatypeArguments.requireNoOverlap(count, there(type), name);
        }
    }

    /** {@return what has been checked to be there} */
    static <T> T there(@Nullable T argument) {
        return Objects.requireNonNull(argument);
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

    static TuttiException overlap(MemorySegment send, MemorySegment recv, long count, Datatype type) {
        long distance = recv.address() - send.address();
        return new TuttiException(
                ErrorCode.ARRAYS_OVERLAP,
                "send and receive segment overlap without being the same: distance=" + distance + " bytes, count="
                        + count + ", type=" + type);
    }
}
