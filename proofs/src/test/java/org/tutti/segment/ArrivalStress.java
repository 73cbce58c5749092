package org.tutti.segment;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** SYNC arrival: digest and payload are there before the sequence. Of another digest the reader says whose it is: rank 0. */
public final class ArrivalStress {
    private ArrivalStress() {}

    /** As shipped. */
    @JCStressTest
    @Outcome(
            id = {"-2, 0", "-2, 7", "-1, 7"},
            expect = ACCEPTABLE,
            desc = "in order")
    @Outcome(
            id = {"0, 0", "0, 7"},
            expect = FORBIDDEN,
            desc = "arrived, and what belongs to it is not there")
    @Outcome(id = "-1, 0", expect = FORBIDDEN, desc = "arrived, and what belongs to it is not there")
    @State
    public static class Shipped extends StressedLane {
        public Shipped() {
            super(StressMemory.shipped(StressMemory.laneBytes()));
        }

        @Actor
        public void arrive() {
            put(value);
            writer.arrive(1, 1, DIGEST);
        }

        @Actor
        public void meet(II_Result r) {
            others.expectArrival(1, 0);
            r.r1 = others.arrivals(DIGEST);
            r.r2 = get();
        }
    }

    /** With plain accesses. */
    @JCStressTest
    @Outcome(
            id = {"-2, 0", "-2, 7", "-1, 7"},
            expect = ACCEPTABLE,
            desc = "in order")
    @Outcome(
            id = {"0, 0", "0, 7"},
            expect = ACCEPTABLE_INTERESTING,
            desc = "arrived, and what belongs to it is not there")
    @Outcome(id = "-1, 0", expect = ACCEPTABLE_INTERESTING, desc = "arrived, and what belongs to it is not there")
    @State
    public static class Weaker extends StressedLane {
        public Weaker() {
            super(StressMemory.weaker(StressMemory.laneBytes()));
        }

        @Actor
        public void arrive() {
            put(value);
            writer.arrive(1, 1, DIGEST);
        }

        @Actor
        public void meet(II_Result r) {
            others.expectArrival(1, 0);
            r.r1 = others.arrivals(DIGEST);
            r.r2 = get();
        }
    }
}
