package org.tutti.segment;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.tutti.memory.Words;

/** SYNC consumed: what has been read before it counts as consumed is not written again earlier. */
public final class ConsumedStress {
    private ConsumedStress() {}

    /** As shipped. */
    @JCStressTest
    @Outcome(
            id = {"7, 0", "7, 1"},
            expect = ACCEPTABLE,
            desc = "in order")
    @Outcome(
            id = {"8, 0", "8, 1"},
            expect = FORBIDDEN,
            desc = "read what was written after the read was over")
    @State
    public static class Shipped extends LaneWithPayload {
        public Shipped() {
            super(StressMemory.shipped(StressMemory.laneBytes()));
        }

        @Actor
        public void read(II_Result r) {
            r.r1 = get();
            reader.consumed(1);
        }

        @Actor
        public void writeAgain(II_Result r) {
            readers.expectConsumed(1);
            r.r2 = readers.met() ? 1 : 0;
            if (r.r2 == 1) {
                put(nextValue);
            }
        }
    }

    /** With plain accesses. */
    @JCStressTest
    @Outcome(
            id = {"7, 0", "7, 1"},
            expect = ACCEPTABLE,
            desc = "in order")
    @Outcome(
            id = {"8, 0", "8, 1"},
            expect = ACCEPTABLE_INTERESTING,
            desc = "read what was written after the read was over")
    @State
    public static class Weaker extends LaneWithPayload {
        public Weaker() {
            super(StressMemory.weaker(StressMemory.laneBytes()));
        }

        @Actor
        public void read(II_Result r) {
            r.r1 = get();
            reader.consumed(1);
        }

        @Actor
        public void writeAgain(II_Result r) {
            readers.expectConsumed(1);
            r.r2 = readers.met() ? 1 : 0;
            if (r.r2 == 1) {
                put(nextValue);
            }
        }
    }

    /** The payload is there. */
    static class LaneWithPayload extends StressedLane {
        LaneWithPayload(Words words) {
            super(words);
            put(value);
        }
    }
}
