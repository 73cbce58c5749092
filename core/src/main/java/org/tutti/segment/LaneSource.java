package org.tutti.segment;

/** Where a communicator's lane comes from, at its first operation. */
public interface LaneSource {
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
