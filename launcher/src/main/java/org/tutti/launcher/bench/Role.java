package org.tutti.launcher.bench;

import java.lang.foreign.MemorySegment;
import org.tutti.Communicator;

/** What one rank has to do in an operation. */
sealed interface Role permits CollectiveRole, PairRole {
    /** {@return the role of a rank in a cell's operation} */
    static Role of(Communicator world, Cell cell) {
        return cell.operation().isOfPairs() ? new PairRole(world, cell) : new CollectiveRole(world, cell);
    }

    /** {@return how many elements it passes} */
    int sent();

    /** {@return how many elements it receives, or has room for} */
    int received();

    /** {@return whether what it passes is overwritten by what it receives} */
    boolean isInPlace();

    /** {@return whether it passes anything} */
    boolean sends();

    /** {@return whether anything is received} */
    boolean receives();

    /** {@return the call, with these arrays} */
    Runnable ofFloats(float[] from, float[] to);

    /** {@return the call, with these segments} */
    Runnable ofSegments(MemorySegment from, MemorySegment to);

    /** Called by all ranks before a measurement. */
    default void settle() {}

    /** What a call computes beside the operation, which is none of its time. */
    default void compute() {}

    /** {@return the element that is received at an index, where each rank passes its {@linkplain Workload#value values}} */
    int expected(int index);
}
