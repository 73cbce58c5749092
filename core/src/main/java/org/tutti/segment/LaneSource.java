package org.tutti.segment;

import org.tutti.ErrorCode;
import org.tutti.TuttiException;

/** Where a communicator's lane comes from, at its first operation. */
public interface LaneSource {
    /** Stands for a lane that will be there. */
    LaneSource NONE = new LaneSource() {
        @Override
        public Lane open() {
            throw new TuttiException(ErrorCode.DEFECT, "this communicator is not there yet");
        }

        @Override
        public boolean isOpen() {
            return false;
        }
    };

    /** {@return the lane, opened together with all its members where it is not open yet} */
    Lane open();

    /** {@return whether the lane has been opened} */
    boolean isOpen();

    /** {@return a source that has a lane already} */
    static LaneSource of(Lane lane) {
        return new LaneSource() {
            @Override
            public Lane open() {
                return lane;
            }

            @Override
            public boolean isOpen() {
                return true;
            }
        };
    }
}
