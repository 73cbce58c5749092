package org.tutti.coll;

/**
 * Which member of a communicator this process is, and with whom its operations exchange: with all, or where there are two groups,
 * in an intercommunicator, with those of the other one. Members are those of the one group and then those of the other.
 *
 * @param rank this process, in its group
 * @param size how many ranks its group has
 * @param first the member that is rank 0 of its group
 * @param peers how many ranks it exchanges with
 * @param firstPeer the member that is the first of them
 */
public record Membership(int rank, int size, int first, int peers, int firstPeer) {
    /** What stands for the root itself, as {@code Tutti.ROOT}. */
    public static final int ROOT = -4;

    /** What stands for nobody, as {@code Tutti.PROC_NULL}. */
    public static final int PROC_NULL = -2;

    /** {@return a rank of one group} */
    public static Membership of(int rank, int size) {
        return new Membership(rank, size, 0, size, 0);
    }

    /**
     * {@return a member of two groups, or of one where the first has all members}
     *
     * @param member this process among all members
     * @param firstSize how many ranks the first group has
     * @param members how many ranks both have
     */
    public static Membership of(int member, int firstSize, int members) {
        int secondSize = members - firstSize;
        if (secondSize == 0) {
            return of(member, members);
        }
        return member < firstSize
                ? new Membership(member, firstSize, 0, secondSize, firstSize)
                : new Membership(member - firstSize, secondSize, firstSize, firstSize, 0);
    }

    /** {@return whether the communicator has two groups} */
    public boolean hasTwoGroups() {
        return first != firstPeer;
    }

    /** {@return how many members there are} */
    public int members() {
        return hasTwoGroups() ? size + peers : size;
    }

    /** {@return this process among all members} */
    public int member() {
        return first + rank;
    }

    /** {@return which member a peer is} */
    public int peer(int peerRank) {
        return firstPeer + peerRank;
    }

    /** {@return whether this process is the root} */
    public boolean isRoot(int root) {
        return hasTwoGroups() ? root == ROOT : root == rank;
    }

    /** {@return whether the root is one of those with whom this process exchanges, itself included} */
    public boolean meets(int root) {
        return !hasTwoGroups() || root >= 0;
    }

    /** {@return whether a root's operation is one of others: of another rank of this group with the other group} */
    public boolean isIdle(int root) {
        return hasTwoGroups() && root == PROC_NULL;
    }
}
