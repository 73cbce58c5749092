package mpi;

/** The neighbors of a rank along a dimension of a grid. MPI standard: 8.5.6, MPI_CART_SHIFT. */
public final class ShiftParms {
    /** Of which rank to receive, or {@link MPI#PROC_NULL}. */
    public final int rank_source;
    /** To which rank to send, or {@link MPI#PROC_NULL}. */
    public final int rank_dest;

    ShiftParms(int rankSource, int rankDest) {
        this.rank_source = rankSource;
        this.rank_dest = rankDest;
    }

    /** {@return of which rank to receive, or {@link MPI#PROC_NULL}} */
    public int getRankSource() {
        return rank_source;
    }

    /** {@return to which rank to send, or {@link MPI#PROC_NULL}} */
    public int getRankDest() {
        return rank_dest;
    }
}
