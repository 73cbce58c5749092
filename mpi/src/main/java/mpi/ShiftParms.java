package mpi;

/** The neighbors of a rank along a dimension of a grid. MPI standard: 8.5.6, MPI_CART_SHIFT. */
public final class ShiftParms {
    private final int rankSource;
    private final int rankDest;

    ShiftParms(int rankSource, int rankDest) {
        this.rankSource = rankSource;
        this.rankDest = rankDest;
    }

    /** {@return of which rank to receive, or {@link MPI#PROC_NULL}} */
    public int getRankSource() {
        return rankSource;
    }

    /** {@return to which rank to send, or {@link MPI#PROC_NULL}} */
    public int getRankDest() {
        return rankDest;
    }
}
