package org.tutti;

import org.tutti.coll.Neighbors;

/**
 * How a rank of a distributed graph, which knows its own edges alone, learns at which places of the others' destinations it is:
 * each tells each, in one exchange, and then all know whether all edges have two ends.
 */
final class EdgePairing {
    private static final long LOW = 0xFFFFFFFFL;

    private final DistributedGraphTopology graph;
    private final int rank;
    private final int size;

    EdgePairing(DistributedGraphTopology graph) {
        this.graph = graph;
        this.rank = graph.rank();
        this.size = graph.size();
    }

    /** {@return this rank's neighbors} All ranks call it. Throws on all where an edge has one end alone. */
    Neighborhood over(Alltoalls parent, int[] worldRanks) {
        Parts<int[]> theirs = tellPlaces(parent);
        int[] sources = graph.sources(rank);
        int[] places = new int[sources.length];
        int[] next = theirs.displacements().clone();
        int[] left = theirs.counts().clone();
        for (int edge = 0; edge < sources.length; edge++) {
            int peer = sources[edge];
            if (left[peer]-- > 0) {
                places[edge] = theirs.array()[next[peer]++];
            }
        }
        int[] destinations = graph.destinations(rank);
        long[] all = parent.allgather((long) destinations.length << Integer.SIZE | (unpaired(left) + 1));
        return new Neighborhood(graph, new Neighbors(sources, places, destinations, requirePaired(all, worldRanks)));
    }

    /** {@return at which places this rank is in the destinations of each, in the order of these} */
    private Parts<int[]> tellPlaces(Alltoalls parent) {
        int[] destinations = graph.destinations(rank);
        int[] counts = new int[size];
        for (int destination : destinations) {
            counts[destination]++;
        }
        int[] next = BlockOperations.packed(counts);
        int[] places = new int[destinations.length];
        for (int place = 0; place < destinations.length; place++) {
            places[next[destinations[place]]++] = place;
        }
        return parent.alltoallvParts(places, counts);
    }

    /** {@return a rank that has more edges to this one than this one has from it, or fewer; -1 if there is none} */
    private static int unpaired(int[] left) {
        for (int peer = 0; peer < left.length; peer++) {
            if (left[peer] != 0) {
                return peer;
            }
        }
        return -1;
    }

    /** {@return the most destinations that a rank has} */
    private static int requirePaired(long[] all, int[] worldRanks) {
        int most = 0;
        for (int receiver = 0; receiver < all.length; receiver++) {
            int sender = (int) (all[receiver] & LOW) - 1;
            if (sender >= 0) {
                throw new TuttiException(
                        ErrorCode.BAD_GRAPH,
                        "two ranks differ in how many edges lead from the one to the other: from rank "
                                + worldRanks[sender] + " to rank " + worldRanks[receiver]);
            }
            most = Math.max(most, (int) (all[receiver] >>> Integer.SIZE));
        }
        return most;
    }
}
