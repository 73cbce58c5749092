package mpi;

import org.tutti.Communicator;
import org.tutti.CreationRequest;
import org.tutti.DistributedGraphTopology;
import org.tutti.ErrorCode;
import org.tutti.GraphTopology;
import org.tutti.TuttiException;

/** Ranks in a graph. MPI standard: 8.5.3 and 8.5.4. */
public sealed class GraphComm extends Intracomm permits Graphcomm {
    GraphComm(Communicator core, Comm original, boolean isDuplicate) {
        super(core, original, isDuplicate);
    }

    GraphComm(CreationRequest pending, Comm original) {
        super(pending, original);
    }

    /** {@return the same as {@link #dup}} MPI standard: 7.4.2, MPI_COMM_DUP. */
    @Override
    public GraphComm clone() {
        return dup();
    }

    /** {@return one with the same ranks} All its ranks call it. MPI standard: 7.4.2, MPI_COMM_DUP. */
    @Override
    public GraphComm dup() throws MPIException {
        return new GraphComm(duplicate(null), this, true);
    }

    /** {@return one with the same ranks, and these hints} MPI standard: 7.4.2, MPI_COMM_DUP_WITH_INFO. */
    @Override
    public GraphComm dupWithInfo(Info info) throws MPIException {
        return new GraphComm(duplicate(info), this, true);
    }

    /** {@return one with the same ranks, at once} Its {@link #getRequest} is done when it may be used. MPI standard: 7.4.2, MPI_COMM_IDUP. */
    @Override
    public GraphComm iDup() throws MPIException {
        return new GraphComm(duplicateLater(), this);
    }

    private GraphTopology graph() {
        if (core().topology() instanceof GraphTopology graph) {
            return graph;
        }
        throw new TuttiException(ErrorCode.NO_NEIGHBORS, "the communicator has no graph that all ranks know");
    }

    /** {@return the graph} MPI standard: 8.5.5, MPI_GRAPH_GET. */
    public GraphParms getDims() throws MPIException {
        try {
            GraphTopology graph = graph();
            return new GraphParms(graph.index(), graph.edges());
        } catch (TuttiException e) {
            throw failed(e);
        }
    }

    /** {@return the neighbors of a rank} MPI standard: 8.5.5, MPI_GRAPH_NEIGHBORS. */
    public int[] getNeighbors(int rank) throws MPIException {
        try {
            return graph().neighbors(rank);
        } catch (TuttiException e) {
            throw failed(e);
        }
    }

    /** {@return the neighbors of this rank in a distributed graph} MPI standard: 8.5.5, MPI_DIST_GRAPH_NEIGHBORS. */
    public DistGraphNeighbors getDistGraphNeighbors() throws MPIException {
        try {
            Communicator core = core();
            int rank = core.rank();
            if (core.topology() instanceof DistributedGraphTopology graph) {
                return new DistGraphNeighbors(
                        graph.sources(rank),
                        graph.sourceWeights(rank),
                        graph.destinations(rank),
                        graph.destinationWeights(rank),
                        graph.isWeighted());
            }
            throw new TuttiException(ErrorCode.NO_NEIGHBORS, "the communicator has no distributed graph");
        } catch (TuttiException e) {
            throw failed(e);
        }
    }

    /** {@return the rank that this one would best have in a graph, or {@link MPI#UNDEFINED}} MPI standard: 8.5.8, MPI_GRAPH_MAP. */
    public int map(int[] index, int[] edges) throws MPIException {
        try {
            return Numbers.of(GraphTopology.of(index, edges).map(core().rank()));
        } catch (TuttiException e) {
            throw failed(e);
        }
    }
}
