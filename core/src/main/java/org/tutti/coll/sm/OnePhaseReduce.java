package org.tutti.coll.sm;

import org.tutti.segment.Lane;

/** Reduce of medium messages: they travel through one slot, and the root folds them. */
final class OnePhaseReduce extends Reduction {
    /*
     * 1. When the slot is free, copy the elements to the slot and arrive. All but the root are done.
     * 2. The root waits until all others have arrived.
     * 3. The root folds all ranks' elements in the canonical order.
     *
     * Cost: one slot written, the root reads size - 1 slots, one hop; the others wait for nobody.
     */

    OnePhaseReduce(Lane lane) {
        super(lane);
    }

    @Override
    public boolean step() {
        // 1.
        if (phase == 0) {
            if (!lane.slotFree()) {
                return false;
            }
            if (rank != root) {
                member.putSlot(sequence, type, send, sendOffset, count);
                lane.arrive();
                return done();
            }
            lane.arriveAndExpectAll();
            phase = 1;
        }
        // 2.
        if (!lane.allArrived()) {
            return false;
        }
        // 3.
        foldAll();
        return done();
    }

    @Override
    public void read(int peer, int from, Object array, int elements) {
        if (peer == rank) {
            System.arraycopy(send, sendOffset + from, array, 0, elements);
        } else {
            team.getSlot(peer, sequence, type.bytes(from), type, array, 0, elements);
        }
    }
}
