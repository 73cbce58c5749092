package org.tutti.segment;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** SYNC lane: the offset is there before the key. The accesses are those of Arena, which needs a file. */
public final class LaneStress {
    private LaneStress() {}

    /** As shipped. */
    @JCStressTest
    @Outcome(
            id = {"0, 0", "0, 7", "1, 7"},
            expect = ACCEPTABLE,
            desc = "in order")
    @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "named, and no offset")
    @State
    public static class Shipped extends StressedRecord {
        public Shipped() {
            super(StressMemory.shipped(StressMemory.headerBytes()));
        }

        @Actor
        public void write() {
            words.setPlain(ArenaLayout.lane(1, 0) + ArenaLayout.LANE_OFFSET, 7);
            words.setRelease(ArenaLayout.lane(1, 0) + ArenaLayout.LANE_KEY, 1);
        }

        @Actor
        public void read(II_Result r) {
            r.r1 = (int) words.getAcquire(ArenaLayout.lane(1, 0) + ArenaLayout.LANE_KEY);
            r.r2 = (int) words.getPlain(ArenaLayout.lane(1, 0) + ArenaLayout.LANE_OFFSET);
        }
    }

    /** With plain accesses. */
    @JCStressTest
    @Outcome(
            id = {"0, 0", "0, 7", "1, 7"},
            expect = ACCEPTABLE,
            desc = "in order")
    @Outcome(id = "1, 0", expect = ACCEPTABLE_INTERESTING, desc = "named, and no offset")
    @State
    public static class Weaker extends StressedRecord {
        public Weaker() {
            super(StressMemory.weaker(StressMemory.headerBytes()));
        }

        @Actor
        public void write() {
            words.setPlain(ArenaLayout.lane(1, 0) + ArenaLayout.LANE_OFFSET, 7);
            words.setRelease(ArenaLayout.lane(1, 0) + ArenaLayout.LANE_KEY, 1);
        }

        @Actor
        public void read(II_Result r) {
            r.r1 = (int) words.getAcquire(ArenaLayout.lane(1, 0) + ArenaLayout.LANE_KEY);
            r.r2 = (int) words.getPlain(ArenaLayout.lane(1, 0) + ArenaLayout.LANE_OFFSET);
        }
    }
}
