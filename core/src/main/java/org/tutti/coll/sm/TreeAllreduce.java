package org.tutti.coll.sm;

import org.tutti.pattern.Tree;
import org.tutti.segment.Lane;

/** Allreduce of short messages of many ranks: rank 0 folds them all, and the result travels down a tree. */
final class TreeAllreduce extends InlineReduction {
    /*
     * 1. When the unit is free, lay the elements beside the sequence and arrive.
     * 2. Wait until all below have arrived; all but rank 0 tell their parent.
     * 3. Rank 0 folds all ranks' elements in the canonical order; the others wait until their parent lets go, and copy the
     *    result.
     * 4. Lay the result beside the fan-out and let those below go.
     *
     * Cost: up to three units written and degree + 1 read by each rank, size - 1 more by rank 0, two hops a level of the tree.
     */
    private static final int ROOT = 0;
    private static final int ARRIVE = 0;
    private static final int FAN_IN = 1;
    private static final int FAN_OUT = 2;

    private final int parent;
    private final int[] children;

    TreeAllreduce(Lane lane, Tree tree) {
        super(lane);
        this.parent = rank == ROOT ? ROOT : tree.parent(rank, ROOT);
        this.children = tree.childrenOf(rank, ROOT);
    }

    @Override
    public boolean step() {
        // 1.
        if (phase == ARRIVE) {
            if (!lane.unitFree()) {
                return false;
            }
            member.putInline(sequence, 0, type, send, sendOffset, (int) count);
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
        if (rank == ROOT) {
            foldAll();
        } else {
            team.getFanOut(parent, sequence, type, recv, recvOffset, (int) count);
        }
        // 4.
        if (children.length > 0) {
            member.putFanOut(sequence, type, recv, recvOffset, (int) count);
            lane.fanOut();
        }
        return done();
    }
}
