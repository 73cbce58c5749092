package org.tutti.coll.sm;

import org.tutti.coll.CanonicalFold;
import org.tutti.pattern.Groups;
import org.tutti.segment.Lane;

/** Allreduce of short messages of many ranks: leaders fold the blocks of the canonical order, everybody folds their results. */
final class TwoLevelAllreduce extends InlineReduction {
    /*
     * The groups are the blocks of the canonical order.
     *
     * 1. When the unit is free, lay the elements beside the sequence and arrive.
     * 2. A leader waits until all of its group have arrived, folds their elements, lays the result beside its fan-in, and says so.
     * 3. Wait until all other leaders have said so.
     * 4. Fold the results of all groups.
     *
     * Cost: one unit written, by leaders two; a unit of each group read by each rank, and by leaders one of each rank of their
     * group; two hops, the first of them inside a group.
     */
    private static final int ARRIVE = 0;
    private static final int LEAD = 1;
    private static final int MEET = 2;

    private final boolean leads;
    private final int[] led;
    private final int[] otherLeaders;
    private final CanonicalFold.Source results = this::result;

    TwoLevelAllreduce(Lane lane) {
        super(lane);
        Groups groups = new Groups(lane.size(), CanonicalFold.BLOCK_RANKS);
        this.leads = groups.leads(rank);
        this.led = groups.ledBy(rank);
        this.otherLeaders = groups.otherLeaders(rank);
    }

    @Override
    public boolean step() {
        // 1.
        if (phase == ARRIVE) {
            if (!lane.unitFree()) {
                return false;
            }
            member.putInline(sequence, 0, type, send, sendOffset, (int) count);
            lane.arrive();
            lane.expectArrivals(led);
            phase = LEAD;
        }
        // 2.
        if (phase == LEAD) {
            if (!lane.arrived()) {
                return false;
            }
            if (leads) {
                member.putFanIn(sequence, type, fold.foldBlock(kernel, this, rank, (int) count), 0, (int) count);
                lane.fanIn();
            }
            lane.expectFanIns(otherLeaders);
            phase = MEET;
        }
        // 3.
        if (!lane.allArrived()) {
            return false;
        }
        // 4.
        receive(fold.foldBlocks(kernel, results, (int) count), 0, (int) count);
        return done();
    }

    /** Where the result of a group comes from; from the first element on, since a short message is folded at once. */
    private Object result(int leader, long from, Object scratch, int elements) {
        team.getFanIn(leader, sequence, type, scratch, 0, elements);
        return scratch;
    }
}
