package org.tutti.coll.sm;

import org.tutti.ErrorCode;
import org.tutti.TuttiException;
import org.tutti.memory.ElementType;
import org.tutti.segment.HeapWords;
import org.tutti.segment.Lane;
import org.tutti.segment.Schedule;
import org.tutti.segment.Signature;

/** Two ranks whose calls differ both throw, and name the same culprit in the same words. */
final class MismatchModel extends LaneModel {
    private final TuttiException[] thrown = new TuttiException[2];

    MismatchModel(Schedule schedule, HeapWords.Defect... defects) {
        super(schedule, defects);
    }

    @Override
    protected void run(int rank) {
        Lane lane = lanes.lane(rank);
        try {
            if (rank == 1) {
                finish(rank, new InlineBcast(lane).start(ElementType.LONG, new long[1], 0, 1, 0));
            }
            finish(rank, new SmBarrier(lane).start(Signature.Kind.BARRIER));
        } catch (TuttiException e) {
            thrown[rank] = e;
        }
    }

    @Override
    protected void check() {
        for (TuttiException exception : thrown) {
            require(exception != null, "a rank did not notice");
            require(exception.code() == ErrorCode.MISMATCH, "thrown: " + exception);
            require(
                    exception.culprit() == thrown[0].culprit()
                            && String.valueOf(exception.getMessage()).equals(thrown[0].getMessage()),
                    "two records: " + thrown[0] + " and " + exception);
        }
    }
}
