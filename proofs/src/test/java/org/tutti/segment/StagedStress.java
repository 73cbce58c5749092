package org.tutti.segment;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** SYNC staged: a fragment lies in the ring before it counts as staged. */
public final class StagedStress {
    private StagedStress() {}

    /** As shipped. */
    @JCStressTest
    @Outcome(
            id = {"0, 0", "0, 7", "1, 7"},
            expect = ACCEPTABLE,
            desc = "in order")
    @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "staged, and not there")
    @State
    public static class Shipped extends StressedLane {
        public Shipped() {
            super(StressMemory.shipped(StressMemory.laneBytes()));
        }

        @Actor
        public void write() {
            put(value);
            writer.staged(1);
        }

        @Actor
        public void read(II_Result r) {
            others.expectStaged(1, 0);
            r.r1 = others.met() ? 1 : 0;
            r.r2 = get();
        }
    }

    /** With plain accesses. */
    @JCStressTest
    @Outcome(
            id = {"0, 0", "0, 7", "1, 7"},
            expect = ACCEPTABLE,
            desc = "in order")
    @Outcome(id = "1, 0", expect = ACCEPTABLE_INTERESTING, desc = "staged, and not there")
    @State
    public static class Weaker extends StressedLane {
        public Weaker() {
            super(StressMemory.weaker(StressMemory.laneBytes()));
        }

        @Actor
        public void write() {
            put(value);
            writer.staged(1);
        }

        @Actor
        public void read(II_Result r) {
            others.expectStaged(1, 0);
            r.r1 = others.met() ? 1 : 0;
            r.r2 = get();
        }
    }
}
