package org.tutti;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The edges of a distributed graph, of which each rank has contributed any number, not only its own (MPI_DIST_GRAPH_CREATE). A
 * contribution is an array of ints, which ranks exchange: 1 where its edges have weights and 0 where they have none, then
 * source, destination and weight of each edge.
 */
final class DistributedEdges {
    private static final int FIELDS = 3;

    /** Where the fields of the first edge are. */
    private static final int SOURCE = 1;

    private static final int DESTINATION = 2;
    private static final int WEIGHT = 3;

    private final int size;
    private final boolean weighted;
    private final List<int[]> contributions;

    private DistributedEdges(int size, boolean weighted, List<int[]> contributions) {
        this.size = size;
        this.weighted = weighted;
        this.contributions = contributions;
    }

    /**
     * {@return what a rank contributes}
     *
     * @param size how many ranks there are
     * @param sources where edges begin
     * @param degrees how many edges begin at each source
     * @param destinations where the edges end, source by source
     * @throws TuttiException of class RANK or TOPOLOGY where these are no edges
     */
    static int[] contribution(int size, int[] sources, int[] degrees, int[] destinations) {
        requireEdges(size, sources, degrees, destinations);
        return encoded(0, sources, degrees, destinations, new int[destinations.length]);
    }

    /**
     * {@return what a rank contributes}
     *
     * @param size how many ranks there are
     * @param sources where edges begin
     * @param degrees how many edges begin at each source
     * @param destinations where the edges end, source by source
     * @param weights the weight of each edge
     * @throws TuttiException of class RANK or TOPOLOGY where these are no edges
     */
    static int[] contribution(int size, int[] sources, int[] degrees, int[] destinations, int[] weights) {
        requireEdges(size, sources, degrees, destinations);
        DistributedGraphTopology.requireWeights(weights, destinations.length, "weights");
        return encoded(1, sources, degrees, destinations, weights);
    }

    private static void requireEdges(int size, int[] sources, int[] degrees, int[] destinations) {
        RankArguments.requireRanks(sources, size, "sources");
        RankArguments.requireArray(degrees, "degrees");
        RankArguments.requireRanks(destinations, size, "destinations");
        if (degrees.length != sources.length) {
            throw badDegrees("degrees.length=" + degrees.length + ", sources.length=" + sources.length);
        }
        long sum = 0;
        for (int i = 0; i < degrees.length; i++) {
            if (degrees[i] < 0) {
                throw badDegrees("degrees[" + i + "]=" + degrees[i]);
            }
            sum += degrees[i];
        }
        if (sum != destinations.length) {
            throw badDegrees("sum=" + sum + ", destinations.length=" + destinations.length);
        }
    }

    private static TuttiException badDegrees(String value) {
        return new TuttiException(
                ErrorCode.BAD_GRAPH,
                "each source needs one degree, 0 or more, and their sum must be the number of destinations: " + value);
    }

    private static int[] encoded(int flag, int[] sources, int[] degrees, int[] destinations, int[] weights) {
        int[] words = new int[Math.addExact(1, Math.multiplyExact(FIELDS, destinations.length))];
        words[0] = flag;
        int edge = 0;
        for (int i = 0; i < sources.length; i++) {
            for (int end = edge + degrees[i]; edge < end; edge++) {
                words[FIELDS * edge + SOURCE] = sources[i];
                words[FIELDS * edge + DESTINATION] = destinations[edge];
                words[FIELDS * edge + WEIGHT] = weights[edge];
            }
        }
        return words;
    }

    /**
     * {@return the edges of all ranks} Edges are ordered by the rank that contributed them, then as it did: whoever has
     * the same contributions gets the same graph.
     *
     * @param contributions of each rank what it contributed, by rank
     * @throws TuttiException of class TOPOLOGY where some ranks gave weights and others did not
     */
    static DistributedEdges of(List<int[]> contributions) {
        int first = contributions.getFirst()[0];
        for (int rank = 1; rank < contributions.size(); rank++) {
            if (contributions.get(rank)[0] != first) {
                throw new TuttiException(
                        ErrorCode.BAD_GRAPH,
                        "all ranks give weights, or none does: rank 0 gives " + (first == 0 ? "none" : "weights")
                                + ", rank " + rank + " gives " + (first == 0 ? "weights" : "none"));
            }
        }
        return new DistributedEdges(contributions.size(), first == 1, contributions);
    }

    /** {@return the part of the graph that a rank knows: the edges that end or begin there} */
    DistributedGraphTopology adjacency(int rank) {
        int[] none = {};
        return new DistributedGraphTopology(
                size,
                rank,
                weighted,
                fields(SOURCE, DESTINATION, rank),
                weighted ? fields(WEIGHT, DESTINATION, rank) : none,
                fields(DESTINATION, SOURCE, rank),
                weighted ? fields(WEIGHT, SOURCE, rank) : none);
    }

    /** {@return one field of all edges that have this rank in another one} */
    private int[] fields(int wanted, int other, int rank) {
        return contributions.stream()
                .flatMapToInt(words -> IntStream.range(0, words.length / FIELDS)
                        .map(edge -> FIELDS * edge)
                        .filter(at -> words[at + other] == rank)
                        .map(at -> words[at + wanted]))
                .toArray();
    }
}
