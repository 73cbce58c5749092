package org.tutti.coll.sm;

import org.tutti.segment.Lane;

/** Bcast of medium messages: they travel whole through the root's ring. */
final class OnePhaseBcast extends Broadcast {
    /*
     * 1. When unit and ring are free: the root copies the elements to its slot or ring and arrives, and is done;
     *    the others arrive.
     * 2. The others wait for the root's arrival and copy the elements.
     *
     * Cost: the message written once, read by each other rank, one hop; the root waits for nobody.
     */
    private long position;
    private long end;

    OnePhaseBcast(Lane lane) {
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
            if (rank == root) {
                member.put(position, type, buffer, offset, (int) count);
                lane.arrive();
                return doneAt(end);
            }
            lane.arriveAndExpect(root);
            phase = 1;
        }
        // 2.
        if (!lane.arrived()) {
            return false;
        }
        team.get(root, position, type, buffer, offset, (int) count);
        return doneAt(end);
    }
}
