package mpi;

import java.lang.foreign.MemorySegment;
import java.lang.ref.WeakReference;
import java.nio.Buffer;

/**
 * The memory segments of the buffers that a program has passed last, so that one which it passes again and again costs no new object. They
 * keep no memory from being given back. Threads may take each other's place in it: then a segment is made anew.
 */
final class BufferSegments {
    private static final Known[] KNOWN = new Known[8];
    private static int next;

    /** A buffer and its segment, for as long as others hold on to them. */
    private static final class Known extends WeakReference<Buffer> {
        private final WeakReference<MemorySegment> segment;

        private Known(Buffer buffer, MemorySegment segment) {
            super(buffer);
            this.segment = new WeakReference<>(segment);
        }
    }

    private BufferSegments() {}

    /** {@return the memory of a buffer from its first element to its last, whatever its position and limit are} */
    static MemorySegment of(Buffer buffer) {
        for (Known known : KNOWN) {
            if (known != null && known.refersTo(buffer)) {
                MemorySegment segment = known.segment.get();
                if (segment != null) {
                    return segment;
                }
            }
        }
        boolean isWhole = buffer.position() == 0 && buffer.limit() == buffer.capacity();
        MemorySegment segment =
                MemorySegment.ofBuffer(isWhole ? buffer : buffer.duplicate().clear());
        int place = next & (KNOWN.length - 1);
        next = place + 1;
        KNOWN[place] = new Known(buffer, segment);
        return segment;
    }
}
