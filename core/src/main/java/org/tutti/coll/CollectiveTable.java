package org.tutti.coll;

import java.util.function.BooleanSupplier;
import org.tutti.memory.ElementType;
import org.tutti.memory.ReduceKernel;

/**
 * The collective operations of one communicator. Arguments have been checked. A buffer is an array of a primitive type or a
 * memory segment; offsets and counts are in elements.
 */
public interface CollectiveTable {
    /**
     * Meets all ranks, for the last time.
     *
     * @param byException tells whether an exception makes this rank leave; asked only when the others are not there soon
     * @return whether all have met; false where this rank leaves by an exception, or the job has ended
     */
    boolean close(BooleanSupplier byException);

    /** Meets all ranks. */
    void barrier();

    /** Copies the root's elements to all ranks. */
    void bcast(ElementType type, Object buffer, int offset, int count, int root);

    /** Folds the elements of all ranks into the root's buffer. */
    void reduce(ReduceKernel kernel, Object send, int sendOffset, Object recv, int recvOffset, int count, int root);

    /** Folds the elements of all ranks into everybody's buffer. */
    void allreduce(ReduceKernel kernel, Object send, int sendOffset, Object recv, int recvOffset, int count);
}
