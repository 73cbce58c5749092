package org.tutti.coll.sm;

import org.tutti.segment.Lane;

/** ReduceScatter of rows so short that they travel beside the sequence. */
final class InlineReduceScatter extends ScatteredReduction {
    /*
     * 1. When the unit is free, lay the row beside the sequence and arrive.
     * 2. Wait until all others have arrived.
     * 3. Fold the own block of all ranks in the canonical order.
     *
     * Cost: one unit written, size - 1 units read at once, one hop.
     */
    InlineReduceScatter(Lane lane) {
        super(lane);
    }

    @Override
    public boolean step() {
        // 1.
        if (phase == 0) {
            if (!lane.unitFree()) {
                return false;
            }
            member.putInline(sequence, 0, type, send, sendOffset, (int) count);
            lane.arriveAndExpectAll();
            phase = 1;
        }
        // 2.
        if (!lane.allArrived()) {
            return false;
        }
        // 3.
        int elements = (int) elementsOf(rank);
        if (elements > 0) {
            receive(foldBlock(0, elements), 0, elements);
        }
        return done();
    }

    @Override
    public Object elements(int peer, long from, Object scratch, int elements) {
        if (peer == rank) {
            return ownElements(startOf(rank) + from, scratch, elements);
        }
        team.getInline(peer, sequence, type.bytes(startOf(rank) + from), type, scratch, 0, elements);
        return scratch;
    }
}
