package org.tutti;

import org.tutti.coll.CollectiveTable;

/** What all parts of a communicator need. They are the links of a chain of classes, an operation or two each. */
abstract class CommunicatorCore {
    final int rank;
    final int size;
    final CollectiveTable table;
    final int[] oneInt = new int[1];
    final long[] oneLong = new long[1];
    final float[] oneFloat = new float[1];
    final double[] oneDouble = new double[1];
    final boolean[] oneBoolean = new boolean[1];
    final TypedSegment sentItems = new TypedSegment();
    final TypedSegment receivedItems = new TypedSegment();
    boolean closed;

    CommunicatorCore(int rank, int size, CollectiveTable table) {
        this.rank = rank;
        this.size = size;
        this.table = table;
    }

    /** {@return this process's number, from 0 to {@link #size} - 1} MPI standard: 7.4.1, MPI_COMM_RANK. */
    public int rank() {
        return rank;
    }

    /** {@return how many ranks there are} MPI standard: 7.4.1, MPI_COMM_SIZE. */
    public int size() {
        return size;
    }

    /** Closes it with the world, which has been closed. */
    final void expire() {
        closed = true;
    }

    /** Lets go of the caller's segments. */
    final void forgetItems() {
        sentItems.forget();
        receivedItems.forget();
    }

    final void requireOpen() {
        if (closed) {
            throw new TuttiException(ErrorCode.CLOSED, "the communicator is closed: rank=" + rank);
        }
    }

    final void requireRoot(int root) {
        if (root < 0 || root >= size) {
            throw new TuttiException(ErrorCode.BAD_ROOT, "the root is not a rank: root=" + root + ", size=" + size);
        }
    }
}
