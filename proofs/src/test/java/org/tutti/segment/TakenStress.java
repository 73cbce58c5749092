package org.tutti.segment;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.tutti.memory.Words;

/** SYNC taken: a cell, and a piece of the ring, that has been read before it counts as taken is not written again earlier. */
public final class TakenStress {
    private TakenStress() {}

    /** As shipped. */
    @JCStressTest
    @Outcome(
            id = {"7, 7, 0", "7, 7, 1"},
            expect = ACCEPTABLE,
            desc = "in order")
    @Outcome(
            id = {"7, 8, 0", "7, 8, 1", "8, 7, 0", "8, 7, 1", "8, 8, 0", "8, 8, 1"},
            expect = FORBIDDEN,
            desc = "read what was written after the read was over")
    @State
    public static class Shipped extends FullChannel {
        public Shipped() {
            super(StressMemory.shipped(StressedPost.BYTES));
        }

        @Actor
        public void take(III_Result r) {
            r.r1 = beside();
            r.r2 = inRing();
            in.take(true);
        }

        @Actor
        public void sendAgain(III_Result r) {
            r.r3 = out.hasCell() ? 1 : 0;
            if (r.r3 == 1) {
                lay(nextValue);
            }
        }
    }

    /** With plain accesses. */
    @JCStressTest
    @Outcome(
            id = {"7, 7, 0", "7, 7, 1"},
            expect = ACCEPTABLE,
            desc = "in order")
    @Outcome(
            id = {"7, 8, 0", "7, 8, 1", "8, 7, 0", "8, 7, 1", "8, 8, 0", "8, 8, 1"},
            expect = ACCEPTABLE_INTERESTING,
            desc = "read what was written after the read was over")
    @State
    public static class Weaker extends FullChannel {
        public Weaker() {
            super(StressMemory.weaker(StressedPost.BYTES));
        }

        @Actor
        public void take(III_Result r) {
            r.r1 = beside();
            r.r2 = inRing();
            in.take(true);
        }

        @Actor
        public void sendAgain(III_Result r) {
            r.r3 = out.hasCell() ? 1 : 0;
            if (r.r3 == 1) {
                lay(nextValue);
            }
        }
    }

    /** As much has been sent as there is room for, of cells and in the ring. */
    static class FullChannel extends StressedChannel {
        FullChannel(Words words) {
            super(words);
            for (int i = 0; i < CELLS; i++) {
                lay(value);
                out.send(0, 0, false);
            }
            in.isReady();
        }
    }
}
