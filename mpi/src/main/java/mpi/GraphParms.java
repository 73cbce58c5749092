package mpi;

/** A graph. MPI standard: 8.5.5, MPI_GRAPH_GET. */
public final class GraphParms {
    /** How many edges a rank and all before it have. */
    public final int[] index;
    /** The neighbors at the other ends of the edges. */
    public final int[] edges;

    GraphParms(int[] index, int[] edges) {
        this.index = index;
        this.edges = edges;
    }

    /** {@return how many ranks there are} */
    public int getIndexCount() {
        return index.length;
    }

    /** {@return how many edges there are} */
    public int getEdgeCount() {
        return edges.length;
    }

    /** {@return how many edges a rank and all before it have} */
    public int getIndex(int i) {
        return index[i];
    }

    /** {@return the neighbor at the other end of an edge} */
    public int getEdge(int i) {
        return edges[i];
    }
}
