package org.tutti.segment;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** SYNC header: the sizes are there before the magic. The accesses are those of Arena, which needs a file. */
public final class HeaderStress {
    private HeaderStress() {}

    /** As shipped. */
    @JCStressTest
    @Outcome(
            id = {"0, 0", "0, 7", "1, 7"},
            expect = ACCEPTABLE,
            desc = "in order")
    @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "magic, and no sizes")
    @State
    public static class Shipped extends StressedRecord {
        public Shipped() {
            super(StressMemory.shipped(StressMemory.headerBytes()));
        }

        @Actor
        public void write() {
            words.setPlain(ArenaLayout.GEOMETRY, 7);
            words.setRelease(ArenaLayout.MAGIC, 1);
        }

        @Actor
        public void read(II_Result r) {
            r.r1 = (int) words.getAcquire(ArenaLayout.MAGIC);
            r.r2 = (int) words.getPlain(ArenaLayout.GEOMETRY);
        }
    }

    /** With plain accesses. */
    @JCStressTest
    @Outcome(
            id = {"0, 0", "0, 7", "1, 7"},
            expect = ACCEPTABLE,
            desc = "in order")
    @Outcome(id = "1, 0", expect = ACCEPTABLE_INTERESTING, desc = "magic, and no sizes")
    @State
    public static class Weaker extends StressedRecord {
        public Weaker() {
            super(StressMemory.weaker(StressMemory.headerBytes()));
        }

        @Actor
        public void write() {
            words.setPlain(ArenaLayout.GEOMETRY, 7);
            words.setRelease(ArenaLayout.MAGIC, 1);
        }

        @Actor
        public void read(II_Result r) {
            r.r1 = (int) words.getAcquire(ArenaLayout.MAGIC);
            r.r2 = (int) words.getPlain(ArenaLayout.GEOMETRY);
        }
    }
}
