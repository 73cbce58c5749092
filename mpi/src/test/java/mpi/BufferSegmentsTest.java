package mpi;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The segments of buffers that a program passes again and again. */
@Timeout(60)
class BufferSegmentsTest {
    private static final int CALLS = 100_000;

    @Test
    void shouldIgnorePositionAndLimit() {
        IntBuffer buffer = ByteBuffer.allocateDirect(40).asIntBuffer();
        MemorySegment whole = MemorySegment.ofBuffer(buffer);
        buffer.position(3).limit(5);
        assertThat(BufferSegments.of(buffer)).isEqualTo(whole);
        assertThat(BufferSegments.of(buffer.clear())).isEqualTo(whole);
        assertThat(BufferSegments.of(buffer.slice(2, 4))).isEqualTo(whole.asSlice(8, 16));
    }

    @Test
    void shouldTellBuffersApartThatAreEqual() {
        for (int i = 0; i < 100; i++) {
            ByteBuffer one = ByteBuffer.allocateDirect(8);
            ByteBuffer other = ByteBuffer.allocateDirect(8);
            assertThat(BufferSegments.of(one)).isEqualTo(MemorySegment.ofBuffer(one));
            assertThat(BufferSegments.of(other)).isEqualTo(MemorySegment.ofBuffer(other));
        }
    }

    @Test
    void shouldKeepNoBuffer() {
        WeakReference<Buffer> gone = new WeakReference<>(used());
        while (gone.get() != null) {
            System.gc();
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static Buffer used() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(100);
        BufferSegments.of(buffer);
        return buffer;
    }

    @Test
    void shouldMakeNothingForABufferThatIsKnown() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        IntBuffer buffer = ByteBuffer.allocateDirect(40).asIntBuffer().position(2);
        double least = Double.MAX_VALUE;
        for (int round = 0; round < 10; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < CALLS; i++) {
                BufferSegments.of(buffer);
            }
            least = Math.min(least, (threads.getCurrentThreadAllocatedBytes() - before) / (double) CALLS);
        }
        assertThat(least).isLessThan(1);
    }
}
