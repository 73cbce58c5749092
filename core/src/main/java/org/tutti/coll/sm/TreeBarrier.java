package org.tutti.coll.sm;

import org.tutti.pattern.Tree;
import org.tutti.segment.Lane;
import org.tutti.segment.Signature;

/** Barrier of many ranks: up a tree and down again. */
final class TreeBarrier extends SmOperation {
    /*
     * 1. When the unit is free, arrive.
     * 2. Wait until all below have arrived; all but the root tell their parent.
     * 3. All but the root wait until their parent lets go.
     * 4. Let those below go.
     *
     * Cost: up to three lines written and degree + 1 read by each rank, two hops a level of the tree.
     */
    private static final int ROOT = 0;
    private static final int ARRIVE = 0;
    private static final int FAN_IN = 1;
    private static final int FAN_OUT = 2;

    private final int parent;
    private final int[] children;

    TreeBarrier(Lane lane, Tree tree) {
        super(lane);
        this.parent = rank == ROOT ? ROOT : tree.parent(rank, ROOT);
        this.children = tree.childrenOf(rank, ROOT);
    }

    TreeBarrier start() {
        open(Signature.of(Signature.Kind.BARRIER));
        return this;
    }

    @Override
    public boolean step() {
        // 1.
        if (phase == ARRIVE) {
            if (!lane.unitFree()) {
                return false;
            }
            lane.arrive();
            lane.expectFanIns(children);
            phase = FAN_IN;
        }
        // 2.
        if (phase == FAN_IN) {
            if (!lane.arrived()) {
                return false;
            }
            if (rank != ROOT) {
                lane.fanIn();
                lane.expectFanOut(parent);
            }
            phase = FAN_OUT;
        }
        // 3.
        if (!lane.allArrived()) {
            return false;
        }
        // 4.
        if (children.length > 0) {
            lane.fanOut();
        }
        return done();
    }
}
