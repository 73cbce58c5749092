package org.tutti.coll.sm;

import org.tutti.segment.HeapLanes;
import org.tutti.segment.HeapWords;
import org.tutti.segment.Model;
import org.tutti.segment.Resumable;
import org.tutti.segment.Schedule;

/** A model of operations of a lane. */
abstract class LaneModel extends Model {
    final HeapLanes lanes;

    LaneModel(Schedule schedule, HeapWords.Defect... defects) {
        super(schedule);
        this.lanes = new HeapLanes(schedule, defects);
    }

    @Override
    protected final HeapWords words(int rank) {
        return lanes.words(rank);
    }

    final void finish(int rank, Resumable operation) {
        while (!operation.step()) {
            schedule.pause(rank);
        }
    }
}
