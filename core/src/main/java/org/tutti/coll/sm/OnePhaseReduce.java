package org.tutti.coll.sm;

import org.tutti.segment.Lane;

/** Reduce of medium messages: they travel whole through the rings, and the root folds them. */
final class OnePhaseReduce extends Reduction {
    /*
     * 1. When unit and ring are free, copy the elements to the slot or the ring and arrive. All but the root are done.
     * 2. The root waits until all others have arrived.
     * 3. The root folds all ranks' elements in the canonical order.
     *
     * Cost: the message written once, read by the root, one hop; the others wait for nobody.
     */
    private long position;
    private long end;

    OnePhaseReduce(Lane lane) {
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
            if (rank != root) {
                member.put(position, type, send, sendOffset, (int) count);
                lane.arrive();
                return doneAt(end);
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
