package org.tutti;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tutti.coll.Neighbors;

/**
 * A communicator's topology, as one rank has it, and how the blocks of neighbors pair: the edge that a rank has as a source is
 * one of the destinations at its other end.
 *
 * @param topology who is whose neighbor
 * @param neighbors how blocks pair; null for a graph in which some ranks are neighbors in one direction only
 */
record Neighborhood(Topology topology, @Nullable Neighbors neighbors) {
    /** {@return a rank's part of a grid} What is sent downwards is received from above, and conversely. */
    static Neighborhood of(CartesianTopology grid, int rank) {
        int[] around = grid.sources(rank);
        int[] places = new int[around.length];
        Arrays.setAll(places, edge -> edge ^ 1);
        return new Neighborhood(grid, new Neighbors(around, places, grid.destinations(rank), around.length));
    }

    /** {@return a rank's part of a graph} Of several edges between two ranks, the k-th at the one is the k-th at the other. */
    static Neighborhood of(GraphTopology graph, int rank) {
        if (firstOneWay(graph) >= 0) {
            return new Neighborhood(graph, null);
        }
        int[] sources = graph.sources(rank);
        int[] places = new int[sources.length];
        for (int edge = 0; edge < sources.length; edge++) {
            int nth = occurrences(sources, sources[edge], edge);
            places[edge] = indexOf(graph.destinations(sources[edge]), rank, nth);
        }
        int most = 0;
        for (int node = 0; node < graph.size(); node++) {
            most = Math.max(most, graph.neighbors(node).length);
        }
        return new Neighborhood(graph, new Neighbors(sources, places, graph.destinations(rank), most));
    }

    /** {@return with whom this rank exchanges} Throws where it cannot, on all ranks. */
    Neighbors require() {
        if (neighbors != null) {
            return neighbors;
        }
        long edge = firstOneWay((GraphTopology) topology);
        throw new TuttiException(
                ErrorCode.NO_NEIGHBORS,
                "neighbors can exchange where each has the other as often as a neighbor, which is not so of rank "
                        + (int) (edge >>> Integer.SIZE) + " and rank " + (int) edge + ": " + topology);
    }

    private static int occurrences(int[] ranks, int rank, int end) {
        int found = 0;
        for (int i = 0; i < end; i++) {
            found += ranks[i] == rank ? 1 : 0;
        }
        return found;
    }

    private static int indexOf(int[] ranks, int rank, int nth) {
        int left = nth;
        for (int i = 0; i < ranks.length; i++) {
            if (ranks[i] == rank && left-- == 0) {
                return i;
            }
        }
        throw new IllegalStateException("a symmetric graph has the edge at both ends");
    }

    /** {@return the first edge that there are not as many of in the other direction, or -1} */
    private static long firstOneWay(GraphTopology graph) {
        int[] edges = graph.edges();
        long[] there = new long[edges.length];
        long[] back = new long[edges.length];
        int edge = 0;
        for (int node = 0; node < graph.size(); node++) {
            for (int neighbor : graph.neighbors(node)) {
                there[edge] = edge(node, neighbor);
                back[edge++] = edge(neighbor, node);
            }
        }
        Arrays.sort(there);
        Arrays.sort(back);
        int differs = Arrays.mismatch(there, back);
        return differs < 0 ? -1 : Math.min(there[differs], back[differs]);
    }

    private static long edge(int from, int to) {
        return (long) from << Integer.SIZE | to;
    }
}
