package mpi;

/** The neighbors of a rank in a graph of which each rank knows a part. MPI standard: 8.5.5, MPI_DIST_GRAPH_NEIGHBORS. */
public final class DistGraphNeighbors {
    private final int[] sources;
    private final int[] sourceWeights;
    private final int[] destinations;
    private final int[] destinationWeights;
    private final boolean weighted;

    DistGraphNeighbors(
            int[] sources, int[] sourceWeights, int[] destinations, int[] destinationWeights, boolean weighted) {
        this.sources = sources;
        this.sourceWeights = sourceWeights;
        this.destinations = destinations;
        this.destinationWeights = destinationWeights;
        this.weighted = weighted;
    }

    /** {@return how many edges lead here} */
    public int getInDegree() {
        return sources.length;
    }

    /** {@return how many edges lead away} */
    public int getOutDegree() {
        return destinations.length;
    }

    /** {@return where an edge comes from} */
    public int getSource(int i) {
        return sources[i];
    }

    /** {@return the weight of an edge that leads here} */
    public int getSourceWeight(int i) {
        return sourceWeights[i];
    }

    /** {@return where an edge leads} */
    public int getDestination(int i) {
        return destinations[i];
    }

    /** {@return the weight of an edge that leads away} */
    public int getDestinationWeight(int i) {
        return destinationWeights[i];
    }

    /** {@return whether edges have weights} */
    public boolean isWeighted() {
        return weighted;
    }
}
