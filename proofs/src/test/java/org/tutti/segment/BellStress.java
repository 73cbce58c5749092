package org.tutti.segment;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** SYNC bell: of a rank that lies down and whoever sends it a message, one sees the other. */
public final class BellStress {
    private BellStress() {}

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
            super(new NotingWords(true));
        }

        @Actor
        public void send(II_Result r) {
            out.send(0, 0, false);
            r.r2 = words.woken ? 1 : 0;
        }

        @Actor
        public void sleep(II_Result r) {
            receiverPost.lieDown();
            if (!in.isReady()) {
                receiverPost.sleep(1);
            }
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
            super(new NotingWords(false));
        }

        @Actor
        public void send(II_Result r) {
            out.send(0, 0, false);
            r.r2 = words.woken ? 1 : 0;
        }

        @Actor
        public void sleep(II_Result r) {
            receiverPost.lieDown();
            if (!in.isReady()) {
                receiverPost.sleep(1);
            }
            r.r1 = words.asleep ? 1 : 0;
        }
    }

    /** Words that note who sleeps and who is woken. */
    static final class NotingWords extends PassingWords {
        private final boolean fences;
        private boolean asleep;
        private boolean woken;

        NotingWords(boolean fences) {
            super(StressMemory.shipped(StressedPost.BYTES));
            this.fences = fences;
        }

        @Override
        public void fullFence() {
            if (fences) {
                super.fullFence();
            }
        }

        @Override
        public void sleepWhile(long offset, int expected, long nanos) {
            asleep = true;
        }

        @Override
        public boolean canWake() {
            return true;
        }

        @Override
        public void wake(long offset) {
            woken = true;
        }
    }

    /** A channel whose ranks wake each other. */
    static class Sleepy extends StressedChannel {
        final NotingWords words;

        Sleepy(NotingWords words) {
            super(words);
            this.words = words;
        }
    }
}
