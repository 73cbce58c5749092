package mpi;

import java.lang.foreign.MemorySegment;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;

/**
 * What a program passes as a buffer, as core takes it. An array of a basic type stays what it is; all else becomes a memory segment that
 * begins with the buffer's first element: its position and its limit do not count.
 */
final class Buffers {
    private static final MemorySegment NOTHING = MemorySegment.ofArray(new byte[0]);

    private Buffers() {}

    /**
     * A buffer that is an array from an element on.
     *
     * @param array the array
     * @param offset its first element that counts
     */
    private record Part(Object array, int offset) {}

    /** {@return a buffer that is an array from an element on} */
    static Object part(Object array, int offset) {
        return offset == 0 ? array : new Part(array, offset);
    }

    /** {@return the array that a buffer is, or is a part of} */
    static Object array(Object buf) {
        return buf instanceof Part part ? part.array : buf;
    }

    /** {@return the first element of {@link #array} that counts} */
    static int offset(Object buf) {
        return buf instanceof Part part ? part.offset : 0;
    }

    /** {@return whether a buffer is an array of just these elements, or a part of one} */
    static boolean isArray(Object buf, Datatype type) {
        return type != null && type.isBasic() && type.base().isArray(array(buf));
    }

    /** {@return whether two buffers are arrays of the same elements, and hold as many} */
    static boolean areArrays(
            Object send, int sendCount, Datatype sendType, Object recv, int recvCount, Datatype recvType) {
        return sendCount == recvCount && areArrays(send, sendType, recv, recvType);
    }

    /** {@return whether two buffers are arrays of the same elements} */
    static boolean areArrays(Object send, Datatype sendType, Object recv, Datatype recvType) {
        return isArray(send, sendType) && isArray(recv, recvType) && sendType.base() == recvType.base();
    }

    /** {@return the same, where a rank need not send, or not receive, and what it passes for that does not matter} */
    static boolean areArrays(
            boolean sends,
            Object send,
            int sendCount,
            Datatype sendType,
            boolean receives,
            Object recv,
            int recvCount,
            Datatype recvType) {
        return areArrays(sends, send, sendType, receives, recv, recvType)
                && (!sends || !receives || sendCount == recvCount);
    }

    /** {@return the same, of blocks of several lengths} */
    static boolean areArrays(
            boolean sends, Object send, Datatype sendType, boolean receives, Object recv, Datatype recvType) {
        if (sends && receives) {
            return areArrays(send, sendType, recv, recvType);
        }
        return (!sends || isArray(send, sendType)) && (!receives || isArray(recv, recvType));
    }

    /** {@return a buffer's memory, or null where it does not matter} */
    static MemorySegment segment(boolean matters, Object buf, long count, Datatype type) {
        return matters ? segment(buf, count, type) : null;
    }

    /** {@return the same, of which several blocks are used} */
    static MemorySegment segment(boolean matters, Object buf, int[] counts, Datatype type) {
        return matters ? segment(buf, counts, type) : null;
    }

    /** {@return a buffer's memory} Where nothing of it is used it may be anything. */
    static MemorySegment segment(Object buf, long count, Datatype type) {
        Datatype.core(type);
        if (count == 0) {
            return NOTHING;
        }
        if (buf instanceof Buffer buffer) {
            return segment(buffer, type);
        }
        Object array = array(buf);
        if (array == null) {
            throw new TuttiException(ErrorCode.BAD_SEGMENT, "must not be null where the count is not 0: buf=null");
        }
        if (!type.packed().isArray(array)) {
            type.base().requireArray(array, type);
        }
        return buf instanceof Part part
                ? slice(ofArray(array), part.offset * (long) BaseType.bytesOf(array))
                : ofArray(array);
    }

    /** {@return a buffer's memory, of which several blocks are used} */
    static MemorySegment segment(Object buf, int[] counts, Datatype type) {
        Object array = array(buf);
        boolean isUsed =
                buf instanceof Buffer || (array != null && array.getClass().isArray()) || !isNothing(counts);
        return segment(buf, isUsed ? 1 : 0, type);
    }

    private static boolean isNothing(int[] counts) {
        if (counts != null) {
            for (int count : counts) {
                if (count != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private static MemorySegment segment(Buffer buffer, Datatype type) {
        if (buffer.hasArray() && !(buffer instanceof ByteBuffer)) {
            type.base().requireArray(buffer.array(), type);
        }
        return BufferSegments.of(buffer);
    }

    /** {@return the memory of an array of any primitive type but boolean} */
    static MemorySegment ofArray(Object array) {
        return switch (array) {
            case byte[] bytes -> MemorySegment.ofArray(bytes);
            case char[] chars -> MemorySegment.ofArray(chars);
            case short[] shorts -> MemorySegment.ofArray(shorts);
            case int[] ints -> MemorySegment.ofArray(ints);
            case long[] longs -> MemorySegment.ofArray(longs);
            case float[] floats -> MemorySegment.ofArray(floats);
            case double[] doubles -> MemorySegment.ofArray(doubles);
            default ->
                throw new TuttiException(
                        ErrorCode.UNFIT_DATATYPE,
                        "boolean[] goes with MPI.BOOLEAN alone, and with no buffer of java.nio in the same call: buf="
                                + array.getClass().getTypeName());
        };
    }

    /** {@return the memory of one of the blocks that lie behind each other in a buffer} */
    static MemorySegment block(MemorySegment all, int block, int count, Datatype type) {
        return slice(all, (long) block * count, type);
    }

    /** {@return the memory of a buffer from an item on} */
    static MemorySegment slice(MemorySegment all, long item, Datatype type) {
        long offset = item * Datatype.core(type).extent();
        return all.byteSize() == 0 ? all : slice(all, offset);
    }

    /** {@return the memory of a buffer from a byte on} */
    static MemorySegment slice(MemorySegment all, long offset) {
        if (offset < 0 || offset > all.byteSize()) {
            throw new TuttiException(
                    ErrorCode.BAD_RANGE,
                    "a block does not lie within the buffer: displacement=" + offset + " bytes, byteSize="
                            + all.byteSize());
        }
        return all.asSlice(offset);
    }

    /** {@return where the blocks of a buffer begin, at displacements in bytes} */
    static MemorySegment[] blocks(Object buf, int[] counts, int[] displacements, Datatype[] types) {
        if (counts == null || displacements == null || types == null) {
            throw new TuttiException(ErrorCode.BAD_BLOCKS, "counts, displacements and types must not be null");
        }
        int number = Math.min(counts.length, Math.min(displacements.length, types.length));
        MemorySegment[] blocks = new MemorySegment[number];
        for (int i = 0; i < number; i++) {
            MemorySegment all = segment(buf, counts[i], types[i]);
            blocks[i] = counts[i] == 0 ? all : slice(all, displacements[i]);
        }
        return blocks;
    }

    /** {@return where blocks begin} Of those that are empty it does not matter where, so they begin at 0. */
    static int[] displacements(int[] counts, int[] displacements) {
        if (counts == null || displacements == null) {
            return displacements;
        }
        int[] where = displacements;
        boolean isCopy = false;
        for (int i = 0; i < Math.min(counts.length, displacements.length); i++) {
            if (counts[i] == 0 && displacements[i] != 0) {
                where = isCopy ? where : displacements.clone();
                isCopy = true;
                where[i] = 0;
            }
        }
        return where;
    }

    /** {@return the same numbers, as core takes them} */
    static long[] longs(int[] numbers) {
        if (numbers == null) {
            return null;
        }
        long[] longs = new long[numbers.length];
        for (int i = 0; i < longs.length; i++) {
            longs[i] = numbers[i];
        }
        return longs;
    }
}
