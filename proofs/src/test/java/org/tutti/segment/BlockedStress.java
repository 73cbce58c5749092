package org.tutti.segment;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** SYNC blocked: what a rank says of its wait is there before it says that it waits. The accesses are those of Arena, which needs a file. */
public final class BlockedStress {
    private BlockedStress() {}

    /** As shipped. */
    @JCStressTest
    @Outcome(
            id = {"0, 0", "0, 7", "1, 7"},
            expect = ACCEPTABLE,
            desc = "in order")
    @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "waits, and nobody knows for whom")
    @State
    public static class Shipped extends StressedRecord {
        public Shipped() {
            super(StressMemory.shipped(StressMemory.headerBytes()));
        }

        @Actor
        public void write() {
            words.setPlain(ArenaLayout.row(1) + ArenaLayout.ROW_AWAITED, 7);
            words.setRelease(ArenaLayout.row(1) + ArenaLayout.ROW_BLOCKED, 1);
        }

        @Actor
        public void read(II_Result r) {
            r.r1 = (int) words.getAcquire(ArenaLayout.row(1) + ArenaLayout.ROW_BLOCKED);
            r.r2 = (int) words.getPlain(ArenaLayout.row(1) + ArenaLayout.ROW_AWAITED);
        }
    }

    /** With plain accesses. */
    @JCStressTest
    @Outcome(
            id = {"0, 0", "0, 7", "1, 7"},
            expect = ACCEPTABLE,
            desc = "in order")
    @Outcome(id = "1, 0", expect = ACCEPTABLE_INTERESTING, desc = "waits, and nobody knows for whom")
    @State
    public static class Weaker extends StressedRecord {
        public Weaker() {
            super(StressMemory.weaker(StressMemory.headerBytes()));
        }

        @Actor
        public void write() {
            words.setPlain(ArenaLayout.row(1) + ArenaLayout.ROW_AWAITED, 7);
            words.setRelease(ArenaLayout.row(1) + ArenaLayout.ROW_BLOCKED, 1);
        }

        @Actor
        public void read(II_Result r) {
            r.r1 = (int) words.getAcquire(ArenaLayout.row(1) + ArenaLayout.ROW_BLOCKED);
            r.r2 = (int) words.getPlain(ArenaLayout.row(1) + ArenaLayout.ROW_AWAITED);
        }
    }
}
