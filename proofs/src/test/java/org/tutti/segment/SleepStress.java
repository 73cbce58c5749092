package org.tutti.segment;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** SYNC sleep: of a sleeper and whoever stores what it sleeps on, one sees the other. */
public final class SleepStress {
    private SleepStress() {}

    /** As shipped. */
    @JCStressTest
    @Outcome(
            id = {"0, 0", "0, 1", "1, 1"},
            expect = ACCEPTABLE,
            desc = "awake, or woken")
    @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "asleep, and nobody wakes it")
    @State
    public static class Shipped extends Sleepy {
        public Shipped() {
            super(true);
        }

        @Actor
        public void publish(II_Result r) {
            writer.staged(1);
            r.r2 = words.woken ? 1 : 0;
        }

        @Actor
        public void sleep(II_Result r) {
            reader.sleepOn(0, STAGED, 1, 1);
            r.r1 = words.asleep ? 1 : 0;
        }
    }

    /** Without the fences. */
    @JCStressTest
    @Outcome(
            id = {"0, 0", "0, 1", "1, 1"},
            expect = ACCEPTABLE,
            desc = "awake, or woken")
    @Outcome(id = "1, 0", expect = ACCEPTABLE_INTERESTING, desc = "asleep, and nobody wakes it")
    @State
    public static class Weaker extends Sleepy {
        public Weaker() {
            super(false);
        }

        @Actor
        public void publish(II_Result r) {
            writer.staged(1);
            r.r2 = words.woken ? 1 : 0;
        }

        @Actor
        public void sleep(II_Result r) {
            reader.sleepOn(0, STAGED, 1, 1);
            r.r1 = words.asleep ? 1 : 0;
        }
    }

    private static final long STAGED = StressMemory.bases()[0] + StressMemory.LAYOUT.staged;

    /** Words that note who sleeps and who is woken; a sleeper sleeps on, and says nothing more. */
    static final class NotingWords extends PassingWords {
        private final boolean fences;
        private boolean asleep;
        private boolean woken;

        NotingWords(boolean fences) {
            super(StressMemory.mapped(StressMemory.laneBytes()));
            this.fences = fences;
        }

        @Override
        public void fullFence() {
            if (fences) {
                super.fullFence();
            }
        }

        @Override
        public void setRelease(long offset, long value) {
            if (value != 0) {
                super.setRelease(offset, value);
            }
        }

        @Override
        public void sleepWhile(long offset, int expected, long nanos) {
            asleep = true;
        }

        @Override
        public void wake(long offset) {
            woken = true;
        }
    }

    /** Ranks that wake sleepers. */
    static class Sleepy {
        final NotingWords words;
        final Member writer;
        final Member reader;

        Sleepy(boolean fences) {
            words = new NotingWords(fences);
            long[] bases = StressMemory.bases();
            Team readers = new Team(words, StressMemory.LAYOUT, 0, bases, 1);
            Team others = new Team(words, StressMemory.LAYOUT, 1, bases, 1);
            writer = new Member(words, StressMemory.LAYOUT, readers, bases[0], true);
            reader = new Member(words, StressMemory.LAYOUT, others, bases[1], true);
        }
    }
}
