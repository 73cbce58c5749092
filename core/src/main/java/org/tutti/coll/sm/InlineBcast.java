package org.tutti.coll.sm;

import org.tutti.segment.Lane;

/** Bcast of short messages: they travel beside the root's sequence. */
final class InlineBcast extends Broadcast {
    /*
     * 1. When the unit is free: the root lays the elements beside the sequence and arrives, and is done;
     *    the others arrive.
     * 2. The others wait for the root's arrival and copy the elements.
     *
     * Cost: one unit written, one read by each other rank, one hop; the root waits for nobody.
     */
    InlineBcast(Lane lane) {
        super(lane);
    }

    @Override
    public boolean step() {
        // 1.
        if (phase == 0) {
            if (!lane.unitFree()) {
                return false;
            }
            if (rank == root) {
                member.putInline(lane.sequence(), 0, type, buffer, offset, (int) count);
                lane.arrive();
                return done();
            }
            lane.arriveAndExpect(root);
            phase = 1;
        }
        // 2.
        if (!lane.arrived()) {
            return false;
        }
        team.getInline(root, lane.sequence(), 0, type, buffer, offset, (int) count);
        return done();
    }
}
