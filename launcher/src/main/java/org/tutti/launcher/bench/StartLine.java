package org.tutti.launcher.bench;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.tutti.memory.MappedWords;
import org.tutti.memory.SharedMapping;
import org.tutti.memory.Words;
import org.tutti.runtime.Processors;

/**
 * Where the ranks of an engine wait for each other before a call that is timed: a count of each in a shared file, and each looks at all
 * others. It is the same for all engines, and none of theirs: from many a barrier some ranks return a hop before the others, so that
 * whoever begins with these seems to be faster than it is.
 */
final class StartLine implements AutoCloseable {
    /** How far the counts are apart, in bytes. The programs in C have the same layout. */
    private static final long STRIDE = 256;

    private final SharedMapping mapping;
    private final Words words;
    private final int rank;
    private final int ranks;
    private final boolean yields;
    private long count;

    /** Opens it; the file is there, and large enough. */
    StartLine(Path file, int rank, int ranks) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        this.mapping = SharedMapping.of(channel, bytes(ranks));
        this.words = new MappedWords(mapping.memory(), null);
        this.rank = rank;
        this.ranks = ranks;
        this.yields = ranks > Processors.usable();
    }

    /** {@return how large the file is} */
    static long bytes(int ranks) {
        return (ranks + 1) * STRIDE;
    }

    /** Waits until all ranks have called it as often. */
    @SuppressWarnings("ThreadPriorityCheck") // another rank may need this processor
    void await() {
        count++;
        words.setRelease(rank * STRIDE, count);
        for (int i = 1; i < ranks; i++) {
            long offset = (rank + i) % ranks * STRIDE;
            while (words.getAcquire(offset) < count) {
                if (yields) {
                    Thread.yield();
                } else {
                    Thread.onSpinWait();
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        mapping.close();
    }
}
