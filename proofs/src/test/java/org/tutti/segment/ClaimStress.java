package org.tutti.segment;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** SYNC claim: one writer of the abort record is first. */
public final class ClaimStress {
    private ClaimStress() {}

    /** As shipped. */
    @JCStressTest
    @Outcome(
            id = {"true, false", "false, true"},
            expect = ACCEPTABLE,
            desc = "one is first")
    @Outcome(id = "true, true", expect = FORBIDDEN, desc = "both are first")
    @State
    public static class Shipped extends StressedRecord {
        public Shipped() {
            super(StressMemory.shipped(ArenaLayout.ROWS));
        }

        @Actor
        public void write(ZZ_Result r) {
            r.r1 = words.compareAndSet(ArenaLayout.ABORT_CLAIM, 0, 2);
        }

        @Actor
        public void writeToo(ZZ_Result r) {
            r.r2 = words.compareAndSet(ArenaLayout.ABORT_CLAIM, 0, 3);
        }
    }

    /** With plain accesses. */
    @JCStressTest
    @Outcome(
            id = {"true, false", "false, true"},
            expect = ACCEPTABLE,
            desc = "one is first")
    @Outcome(id = "true, true", expect = ACCEPTABLE_INTERESTING, desc = "both are first")
    @State
    public static class Weaker extends StressedRecord {
        public Weaker() {
            super(StressMemory.weaker(ArenaLayout.ROWS));
        }

        @Actor
        public void write(ZZ_Result r) {
            r.r1 = words.compareAndSet(ArenaLayout.ABORT_CLAIM, 0, 2);
        }

        @Actor
        public void writeToo(ZZ_Result r) {
            r.r2 = words.compareAndSet(ArenaLayout.ABORT_CLAIM, 0, 3);
        }
    }
}
