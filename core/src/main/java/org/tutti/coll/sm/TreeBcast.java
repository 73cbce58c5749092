package org.tutti.coll.sm;

import org.tutti.pattern.Tree;
import org.tutti.segment.Lane;

/** Bcast of short messages to many ranks: they travel down a tree, from rank to rank. */
final class TreeBcast extends Broadcast {
    /*
     * 1. When the unit is free, arrive.
     * 2. All but the root wait until their parent lets go, and copy the elements.
     * 3. Lay the elements beside the fan-out and let those below go.
     *
     * Cost: up to two units written by each rank and one read by each but the root, one hop and two copies a level of the tree;
     * the root waits for nobody.
     */
    private final Tree tree;

    TreeBcast(Lane lane, Tree tree) {
        super(lane);
        this.tree = tree;
    }

    @Override
    public boolean step() {
        // 1.
        if (phase == 0) {
            if (!lane.unitFree()) {
                return false;
            }
            lane.arrive();
            if (rank != root) {
                lane.expectFanOut(tree.parent(rank, root));
            }
            phase = 1;
        }
        // 2.
        if (rank != root) {
            if (!lane.arrived()) {
                return false;
            }
            team.getFanOut(tree.parent(rank, root), lane.sequence(), type, buffer, offset, (int) count);
        }
        // 3.
        if (tree.children(rank, root) > 0) {
            member.putFanOut(lane.sequence(), type, buffer, offset, (int) count);
            lane.fanOut();
        }
        return done();
    }
}
