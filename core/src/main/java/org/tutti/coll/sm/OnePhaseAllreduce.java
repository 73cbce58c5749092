package org.tutti.coll.sm;

import org.tutti.segment.Lane;

/** Allreduce of medium messages: they travel through one slot, and every rank folds them all. */
final class OnePhaseAllreduce extends Reduction {
    /*
     * 1. When the slot is free, copy the elements to the slot and arrive.
     * 2. Wait until all others have arrived.
     * 3. Fold all ranks' elements in the canonical order.
     *
     * Cost: one slot written, size - 1 slots read, one hop; each byte is copied in once and out size - 1 times.
     */
    OnePhaseAllreduce(Lane lane) {
        super(lane);
    }

    @Override
    public boolean step() {
        // 1.
        if (phase == 0) {
            if (!lane.slotFree()) {
                return false;
            }
            member.putSlot(sequence, type, send, sendOffset, count);
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
