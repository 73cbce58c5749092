package org.tutti.segment;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.tutti.memory.MappedWords;
import org.tutti.memory.Words;

/**
 * Memory on the heap that is stricter than a processor: every access is checked for {@linkplain HappensBefore data races};
 * others see a store later, or after a full fence; and who sleeps is not woken by time, so that a wake-up that is lost, or
 * a store that never comes, leaves all ranks asleep, which fails.
 */
final class CheckedMemory {
    /** Of so many accesses one lets earlier stores out. */
    private static final int ODDS = 4;

    final Words memory;
    final HappensBefore order;
    final boolean canWake;
    private final List<CheckedWords> ranks = new ArrayList<>();
    private final Random random;
    private boolean failed;

    CheckedMemory(int ranks, int bytes, long seed, boolean canWake) {
        this.memory = MappedWords.of(MemorySegment.ofArray(new long[bytes / Long.BYTES]), null);
        this.order = new HappensBefore(ranks, bytes / Long.BYTES);
        this.random = new Random(seed);
        this.canWake = canWake;
        for (int rank = 0; rank < ranks; rank++) {
            this.ranks.add(new CheckedWords(this, rank));
        }
    }

    /** {@return the memory as a rank sees it} */
    CheckedWords of(int rank) {
        return ranks.get(rank);
    }

    /** {@return whether earlier stores come out now} */
    boolean letsOut() {
        return random.nextInt(ODDS) == 0;
    }

    /** Lets all ranks end. */
    void fail() {
        failed = true;
        notifyAll();
    }

    boolean hasFailed() {
        return failed;
    }

    /** Ends those that sleep on a word. */
    void wake(long offset) {
        ranks.forEach(rank -> rank.wakeFrom(offset));
        notifyAll();
    }

    /** Fails if nobody is left who could wake those that sleep. */
    void requireSomebodyAwake() {
        if (!failed
                && ranks.stream().noneMatch(CheckedWords::isAwake)
                && ranks.stream().anyMatch(CheckedWords::isAsleep)) {
            fail();
            throw new AssertionError("all ranks sleep or have ended, and nobody is left to wake them: "
                    + ranks.stream().filter(CheckedWords::isAsleep).toList());
        }
    }
}
