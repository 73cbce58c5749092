package org.tutti.segment;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.tutti.memory.ElementType;
import org.tutti.memory.Words;

/** SYNC arrival: a unit that has been read before an arrival is not written again before that is seen. */
public final class ReuseStress {
    private ReuseStress() {}

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
    public static class Shipped extends LaneWithArrival {
        public Shipped() {
            super(StressMemory.shipped(StressMemory.laneBytes()));
        }

        @Actor
        public void readAndArrive(II_Result r) {
            others.getInline(0, 1, 0, ElementType.INT, seen, 0, 1);
            r.r1 = seen[0];
            reader.arrive(2, 1, DIGEST);
        }

        @Actor
        public void writeAgain(II_Result r) {
            readers.expectArrivals(2);
            r.r2 = readers.met() ? 1 : 0;
            if (r.r2 == 1) {
                writer.putInline(1 + UNITS, 0, ElementType.INT, nextValue, 0, 1);
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
    public static class Weaker extends LaneWithArrival {
        public Weaker() {
            super(StressMemory.weaker(StressMemory.laneBytes()));
        }

        @Actor
        public void readAndArrive(II_Result r) {
            others.getInline(0, 1, 0, ElementType.INT, seen, 0, 1);
            r.r1 = seen[0];
            reader.arrive(2, 1, DIGEST);
        }

        @Actor
        public void writeAgain(II_Result r) {
            readers.expectArrivals(2);
            r.r2 = readers.met() ? 1 : 0;
            if (r.r2 == 1) {
                writer.putInline(1 + UNITS, 0, ElementType.INT, nextValue, 0, 1);
            }
        }
    }

    /** After so many operations a unit is used again. */
    static final long UNITS = StressMemory.LAYOUT.slots();

    /** The first operation has been arrived at. */
    static class LaneWithArrival extends StressedLane {
        LaneWithArrival(Words words) {
            super(words);
            writer.putInline(1, 0, ElementType.INT, value, 0, 1);
            writer.arrive(1, 1, DIGEST);
        }
    }
}
