package org.tutti;

import java.util.Arrays;

/**
 * A graph that every rank knows as a whole: for each node the list of its neighbors. A list may have a node several times, and
 * the node itself. Nothing requires that the neighbor of a node has that node as its neighbor, but neighborhood collectives
 * do: each rank then sends to and receives from the ranks of its list, in its order.
 *
 * <p>MPI standard: 8.5.3, graph constructor. A {@link DistributedGraphTopology} needs no rank that knows the whole graph, and
 * may be directed.
 */
public final class GraphTopology implements Topology {
    private final int[] index;
    private final int[] edges;

    private GraphTopology(int[] index, int[] edges) {
        this.index = index;
        this.edges = edges;
    }

    /**
     * {@return a graph} MPI standard: 8.5.3, the graph of MPI_GRAPH_CREATE.
     *
     * @param index for each node, how many neighbors it and the nodes before it have in all
     * @param edges the neighbors of all nodes, node by node
     * @throws TuttiException of class TOPOLOGY where index decreases or does not end with the length of edges, of class RANK
     *     where a neighbor is no node
     */
    public static GraphTopology of(int[] index, int[] edges) {
        RankArguments.requireArray(index, "index");
        RankArguments.requireRanks(edges, index.length, "edges");
        int before = 0;
        for (int i = 0; i < index.length; i++) {
            if (index[i] < before) {
                throw badIndex("index[" + i + "]=" + index[i], edges);
            }
            before = index[i];
        }
        if (before != edges.length) {
            throw badIndex("index[" + (index.length - 1) + "]=" + before, edges);
        }
        return new GraphTopology(index.clone(), edges.clone());
    }

    /** {@return how many nodes the graph has} MPI standard: 8.5.5, MPI_GRAPHDIMS_GET. */
    @Override
    public int size() {
        return index.length;
    }

    /** {@return for each node, how many neighbors it and the nodes before it have in all} MPI standard: 8.5.5, MPI_GRAPH_GET. */
    public int[] index() {
        return index.clone();
    }

    /** {@return the neighbors of all nodes, node by node} MPI standard: 8.5.5, MPI_GRAPHDIMS_GET, MPI_GRAPH_GET. */
    public int[] edges() {
        return edges.clone();
    }

    /**
     * {@return the neighbors of a rank, in the order in which they were given} MPI standard: 8.5.5, MPI_GRAPH_NEIGHBORS_COUNT,
     * MPI_GRAPH_NEIGHBORS.
     *
     * @param rank from 0 to {@link #size} - 1
     * @throws TuttiException of class RANK where it is no rank
     */
    public int[] neighbors(int rank) {
        RankArguments.requireRank(rank, size(), "rank");
        return Arrays.copyOfRange(edges, rank == 0 ? 0 : index[rank - 1], index[rank]);
    }

    /** {@inheritDoc} Here they are its {@link #neighbors}. */
    @Override
    public int[] sources(int rank) {
        return neighbors(rank);
    }

    /** {@inheritDoc} Here they are its {@link #neighbors}. */
    @Override
    public int[] destinations(int rank) {
        return neighbors(rank);
    }

    /**
     * {@return where a process belongs that has this rank in a larger communicator: its rank in the graph, or
     * {@link Tutti#UNDEFINED} where the graph is full without it} Processes keep their order. MPI standard: 8.5.8, MPI_GRAPH_MAP.
     *
     * @param rank from 0
     * @throws TuttiException of class RANK where it is negative
     */
    public int map(int rank) {
        return RankArguments.mapped(rank, size());
    }

    private static TuttiException badIndex(String value, int[] edges) {
        return new TuttiException(
                ErrorCode.BAD_GRAPH,
                "index must not decrease, and must end with the number of edges: " + value + ", edges.length="
                        + edges.length);
    }

    /** {@return whether the other object is a graph whose nodes have the same neighbors in the same order} */
    @Override
    public boolean equals(Object other) {
        return other instanceof GraphTopology graph
                && Arrays.equals(index, graph.index)
                && Arrays.equals(edges, graph.edges);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(index) + Arrays.hashCode(edges);
    }

    /** {@return index and edges, e.g. {@code graph [1, 2] [1, 0]}} */
    @Override
    public String toString() {
        return "graph " + Arrays.toString(index) + " " + Arrays.toString(edges);
    }
}
