package org.tutti.launcher.bench;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;
import org.tutti.memory.MappedWords;
import org.tutti.memory.SharedMapping;
import org.tutti.memory.Words;

/**
 * Where the ranks of an engine wait for each other before a call that is timed, and then for a moment that rank 0 has set, so that
 * all begin at once: a barrier lets some ranks go a hop before others, and whoever begins with these seems to be faster than it is.
 * It is the same for all engines. Of more ranks than processors not all can begin at once: they begin when they see that all have come.
 */
final class StartLine implements AutoCloseable {
    /** How far the counts are apart, in bytes. The programs in C have the same layout. */
    private static final long STRIDE = 256;
    /** So long after all have come they begin: all have seen by then when that is. */
    private static final long MARGIN_NANOS = 1000;
    /** Up to so long a rank works before it comes where not all can begin at once, the same in C: less than a switch of processes. */
    private static final int WORK_NANOS = 1024;

    private final SharedMapping mapping;
    private final Words words;
    private final int rank;
    private final int ranks;
    private final boolean crowded;
    private final SplittableRandom random;
    private long count;
    private long before;

    /**
     * Opens it; the file is there, and large enough.
     *
     * @param crowded whether there are more ranks than processors, so that not all can begin at one moment
     */
    StartLine(Path file, int rank, int ranks, boolean crowded) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        this.mapping = SharedMapping.of(channel, bytes(ranks));
        this.words = MappedWords.of(mapping.memory(), null);
        this.rank = rank;
        this.ranks = ranks;
        this.crowded = crowded;
        this.random = new SplittableRandom(rank);
    }

    /** {@return how large the file is} */
    static long bytes(int ranks) {
        return (ranks + 1) * STRIDE;
    }

    /** {@return whether there are more ranks than processors} */
    boolean isCrowded() {
        return crowded;
    }

    /** {@return when all begin, or this rank does: now} It waits until all ranks have called it as often. */
    long await() {
        if (crowded) {
            work();
        }
        count++;
        words.setRelease(rank * STRIDE, count);
        if (crowded) {
            awaitOthers();
            return System.nanoTime();
        }
        if (rank == 0) {
            awaitOthers();
            words.setRelease(ranks * STRIDE, System.nanoTime() + MARGIN_NANOS);
        }
        return awaitMoment();
    }

    /**
     * Works for a time that differs by chance, as programs do. Ranks that come at once again and again fall into step with the kernel's
     * switches, for whole runs: with one in which the root is always there, or with one in which it never is.
     */
    private void work() {
        long end = System.nanoTime() + random.nextInt(WORK_NANOS);
        while (System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // another rank may need this processor
    private void awaitOthers() {
        for (int i = 1; i < ranks; i++) {
            long offset = (rank + i) % ranks * STRIDE;
            while (words.getAcquire(offset) < count) {
                if (crowded) {
                    Thread.yield();
                } else {
                    Thread.onSpinWait();
                }
            }
        }
    }

    private long awaitMoment() {
        long moment = words.getAcquire(ranks * STRIDE);
        while (moment == before) {
            Thread.onSpinWait();
            moment = words.getAcquire(ranks * STRIDE);
        }
        before = moment;
        while (System.nanoTime() - moment < 0) {
            Thread.onSpinWait();
        }
        return moment;
    }

    @Override
    public void close() throws IOException {
        mapping.close();
    }
}
