package org.tutti;

import java.util.Arrays;

/**
 * A directed graph of which each rank knows its own edges alone: from whom it receives and to whom it sends. An edge may have a
 * weight, which says how much is exchanged along it, and may be there several times; it may lead from a rank to itself.
 *
 * <p>The order of the neighbors is that in which this rank gave them. Where ranks gave edges of each other
 * (MPI_DIST_GRAPH_CREATE), it is that of the ranks which gave them, and for each of these that in which it did.
 *
 * <p>MPI standard: 8.5.4, distributed graph constructor.
 */
public final class DistributedGraphTopology implements Topology {
    private final int size;
    private final int rank;
    private final boolean weighted;
    private final int[] sources;
    private final int[] sourceWeights;
    private final int[] destinations;
    private final int[] destinationWeights;

    /** Takes over arrays that were checked; those of the weights are empty where there are none. */
    DistributedGraphTopology(
            int size,
            int rank,
            boolean weighted,
            int[] sources,
            int[] sourceWeights,
            int[] destinations,
            int[] destinationWeights) {
        this.size = size;
        this.rank = rank;
        this.weighted = weighted;
        this.sources = sources;
        this.sourceWeights = sourceWeights;
        this.destinations = destinations;
        this.destinationWeights = destinationWeights;
    }

    /**
     * {@return a rank's part of a graph without weights} MPI standard: 8.5.4, the graph of MPI_DIST_GRAPH_CREATE_ADJACENT with
     * MPI_UNWEIGHTED.
     *
     * @param size how many ranks there are
     * @param rank which one this is
     * @param sources from whom it receives; their lists of destinations have this rank as many times
     * @param destinations to whom it sends; their lists of sources have this rank as many times
     * @throws TuttiException of class RANK where one is no rank
     */
    public static DistributedGraphTopology of(int size, int rank, int[] sources, int[] destinations) {
        requireNeighbors(size, rank, sources, destinations);
        int[] none = {};
        return new DistributedGraphTopology(size, rank, false, sources.clone(), none, destinations.clone(), none);
    }

    /**
     * {@return a rank's part of a graph with weights} MPI standard: 8.5.4, the graph of MPI_DIST_GRAPH_CREATE_ADJACENT.
     *
     * @param size how many ranks there are
     * @param rank which one this is
     * @param sources from whom it receives; their lists of destinations have this rank as many times
     * @param sourceWeights the weight of each edge from a source, 0 or more, the same as at the source
     * @param destinations to whom it sends; their lists of sources have this rank as many times
     * @param destinationWeights the weight of each edge to a destination, 0 or more, the same as at the destination
     * @throws TuttiException of class RANK where one is no rank, of class TOPOLOGY where edges and weights do not fit
     */
    public static DistributedGraphTopology of(
            int size, int rank, int[] sources, int[] sourceWeights, int[] destinations, int[] destinationWeights) {
        requireNeighbors(size, rank, sources, destinations);
        requireWeights(sourceWeights, sources.length, "sourceWeights");
        requireWeights(destinationWeights, destinations.length, "destinationWeights");
        return new DistributedGraphTopology(
                size,
                rank,
                true,
                sources.clone(),
                sourceWeights.clone(),
                destinations.clone(),
                destinationWeights.clone());
    }

    private static void requireNeighbors(int size, int rank, int[] sources, int[] destinations) {
        RankArguments.requireRank(rank, size, "rank");
        RankArguments.requireRanks(sources, size, "sources");
        RankArguments.requireRanks(destinations, size, "destinations");
    }

    /** There is one for each edge, and none is negative. */
    static void requireWeights(int[] weights, int edges, String name) {
        RankArguments.requireArray(weights, name);
        if (weights.length != edges) {
            throw new TuttiException(
                    ErrorCode.BAD_GRAPH,
                    "each edge needs one weight: " + name + ".length=" + weights.length + ", edges=" + edges);
        }
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] < 0) {
                throw new TuttiException(
                        ErrorCode.BAD_GRAPH, "a weight is 0 or more: " + name + "[" + i + "]=" + weights[i]);
            }
        }
    }

    @Override
    public int size() {
        return size;
    }

    /** {@return the rank whose edges these are} */
    public int rank() {
        return rank;
    }

    /** {@return whether edges have weights} MPI standard: 8.5.5, MPI_DIST_GRAPH_NEIGHBORS_COUNT. */
    public boolean isWeighted() {
        return weighted;
    }

    /**
     * {@return the ranks from which this rank receives} MPI standard: 8.5.5, MPI_DIST_GRAPH_NEIGHBORS_COUNT,
     * MPI_DIST_GRAPH_NEIGHBORS.
     *
     * @param rank must be {@link #rank()}, whose neighbors alone are known
     * @throws TuttiException of class RANK where it is another one
     */
    @Override
    public int[] sources(int rank) {
        return own(rank, sources);
    }

    /**
     * {@return the weights of the edges from the {@link #sources}, in their order; empty where edges have none} MPI standard:
     * 8.5.5, MPI_DIST_GRAPH_NEIGHBORS.
     *
     * @param rank must be {@link #rank()}, whose neighbors alone are known
     * @throws TuttiException of class RANK where it is another one
     */
    public int[] sourceWeights(int rank) {
        return own(rank, sourceWeights);
    }

    /**
     * {@return the ranks to which this rank sends} MPI standard: 8.5.5, MPI_DIST_GRAPH_NEIGHBORS_COUNT,
     * MPI_DIST_GRAPH_NEIGHBORS.
     *
     * @param rank must be {@link #rank()}, whose neighbors alone are known
     * @throws TuttiException of class RANK where it is another one
     */
    @Override
    public int[] destinations(int rank) {
        return own(rank, destinations);
    }

    /**
     * {@return the weights of the edges to the {@link #destinations}, in their order; empty where edges have none} MPI standard:
     * 8.5.5, MPI_DIST_GRAPH_NEIGHBORS.
     *
     * @param rank must be {@link #rank()}, whose neighbors alone are known
     * @throws TuttiException of class RANK where it is another one
     */
    public int[] destinationWeights(int rank) {
        return own(rank, destinationWeights);
    }

    private int[] own(int asked, int[] values) {
        if (asked != rank) {
            throw new TuttiException(
                    ErrorCode.BAD_RANK,
                    "a distributed graph knows the neighbors of its own rank alone: rank=" + asked + ", own=" + rank);
        }
        return values.clone();
    }

    /** {@return whether the other object is the same rank's part of a graph, with the same edges in the same order} */
    @Override
    public boolean equals(Object other) {
        return other instanceof DistributedGraphTopology graph
                && size == graph.size
                && rank == graph.rank
                && weighted == graph.weighted
                && Arrays.equals(sources, graph.sources)
                && Arrays.equals(sourceWeights, graph.sourceWeights)
                && Arrays.equals(destinations, graph.destinations)
                && Arrays.equals(destinationWeights, graph.destinationWeights);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * rank + Arrays.hashCode(sources)) + Arrays.hashCode(destinations);
    }

    /** {@return the neighbors, e.g. {@code distributed graph of 4, rank 1 from [0, 0] to [2]}} */
    @Override
    public String toString() {
        return "distributed graph of " + size + ", rank " + rank + " from " + Arrays.toString(sources) + " to "
                + Arrays.toString(destinations);
    }
}
