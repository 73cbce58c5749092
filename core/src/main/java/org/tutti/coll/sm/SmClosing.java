package org.tutti.coll.sm;

import java.util.function.BooleanSupplier;
import org.tutti.segment.Lane;
import org.tutti.segment.Signature;

/** The last operation of a lane. */
final class SmClosing {
    private SmClosing() {}

    /**
     * {@return whether all have met} Meets nobody where the job has ended and this rank knows: a second exception would only
     * hide the first.
     */
    static boolean meet(SmBarrier barrier, BooleanSupplier byException) {
        Lane lane = barrier.lane;
        if (lane.hasFailed()) {
            return false;
        }
        SmBarrier meeting = barrier.start(Signature.Kind.CLOSE);
        if (!lane.runBriefly(meeting)) {
            if (byException.getAsBoolean()) {
                return false;
            }
            lane.run(meeting);
        }
        return true;
    }
}
