package org.tutti.coll.sm;

import org.tutti.pattern.Traffic;
import org.tutti.segment.Lane;
import org.tutti.segment.Signature;

/** Gather, scatter, allgather and alltoall, of all ranks or of neighbors, of rows so short that they travel beside the sequence. */
final class InlineExchange extends EvenExchange {
    /*
     * 1. When the unit is free, lay the row beside the sequence and arrive.
     * 2. Wait until those have arrived whose rows this rank reads, and copy its block of each.
     *
     * Cost: one unit written, one read a row, all at once, one hop. Who reads nothing waits for nobody.
     */
    InlineExchange(Lane lane, Signature.Kind kind, Traffic traffic) {
        super(lane, kind, traffic);
    }

    @Override
    public boolean step() {
        // 1.
        if (phase == 0) {
            if (!lane.unitFree()) {
                return false;
            }
            layRow();
            arriveAndExpectRows();
            copyOwn();
            phase = 1;
        }
        // 2.
        if (!rowsArrived()) {
            return false;
        }
        for (int turn = 0; turn < traffic.reads(); turn++) {
            int peer = traffic.peer(turn);
            int block = traffic.received(turn);
            team.getInline(
                    peer,
                    lane.sequence(),
                    traffic.place(turn) * type.bytes(count),
                    type,
                    recv.buffer(block),
                    recv.index(block),
                    (int) count);
        }
        forget();
        return done();
    }

    private void layRow() {
        for (int place = 0; place < traffic.rowBlocks(); place++) {
            int block = traffic.laid(place);
            if (block != Traffic.NONE) {
                member.putInline(
                        lane.sequence(), place * type.bytes(count), type, send.buffer(block), send.index(block), (int)
                                count);
            }
        }
    }
}
