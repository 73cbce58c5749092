package mpi;

import org.tutti.Communicator;

/** Ranks in a graph, in the mpiJava dialect. MPI standard: 8.5.3. */
public final class Graphcomm extends GraphComm {
    Graphcomm(Communicator core, Comm original, boolean isDuplicate) {
        super(core, original, isDuplicate);
    }

    /** {@return one with the same ranks} All its ranks call it. MPI standard: 7.4.2, MPI_COMM_DUP. */
    @Override
    public Graphcomm clone() {
        return new Graphcomm(duplicate(null), this, true);
    }

    /** {@return the graph} MPI standard: 8.5.5, MPI_GRAPH_GET. */
    public GraphParms Get() throws MPIException {
        return getDims();
    }

    /** {@return the neighbors of a rank} MPI standard: 8.5.5, MPI_GRAPH_NEIGHBORS. */
    public int[] Neighbours(int rank) throws MPIException {
        return getNeighbors(rank);
    }

    /** {@return the rank that this one would best have in a graph, or {@link MPI#UNDEFINED}} MPI standard: 8.5.8, MPI_GRAPH_MAP. */
    public int Map(int[] index, int[] edges) throws MPIException {
        return map(index, edges);
    }
}
