package org.tutti.segment;

import java.lang.foreign.MemorySegment;
import org.tutti.memory.MappedWords;
import org.tutti.memory.WaitStrategy.Mode;
import org.tutti.memory.Words;

/** Small pieces of memory for the stress tests, under words as they are shipped and under weaker ones. */
final class StressMemory {
    static final Geometry GEOMETRY = new Geometry(2, Mode.OVERSUBSCRIBED, 128, 2, 128, 128, 128, 2, 2, 0, 1 << 20);
    static final LaneLayout LAYOUT = new LaneLayout(GEOMETRY);

    private StressMemory() {}

    static MappedWords mapped(long bytes) {
        return MappedWords.of(MemorySegment.ofArray(new long[(int) (bytes / Long.BYTES)]), null);
    }

    /** {@return words as they are} */
    static Words shipped(long bytes) {
        return mapped(bytes);
    }

    /** {@return words of which all accesses are plain, and fences nothing} */
    static Words weaker(long bytes) {
        return new PassingWords(mapped(bytes)) {
            @Override
            public long getAcquire(long offset) {
                return getPlain(offset);
            }

            @Override
            public void setRelease(long offset, long value) {
                setPlain(offset, value);
            }

            @Override
            public boolean compareAndSet(long offset, long expected, long value) {
                if (getPlain(offset) != expected) {
                    return false;
                }
                setPlain(offset, value);
                return true;
            }

            @Override
            public void fullFence() {}
        };
    }

    /** {@return how many bytes the header of an arena takes} */
    static long headerBytes() {
        return ArenaLayout.headerBytes(GEOMETRY.ranks());
    }

    /** {@return how many bytes the lanes of both ranks take} */
    static long laneBytes() {
        return 2 * LAYOUT.bytes();
    }

    /** {@return where the lanes of both ranks begin} */
    static long[] bases() {
        return new long[] {0, LAYOUT.bytes()};
    }
}
