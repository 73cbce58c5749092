package org.tutti.segment;

import java.util.concurrent.TimeUnit;
import org.tutti.memory.Words;
import org.tutti.spi.NativeAccess;

/**
 * The word of a rank's row by which the kernel tells that the rank's process ends: the id of a thread that lives as long as the process. When
 * that thread ends the kernel sets a bit, and wakes one who sleeps on the word. It does so before it takes the process's memory back, which
 * takes a tenth of a second for each gigabyte and more, and only then tells those who watch the process.
 */
public final class LifeWord {
    private static final long SLEEP_NANOS = TimeUnit.HOURS.toNanos(1);

    private final Words words;
    private final int rank;

    LifeWord(Words words, int rank) {
        this.words = words;
        this.rank = rank;
    }

    /** {@return whether the kernel marks the word when the calling thread ends} To be called by the rank's own process, by a thread that ends with it. */
    public boolean begin() {
        int value = words.markAtEnd(offset());
        if (value == 0) {
            return false;
        }
        // SYNC life: what the thread did before it began or ended to tell
        words.setRelease(ArenaLayout.row(rank) + ArenaLayout.ROW_LIFE, value);
        words.wake(offset());
        return true;
    }

    /** Before the calling thread, which has begun, ends on purpose. */
    public void end() {
        // SYNC life: what the thread did before it began or ended to tell
        words.setRelease(ArenaLayout.row(rank) + ArenaLayout.ROW_LIFE, 0);
        words.wake(offset());
    }

    /** {@return whether the rank's process has ended without having said that it would} If not, it has slept until that may have changed. */
    public boolean sleepUnlessMarked() {
        // SYNC life: what the thread did before it began or ended to tell
        int value = (int) words.getAcquire(ArenaLayout.row(rank) + ArenaLayout.ROW_LIFE);
        if ((value & NativeAccess.ENDED) != 0) {
            return true;
        }
        words.sleepWhile(offset(), value, SLEEP_NANOS);
        return false;
    }

    /** Lets whoever sleeps here look again. */
    public void wake() {
        words.wake(offset());
    }

    private long offset() {
        return ArenaLayout.row(rank) + ArenaLayout.ROW_LIFE;
    }
}
