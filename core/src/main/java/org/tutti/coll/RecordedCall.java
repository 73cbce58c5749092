package org.tutti.coll;

/** A call of a collective operation whose arguments have been checked, to be made later. */
@FunctionalInterface
public interface RecordedCall {
    /** Makes the call. */
    void on(CollectiveTable table);
}
