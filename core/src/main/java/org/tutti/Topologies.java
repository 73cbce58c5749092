package org.tutti;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How communicators with a topology are made of a communicator. Ranks keep their order: on one host no other is known to be better. */
abstract class Topologies extends Attributes {
    Topologies(Foundation foundation) {
        super(foundation);
    }

    /**
     * {@return who is whose neighbor in this communicator, or null where nobody is} A {@code switch} tells which kind it is.
     *
     * <p>MPI standard: 8.5.5, MPI_TOPO_TEST.
     */
    public @Nullable Topology topology() {
        return neighborhood == null ? null : neighborhood.topology();
    }

    /**
     * {@return as {@link #cartesian(CartesianTopology)}}
     *
     * <p>MPI standard: 8.5.1, MPI_CART_CREATE.
     *
     * @param dims how many ranks there are along each dimension, the same on all ranks
     * @param periodic for each dimension, whether the last rank is followed by the first, the same on all ranks
     * @param reorder whether ranks may have another order in the grid, which they do not
     * @throws TuttiException of class DIMS where there is no such grid, or it has more ranks than this communicator, of class
     *     MISMATCH where ranks call something else, or when the job has ended
     */
    public @Nullable Communicator cartesian(int[] dims, boolean[] periodic, boolean reorder) {
        return cartesian(CartesianTopology.of(dims, periodic));
    }

    /**
     * {@return a communicator of the first ranks, as many as the grid has, with the grid as its {@link #topology}; null on the
     * ranks beyond} All ranks call it.
     *
     * <p>Example: {@code examples/NeighborAlltoall.java}. MPI standard: 8.5.1, MPI_CART_CREATE.
     *
     * @param grid the grid, the same on all ranks
     * @throws TuttiException of class DIMS where it has more ranks than this communicator, of class MISMATCH where ranks call
     *     something else or pass different grids, or when the job has ended
     */
    public @Nullable Communicator cartesian(CartesianTopology grid) {
        requireOpen();
        requireOneGroup("cartesian");
        requireValue(grid, "grid");
        requireNotLarger(grid, ErrorCode.BAD_DIMS);
        Creation creation = agree(Creation.Kind.CARTESIAN, 0, digest(grid.dims(), numbers(grid.periodic())), info);
        creation.requireSameOrder("grids");
        return rank < grid.size() ? add(creation, ".cartesian", Neighborhood.of(grid, rank)) : null;
    }

    /**
     * {@return a communicator of the ranks of this one that are in one grid with this rank, where this one's grid is cut along
     * the dimensions that do not remain} All ranks call it.
     *
     * <p>MPI standard: 8.5.7, MPI_CART_SUB.
     *
     * @param remain for each dimension, whether it remains, the same on all ranks
     * @throws TuttiException of class TOPOLOGY where this communicator has no grid, of class DIMS where there are more or fewer
     *     dimensions, of class MISMATCH where ranks call something else, or when the job has ended
     */
    public Communicator cartesianSub(boolean... remain) {
        requireOpen();
        if (!(topology() instanceof CartesianTopology grid)) {
            throw new TuttiException(ErrorCode.NO_NEIGHBORS, "the communicator has no grid: topology=" + topology());
        }
        CartesianTopology.Part part = grid.sub(rank, remain);
        Creation creation = agree(Creation.Kind.CARTESIAN_SUB, 0, digest(numbers(remain)), info);
        creation.requireSameOrder("dimensions that remain");
        int[] members = IntStream.range(0, size)
                .filter(member -> grid.sub(member, remain).color() == part.color())
                .toArray();
        String name = roster.name() + ".sub(" + part.color() + ")";
        return add(creation, members, name, Neighborhood.of(part.topology(), part.key()));
    }

    /**
     * {@return as {@link #graph(GraphTopology)}}
     *
     * <p>MPI standard: 8.5.3, MPI_GRAPH_CREATE.
     *
     * @param index for each node, how many neighbors it and the nodes before it have in all, the same on all ranks
     * @param edges the neighbors of all nodes, node by node, the same on all ranks
     * @param reorder whether ranks may have another order in the graph, which they do not
     * @throws TuttiException of class TOPOLOGY or RANK where there is no such graph, of class MISMATCH where ranks call something
     *     else, or when the job has ended
     */
    public @Nullable Communicator graph(int[] index, int[] edges, boolean reorder) {
        return graph(GraphTopology.of(index, edges));
    }

    /**
     * {@return a communicator of the first ranks, as many as the graph has nodes, with the graph as its {@link #topology}; null
     * on the ranks beyond} All ranks call it.
     *
     * <p>MPI standard: 8.5.3, MPI_GRAPH_CREATE.
     *
     * @param graph the graph, the same on all ranks
     * @throws TuttiException of class TOPOLOGY where it has more nodes than this communicator has ranks, of class MISMATCH where
     *     ranks call something else or pass different graphs, or when the job has ended
     */
    public @Nullable Communicator graph(GraphTopology graph) {
        requireOpen();
        requireOneGroup("graph");
        requireValue(graph, "graph");
        requireNotLarger(graph, ErrorCode.BAD_GRAPH);
        Creation creation = agree(Creation.Kind.GRAPH, 0, digest(graph.index(), graph.edges()), info);
        creation.requireSameOrder("graphs");
        return rank < graph.size() ? add(creation, ".graph", Neighborhood.of(graph, rank)) : null;
    }

    /**
     * {@return a communicator of the same ranks, with the graph of which each gives its own edges} All ranks call it. The two
     * ends of an edge both give it.
     *
     * <p>Example: {@code examples/NeighborAllgatherv.java}. MPI standard: 8.5.4, MPI_DIST_GRAPH_CREATE_ADJACENT with
     * MPI_UNWEIGHTED.
     *
     * @param sources from whom this rank receives, in the order of what it receives
     * @param destinations to whom it sends, in the order of what it sends
     * @throws TuttiException of class RANK where one is no rank, of class TOPOLOGY where an edge was given at one end alone, of
     *     class MISMATCH where ranks call something else, or when the job has ended
     */
    public Communicator distributedGraphAdjacent(int[] sources, int[] destinations) {
        requireOpen();
        requireOneGroup("distributedGraphAdjacent");
        return adjacent(DistributedGraphTopology.of(size, rank, sources, destinations));
    }

    /**
     * {@return as {@link #distributedGraphAdjacent(int[], int[])}, with weights} Nothing depends on them here.
     *
     * <p>MPI standard: 8.5.4, MPI_DIST_GRAPH_CREATE_ADJACENT.
     *
     * @param sources from whom this rank receives, in the order of what it receives
     * @param sourceWeights the weight of each edge from a source, 0 or more
     * @param destinations to whom it sends, in the order of what it sends
     * @param destinationWeights the weight of each edge to a destination, 0 or more
     * @throws TuttiException of class RANK where one is no rank, of class TOPOLOGY where edges and weights do not fit or an edge
     *     was given at one end alone, of class MISMATCH where ranks call something else, or when the job has ended
     */
    public Communicator distributedGraphAdjacent(
            int[] sources, int[] sourceWeights, int[] destinations, int[] destinationWeights) {
        requireOpen();
        requireOneGroup("distributedGraphAdjacent");
        return adjacent(
                DistributedGraphTopology.of(size, rank, sources, sourceWeights, destinations, destinationWeights));
    }

    private Communicator adjacent(DistributedGraphTopology graph) {
        Creation creation = agree(Creation.Kind.DISTRIBUTED_GRAPH_ADJACENT, 0, graph.isWeighted() ? 1 : 0, info);
        creation.requireSameOrder("graphs, with weights and without");
        return add(creation, ".graph", pair(graph));
    }

    /**
     * {@return a communicator of the same ranks, with the graph of which each gives some edges, not only its own} All ranks call
     * it. A rank's neighbors are ordered by the rank that gave the edge, then as that one did.
     *
     * <p>MPI standard: 8.5.4, MPI_DIST_GRAPH_CREATE with MPI_UNWEIGHTED.
     *
     * @param sources where the edges begin that this rank gives
     * @param degrees how many edges begin at each of these
     * @param destinations where they end, source by source
     * @throws TuttiException of class RANK or TOPOLOGY where these are no edges, of class MISMATCH where ranks call something
     *     else, or when the job has ended
     */
    public Communicator distributedGraph(int[] sources, int[] degrees, int[] destinations) {
        requireOpen();
        requireOneGroup("distributedGraph");
        return distributed(DistributedEdges.contribution(size, sources, degrees, destinations));
    }

    /**
     * {@return as {@link #distributedGraph(int[], int[], int[])}, with weights} Nothing depends on them here.
     *
     * <p>MPI standard: 8.5.4, MPI_DIST_GRAPH_CREATE.
     *
     * @param sources where the edges begin that this rank gives
     * @param degrees how many edges begin at each of these
     * @param destinations where they end, source by source
     * @param weights the weight of each edge, 0 or more
     * @throws TuttiException of class RANK or TOPOLOGY where these are no edges, or other ranks give no weights, of class
     *     MISMATCH where ranks call something else, or when the job has ended
     */
    public Communicator distributedGraph(int[] sources, int[] degrees, int[] destinations, int[] weights) {
        requireOpen();
        requireOneGroup("distributedGraph");
        return distributed(DistributedEdges.contribution(size, sources, degrees, destinations, weights));
    }

    private Communicator distributed(int[] contribution) {
        Creation creation = agree(Creation.Kind.DISTRIBUTED_GRAPH, 0, 0, info);
        Parts<int[]> all = allgathervParts(contribution);
        List<int[]> contributions = IntStream.range(0, size).mapToObj(all::part).toList();
        return add(creation, ".graph", pair(DistributedEdges.of(contributions).adjacency(rank)));
    }

    private Neighborhood pair(DistributedGraphTopology graph) {
        return new EdgePairing(graph).over(this, roster.worldRanks());
    }

    private Communicator add(Creation creation, String suffix, Neighborhood around) {
        int[] members = IntStream.range(0, around.topology().size()).toArray();
        return add(creation, members, roster.name() + suffix, around);
    }

    private static int[] numbers(boolean... flags) {
        return IntStream.range(0, flags.length).map(i -> flags[i] ? 1 : 0).toArray();
    }

    private static long digest(int[]... lists) {
        long digest = 0;
        for (int[] list : lists) {
            digest = mix(digest, list.length);
            for (int number : list) {
                digest = mix(digest, number);
            }
        }
        return digest;
    }

    private static void requireValue(@Nullable Topology topology, String name) {
        if (topology == null) {
            throw new TuttiException(ErrorCode.BAD_NAME, "must not be null: " + name + "=null");
        }
    }

    private void requireNotLarger(Topology topology, ErrorCode code) {
        if (topology.size() > size) {
            throw new TuttiException(
                    code, "the topology has more ranks than the communicator: " + topology + ", size=" + size);
        }
    }
}
