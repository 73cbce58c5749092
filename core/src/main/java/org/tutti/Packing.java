package org.tutti;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.tutti.memory.TypeCursor;

/** Packs items of a datatype into a segment, and unpacks them. */
final class Packing {
    private Packing() {}

    static MemorySegment segment(byte @Nullable [] bytes, String name) {
        if (bytes == null) {
            throw SegmentArguments.missing(name);
        }
        return MemorySegment.ofArray(bytes);
    }

    static long pack(Datatype type, Object buffer, long offset, long count, MemorySegment out, long position) {
        DatatypeArguments.requireSent(buffer, offset, count, type, "buffer");
        requirePart(out, "out", position, type, count);
        SegmentArguments.requireWritable(out, "out");
        TypeCursor cursor = new TypeCursor();
        cursor.start(type.typeMap(), count, buffer, offset);
        return position + cursor.pack(out, position, Long.MAX_VALUE);
    }

    static long unpack(Datatype type, MemorySegment in, long position, Object buffer, long offset, long count) {
        DatatypeArguments.requireReceived(buffer, offset, count, type, "buffer");
        requirePart(in, "in", position, type, count);
        TypeCursor cursor = new TypeCursor();
        cursor.start(type.typeMap(), count, buffer, offset);
        return position + cursor.unpack(in, position, Long.MAX_VALUE);
    }

    private static void requirePart(
            @Nullable MemorySegment packed, String name, long position, Datatype type, long count) {
        if (packed == null) {
            throw SegmentArguments.missing(name);
        }
        SegmentArguments.requireAccessible(packed, name);
        long bytes = type.packSize(count);
        if (position < 0 || bytes > packed.byteSize() - position) {
            throw new TuttiException(
                    ErrorCode.BAD_RANGE,
                    "the packed items do not lie within the segment: segment=" + name + ", position=" + position
                            + ", packSize=" + bytes + ", byteSize=" + packed.byteSize());
        }
    }
}
