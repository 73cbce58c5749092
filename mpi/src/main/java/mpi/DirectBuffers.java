package mpi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.tutti.Datatype;
import org.tutti.Tutti;
import org.tutti.TuttiException;

/**
 * The direct buffers that MPI makes for programs. Other ranks read long messages where they lie in these, without a copy. The memory goes
 * back when no view of a buffer can be reached any more; where there is no more of it, and for short buffers, it is the JVM's.
 */
final class DirectBuffers {
    /** Messages below some such length are copied anyway. */
    private static final long LEAST_BYTES = 16 << 10;

    private DirectBuffers() {}

    /** {@return a buffer of so many elements, all zero, in the machine's byte order} */
    static ByteBuffer allocate(int capacity, int elementBytes) {
        long bytes = (long) capacity * elementBytes;
        if (capacity < 0 || bytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "a buffer has from 0 to 2^31 - 1 bytes: capacity=" + capacity + ", elementBytes=" + elementBytes);
        }
        ByteBuffer buffer = bytes < LEAST_BYTES ? null : shared(bytes);
        return (buffer != null ? buffer : ByteBuffer.allocateDirect((int) bytes)).order(ByteOrder.nativeOrder());
    }

    /** {@return a buffer of memory that the other ranks can read, or null where there is no more, or none yet: Init tells why} */
    private static ByteBuffer shared(long bytes) {
        try {
            return Tutti.allocate(Datatype.BYTE, bytes).asByteBuffer();
        } catch (TuttiException e) {
            return null;
        }
    }
}
