package org.tutti;

import org.jspecify.annotations.Nullable;
import org.tutti.coll.CallRecorder;
import org.tutti.coll.CollectiveTable;
import org.tutti.coll.Membership;
import org.tutti.segment.Roster;

/** What all parts of a communicator need. They are the links of a chain of classes, an operation or two each. */
abstract class CommunicatorCore {
    static final Object NOTHING = new byte[0];

    final Membership membership;
    final int rank;
    final int size;
    /** With how many ranks operations exchange: all, or in an intercommunicator those of the remote group. */
    final int peers;

    final Household household;
    final Roster roster;
    final CollectiveTable table;
    final int[] oneInt = new int[1];
    final long[] oneLong = new long[1];
    final float[] oneFloat = new float[1];
    final double[] oneDouble = new double[1];
    final boolean[] oneBoolean = new boolean[1];
    final TypedSegment sentItems = new TypedSegment();
    final TypedSegment receivedItems = new TypedSegment();
    /** Whether it only records calls, whose arguments it keeps. */
    final boolean records;

    boolean closed;
    /** Whether nobody closes it: it ends with the world. */
    boolean isLeftToWorld;

    CommunicatorCore(Foundation foundation) {
        this.membership = foundation.membership();
        this.rank = membership.rank();
        this.size = membership.size();
        this.peers = membership.peers();
        this.household = foundation.household();
        this.roster = foundation.roster();
        this.table = foundation.table();
        this.records = table instanceof CallRecorder;
    }

    /** {@return this process's number, from 0 to {@link #size} - 1} MPI standard: 7.4.1, MPI_COMM_RANK. */
    public int rank() {
        return rank;
    }

    /** {@return how many ranks there are} MPI standard: 7.4.1, MPI_COMM_SIZE. */
    public int size() {
        return size;
    }

    /** {@return which threads of this rank may call, and when} MPI standard: 11.6.2, MPI_QUERY_THREAD. */
    public ThreadLevel threadLevel() {
        return household.threads();
    }

    /** Closes it with the world, which has been closed. */
    final void expire() {
        closed = true;
    }

    /** Lets go of the caller's segments. */
    final void forgetItems() {
        if (!records) {
            sentItems.forget();
            receivedItems.forget();
        }
    }

    final void requireOpen() {
        if (closed) {
            throw new TuttiException(ErrorCode.CLOSED, "the communicator is closed: rank=" + rank);
        }
    }

    /** Throws where this is an intercommunicator, and the operation is one of ranks of one group. */
    final void requireOneGroup(String operation) {
        if (membership.hasTwoGroups()) {
            throw new TuttiException(
                    ErrorCode.TWO_GROUPS, "an intercommunicator has no such operation: operation=" + operation);
        }
    }

    /** {@return null, where a rank of an intercommunicator receives nothing: all others receive something} */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    static <T extends @Nullable Object> T nothing() {
        return null;
    }

    final void requireRoot(int root) {
        if (root >= peers || (root < 0 && !isRoot(root) && !isIdle(root))) {
            throw new TuttiException(
                    ErrorCode.BAD_ROOT,
                    membership.hasTwoGroups()
                            ? "the root is neither a rank of the remote group nor Tutti.ROOT or Tutti.PROC_NULL: root="
                                    + root + ", remoteSize=" + peers
                            : "the root is not a rank: root=" + root + ", size=" + size);
        }
    }

    /** {@return whether this rank is the root} */
    final boolean isRoot(int root) {
        return membership.isRoot(root);
    }

    /** {@return whether this rank exchanges with the root: in an intercommunicator only those of the other group do} */
    final boolean meets(int root) {
        return membership.meets(root);
    }

    /** {@return whether an intercommunicator's operation with a root has nothing to do for this rank but to meet all others} */
    final boolean isIdle(int root) {
        return membership.isIdle(root);
    }
}
