package org.tutti.coll;

import org.tutti.memory.ElementType;
import org.tutti.memory.ReduceKernel;

/** The collective operations of one communicator. Arguments have been checked. */
public interface CollectiveTable {
    /** Meets all ranks, for the last time. */
    void close();

    /** Meets all ranks. */
    void barrier();

    /** Copies the root's elements to all ranks. */
    void bcast(ElementType type, Object array, int offset, int count, int root);

    /** Folds the elements of all ranks into the root's array. */
    void reduce(ReduceKernel kernel, Object send, int sendOffset, Object recv, int recvOffset, int count, int root);

    /** Folds the elements of all ranks into everybody's array. */
    void allreduce(ReduceKernel kernel, Object send, int sendOffset, Object recv, int recvOffset, int count);
}
