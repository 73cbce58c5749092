package org.tutti.coll.sm;

import org.tutti.ErrorCode;
import org.tutti.segment.AbortRecord;
import org.tutti.segment.HeapWords;
import org.tutti.segment.Schedule;

/** Of several that write the abort record one is first, and all read what that one wrote. */
final class AbortModel extends LaneModel {
    private final int[] culprits;
    private final boolean[] first;

    AbortModel(Schedule schedule, HeapWords.Defect... defects) {
        super(schedule, defects);
        this.culprits = new int[ranks];
        this.first = new boolean[ranks];
    }

    @Override
    protected void run(int rank) {
        AbortRecord record = lanes.abort(rank);
        first[rank] = record.write(ErrorCode.RANK_ENDED, rank, "r" + rank);
        culprits[rank] = record.culprit();
        require(record.text().equals("r" + culprits[rank]), "the text is another's: " + record.text());
    }

    @Override
    protected void check() {
        for (int rank = 0; rank < ranks; rank++) {
            require(culprits[rank] == culprits[0], "ranks read several culprits");
            require(first[rank] == (rank == culprits[0]), "several were first, or none");
        }
    }
}
