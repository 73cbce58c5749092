package mpi;

import java.nio.ByteBuffer;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;

/** How objects are packed: how many bytes they take, and these. */
final class ObjectPacking {
    private ObjectPacking() {}

    /** {@return where the next items would begin, behind these} */
    static int pack(ObjectItems items, byte[] outbuf, int position) {
        byte[] bytes = ObjectArrays.encode(items.get());
        requireRoom(outbuf, position, Integer.BYTES + (long) bytes.length);
        ByteBuffer.wrap(outbuf, position, outbuf.length - position)
                .putInt(bytes.length)
                .put(bytes);
        return position + Integer.BYTES + bytes.length;
    }

    /** {@return where the next items begin, behind these} */
    static int unpack(byte[] inbuf, int position, ObjectItems items) {
        requireRoom(inbuf, position, Integer.BYTES);
        ByteBuffer from = ByteBuffer.wrap(inbuf, position, inbuf.length - position);
        int length = from.getInt();
        requireRoom(inbuf, position, Integer.BYTES + (long) Math.max(0, length));
        byte[] bytes = new byte[Math.max(0, length)];
        from.get(bytes);
        items.put(ObjectArrays.decode(bytes));
        return from.position();
    }

    private static void requireRoom(byte[] buffer, int position, long bytes) {
        if (position < 0 || bytes > buffer.length - (long) position) {
            throw new TuttiException(
                    ErrorCode.BAD_RANGE,
                    "packed objects do not lie within the array: position=" + position + ", bytes=" + bytes
                            + ", length=" + buffer.length);
        }
    }
}
