package org.tutti.segment;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.tutti.ErrorCode;

/** SYNC abort: the record is whole when it is ready. */
public final class AbortStress {
    private AbortStress() {}

    /** As shipped. */
    @JCStressTest
    @Outcome(
            id = {"0, 0", "1, 7"},
            expect = ACCEPTABLE,
            desc = "not yet, or whole")
    @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "ready, and not whole")
    @State
    public static class Shipped extends StressedRecord {
        public Shipped() {
            super(StressMemory.shipped(ArenaLayout.ROWS));
        }

        @Actor
        public void write() {
            record.write(ErrorCode.MISMATCH, 7, "");
        }

        @Actor
        public void read(II_Result r) {
            r.r1 = record.isWritten() ? 1 : 0;
            r.r2 = r.r1 == 1 ? record.culprit() : 0;
        }
    }

    /** With plain accesses. */
    @JCStressTest
    @Outcome(
            id = {"0, 0", "1, 7"},
            expect = ACCEPTABLE,
            desc = "not yet, or whole")
    @Outcome(id = "1, 0", expect = ACCEPTABLE_INTERESTING, desc = "ready, and not whole")
    @State
    public static class Weaker extends StressedRecord {
        public Weaker() {
            super(StressMemory.weaker(ArenaLayout.ROWS));
        }

        @Actor
        public void write() {
            record.write(ErrorCode.MISMATCH, 7, "");
        }

        @Actor
        public void read(II_Result r) {
            r.r1 = record.isWritten() ? 1 : 0;
            r.r2 = r.r1 == 1 ? record.culprit() : 0;
        }
    }
}
