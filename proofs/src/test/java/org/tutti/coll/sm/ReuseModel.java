package org.tutti.coll.sm;

import org.tutti.memory.ElementType;
import org.tutti.segment.HeapWords;
import org.tutti.segment.Lane;
import org.tutti.segment.Schedule;

/** A root that runs ahead overwrites no unit, and no slot where messages are too long for one, that somebody still reads. */
final class ReuseModel extends LaneModel {
    private static final int SLOT_ELEMENTS = 6;

    private final boolean throughSlots;
    private final int rounds;

    ReuseModel(Schedule schedule, boolean throughSlots, int rounds, HeapWords.Defect... defects) {
        super(schedule, defects);
        this.throughSlots = throughSlots;
        this.rounds = rounds;
    }

    @Override
    protected void run(int rank) {
        Lane lane = lanes.lane(rank);
        Broadcast bcast = throughSlots ? new OnePhaseBcast(lane) : new InlineBcast(lane);
        long[] message = new long[throughSlots ? SLOT_ELEMENTS : 1];
        for (int round = 1; round <= rounds; round++) {
            for (int i = 0; i < message.length; i++) {
                message[i] = rank == 0 ? round : 0;
            }
            finish(rank, bcast.start(ElementType.LONG, message, 0, message.length, 0));
            for (long element : message) {
                require(element == round, "rank " + rank + " got " + element + " in round " + round);
            }
        }
    }
}
