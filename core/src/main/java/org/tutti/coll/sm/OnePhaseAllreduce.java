package org.tutti.coll.sm;

import org.tutti.segment.Lane;

/** Allreduce of medium messages: they travel whole through the rings, and every rank folds them all. */
final class OnePhaseAllreduce extends Reduction {
    /*
     * 1. When unit and ring are free, copy the elements to the slot or the ring and arrive.
     * 2. Wait until all others have arrived.
     * 3. Fold all ranks' elements in the canonical order.
     *
     * Cost: the message written once, read by each other rank, one hop; each byte is copied in once and out size - 1 times.
     */
    private long position;
    private long end;

    OnePhaseAllreduce(Lane lane) {
        super(lane);
    }

    @Override
    public boolean step() {
        // 1.
        if (phase == 0) {
            long bytes = type.bytes(count);
            position = lane.place(bytes);
            end = lane.endOf(position, bytes);
            if (!lane.unitFree() || !lane.ringFree(end)) {
                return false;
            }
            member.put(position, type, send, sendOffset, (int) count);
            lane.arriveAndExpectAll();
            phase = 1;
        }
        // 2.
        if (!lane.allArrived()) {
            return false;
        }
        // 3.
        foldAll();
        return doneAt(end);
    }

    @Override
    public Object elements(int peer, long from, Object scratch, int elements) {
        if (peer == rank) {
            return ownElements(from, scratch, elements);
        }
        team.get(peer, position + type.bytes(from), type, scratch, 0, elements);
        return scratch;
    }
}
