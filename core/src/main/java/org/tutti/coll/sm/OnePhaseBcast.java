package org.tutti.coll.sm;

import org.tutti.segment.Lane;

/** Bcast of medium messages: they travel through one slot of the root. */
final class OnePhaseBcast extends Broadcast {
    /*
     * 1. When the slot is free: the root copies the elements to it and arrives, and is done;
     *    the others arrive.
     * 2. The others wait for the root's arrival and copy the elements.
     *
     * Cost: one slot written, read by each other rank, one hop; the root waits for nobody.
     */
    OnePhaseBcast(Lane lane) {
        super(lane);
    }

    @Override
    public boolean step() {
        // 1.
        if (phase == 0) {
            if (!lane.slotFree()) {
                return false;
            }
            if (rank == root) {
                member.putSlot(lane.sequence(), type, array, offset, count);
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
        team.getSlot(root, lane.sequence(), 0, type, array, offset, count);
        return done();
    }
}
