package org.tutti.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tutti.spi.NontemporalCopy;

/** The copy past the caches, beside Java's. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class NontemporalCodeTest {
    private static final int MOST = 300;
    private static final int WORDS = 1024;
    private static final int SLOTS = 8;
    private static final int MESSAGES = 50_000;

    @BeforeEach
    void onlyWhereThereIsOne() {
        assumeThat(System.getProperty("os.arch")).isEqualTo("amd64");
    }

    private static NontemporalCopy copy() {
        return Objects.requireNonNull(
                new PosixAccess().nontemporalCopy(), "the kernel allows this process no further code");
    }

    private static MemorySegment pattern(MemorySegment memory) {
        for (int i = 0; i < memory.byteSize(); i++) {
            memory.set(ValueLayout.JAVA_BYTE, i, (byte) (31 * i + 7));
        }
        return memory;
    }

    @Test
    void shouldCopyAnyLengthFromAndToAnyAlignment() {
        NontemporalCopy copy = copy();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment from = pattern(arena.allocate(2 * MOST, 64));
            MemorySegment to = arena.allocate(2 * MOST, 64);
            MemorySegment expected = arena.allocate(2 * MOST, 64);
            for (int bytes = 0; bytes <= MOST; bytes++) {
                for (int shift = 0; shift < 65; shift += 3) {
                    to.fill((byte) -1);
                    expected.fill((byte) -1);
                    MemorySegment.copy(from, 64 - shift, expected, shift, bytes);
                    copy.copy(from, 64 - shift, to, shift, bytes);
                    assertThat(to.mismatch(expected))
                            .as("%d bytes from %d to %d", bytes, 64 - shift, shift)
                            .isEqualTo(-1);
                }
            }
        }
    }

    @Test
    void shouldNotLeaveWhatItIsGiven() {
        NontemporalCopy copy = copy();
        MemorySegment from = Arena.ofAuto().allocate(128, 64);
        MemorySegment array = MemorySegment.ofArray(new byte[128]);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment to = arena.allocate(128, 64);
            assertThatThrownBy(() -> copy.copy(array, 0, to, 0, 128)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> copy.copy(from, 1, to, 0, 128)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> copy.copy(from, 0, to, 64, 65)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> copy.copy(from, 0, to, -64, 64)).isInstanceOf(IndexOutOfBoundsException.class);
        }
        MemorySegment gone;
        try (Arena arena = Arena.ofConfined()) {
            gone = arena.allocate(128, 64);
        }
        assertThatThrownBy(() -> copy.copy(from, 0, gone, 0, 128)).isInstanceOf(IllegalStateException.class);
    }

    /** Whoever acquires what is released behind the copy sees all of it: else a reader would find words of the round before. */
    @Test
    void shouldBeOrderedBeforeARelease() throws InterruptedException {
        NontemporalCopy copy = copy();
        AtomicLong sent = new AtomicLong();
        AtomicLong taken = new AtomicLong();
        AtomicLong wrong = new AtomicLong();
        try (Arena arena = Arena.ofShared()) {
            MemorySegment ring = arena.allocate((long) SLOTS * WORDS * Long.BYTES, 64);
            Thread reader = Thread.ofPlatform().daemon().start(() -> {
                for (long message = 0; message < MESSAGES; message++) {
                    await(sent, message + 1);
                    long slot = message % SLOTS * WORDS;
                    for (int i = WORDS - 1; i >= 0; i--) {
                        if (ring.getAtIndex(ValueLayout.JAVA_LONG, slot + i) != message * WORDS + i) {
                            wrong.incrementAndGet();
                        }
                    }
                    taken.setRelease(message + 1);
                }
            });
            MemorySegment words = arena.allocate(WORDS * (long) Long.BYTES, 64);
            for (long message = 0; message < MESSAGES; message++) {
                for (int i = 0; i < WORDS; i++) {
                    words.setAtIndex(ValueLayout.JAVA_LONG, i, message * WORDS + i);
                }
                await(taken, message + 1 - SLOTS);
                long offset = message % SLOTS * WORDS * Long.BYTES;
                copy.copy(words, 0, ring, offset, words.byteSize());
                sent.setRelease(message + 1);
            }
            reader.join();
        }
        assertThat(wrong).hasValue(0);
    }

    private static void await(AtomicLong word, long value) {
        while (word.getAcquire() < value) {
            if (Thread.interrupted()) {
                throw new AssertionError("not " + value + " but " + word);
            }
            Thread.onSpinWait();
        }
    }
}
