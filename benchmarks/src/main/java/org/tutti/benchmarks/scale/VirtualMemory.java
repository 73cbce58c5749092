package org.tutti.benchmarks.scale;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tutti.memory.MappedWords;
import org.tutti.memory.Words;

/** What the ranks of a model share: the values, the cache lines in which they lie, and who waits for which word. */
final class VirtualMemory {
    private static final int LINE_BYTES = 64;

    final Words values;
    private final Machine machine;
    private final CacheLine[] lines;
    private final Map<Long, Word> words = new HashMap<>();

    /** A word that ranks wait for. */
    static final class Word {
        /** How often it has been published, the last time so that others see it at {@link #visible}. */
        long published;

        double visible;
        /** Who waits until it is published, in so manieth wait. */
        final List<Waiter> waiters = new ArrayList<>();
    }

    /** A rank in one of its waits. */
    record Waiter(VirtualWords rank, long number) {}

    VirtualMemory(Machine machine, long bytes) {
        this.machine = machine;
        this.values = MappedWords.of(MemorySegment.ofArray(new long[Math.toIntExact(bytes / Long.BYTES)]), null);
        this.lines = new CacheLine[Math.toIntExact(bytes / LINE_BYTES) + 1];
    }

    CacheLine line(long offset) {
        int index = (int) (offset / LINE_BYTES);
        if (lines[index] == null) {
            lines[index] = new CacheLine(machine);
        }
        return lines[index];
    }

    /** {@return the offset of the line behind the one at an offset} */
    static long nextLine(long offset) {
        return (offset / LINE_BYTES + 1) * LINE_BYTES;
    }

    Word word(long offset) {
        return words.computeIfAbsent(offset, absent -> new Word());
    }
}
