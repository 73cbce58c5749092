package org.tutti.segment;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** SYNC message: what belongs to a cell, beside its head and in the ring, is there before the cell is ready. */
public final class MessageStress {
    private MessageStress() {}

    /** As shipped. */
    @JCStressTest
    @Outcome(
            id = {"0, 0, 0", "0, 0, 7", "0, 7, 0", "0, 7, 7", "1, 7, 7"},
            expect = ACCEPTABLE,
            desc = "in order")
    @Outcome(
            id = {"1, 0, 0", "1, 0, 7", "1, 7, 0"},
            expect = FORBIDDEN,
            desc = "ready, and what belongs to it is not there")
    @State
    public static class Shipped extends StressedChannel {
        public Shipped() {
            super(StressMemory.shipped(StressedPost.BYTES));
        }

        @Actor
        public void send() {
            lay(value);
            out.send(0, 0, false);
        }

        @Actor
        public void receive(III_Result r) {
            r.r1 = in.isReady() ? 1 : 0;
            r.r2 = beside();
            r.r3 = inRing();
        }
    }

    /** With plain accesses. */
    @JCStressTest
    @Outcome(
            id = {"0, 0, 0", "0, 0, 7", "0, 7, 0", "0, 7, 7", "1, 7, 7"},
            expect = ACCEPTABLE,
            desc = "in order")
    @Outcome(
            id = {"1, 0, 0", "1, 0, 7", "1, 7, 0"},
            expect = ACCEPTABLE_INTERESTING,
            desc = "ready, and what belongs to it is not there")
    @State
    public static class Weaker extends StressedChannel {
        public Weaker() {
            super(StressMemory.weaker(StressedPost.BYTES));
        }

        @Actor
        public void send() {
            lay(value);
            out.send(0, 0, false);
        }

        @Actor
        public void receive(III_Result r) {
            r.r1 = in.isReady() ? 1 : 0;
            r.r2 = beside();
            r.r3 = inRing();
        }
    }
}
