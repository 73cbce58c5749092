package org.tutti;

import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;
import org.tutti.memory.ElementType;

/** Checks of arrays that are passed to an operation. Each throws before anything is sent. */
final class ArrayArguments {
    private ArrayArguments() {}

    /** {@return the type of the elements} */
    static ElementType typeOf(Object array, String name) {
        ElementType type = array == null ? null : ElementType.of(array);
        if (type == null) {
            throw unsupported(name, array);
        }
        return type;
    }

    /** {@return the array, which is there and has elements of a primitive type} */
    static Object require(@Nullable Object array, String name) {
        if (array == null || ElementType.of(array) == null) {
            throw unsupported(name, array);
        }
        return array;
    }

    static int lengthOf(Object array) {
        typeOf(array, "array");
        return Array.getLength(array);
    }

    static void requireRange(Object array, int offset, int count, String name) {
        int length = Array.getLength(array);
        if ((offset | count | length - offset - count) < 0 || offset > length) {
            throw outside(name, offset, count, length);
        }
    }

    /** {@return the type of the elements that are sent} The same part is both sent and received, or the parts are apart. */
    @SuppressWarnings("ReferenceEquality") // the same array, not an equal one
    static ElementType requireBoth(Object send, int sendOffset, Object recv, int recvOffset, int count) {
        ElementType type = typeOf(send, "send");
        requireRange(send, sendOffset, count, "send");
        if (send != recv) {
            requireSameType(send, recv);
            requireRange(recv, recvOffset, count, "recv");
        } else if (sendOffset != recvOffset) {
            requireRange(recv, recvOffset, count, "recv");
            if (Math.abs((long) sendOffset - recvOffset) < count) {
                throw overlap(sendOffset, recvOffset, count);
            }
        }
        return type;
    }

    static void requireSameType(Object send, Object recv) {
        if (recv == null || send.getClass() != recv.getClass()) {
            throw differentTypes(send, recv);
        }
    }

    private static TuttiException outside(String name, int offset, int count, int length) {
        return new TuttiException(
                ErrorCode.BAD_RANGE,
                "the part does not lie within the array: array=" + name + ", offset=" + offset + ", count=" + count
                        + ", length=" + length);
    }

    static TuttiException overlap(int sendOffset, int recvOffset, int count) {
        return new TuttiException(
                ErrorCode.ARRAYS_OVERLAP,
                "send and receive part overlap without being the same: sendOffset=" + sendOffset + ", recvOffset="
                        + recvOffset + ", count=" + count);
    }

    private static TuttiException differentTypes(Object send, Object recv) {
        return new TuttiException(
                ErrorCode.ARRAYS_DIFFER,
                "the arrays differ in type: send=" + send.getClass().getSimpleName() + ", recv="
                        + (recv == null ? "null" : recv.getClass().getSimpleName()));
    }

    static TuttiException unsupported(String name, @Nullable Object array) {
        if (array instanceof java.lang.foreign.MemorySegment) {
            return new TuttiException(
                    ErrorCode.BAD_ARRAY, "a memory segment needs a count and a datatype: " + name + "=MemorySegment");
        }
        return new TuttiException(
                ErrorCode.BAD_ARRAY,
                "not an array of a primitive type: " + name + "="
                        + (array == null ? "null" : array.getClass().getTypeName()));
    }
}
