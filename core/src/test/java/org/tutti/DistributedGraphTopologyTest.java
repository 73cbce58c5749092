package org.tutti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tutti.Refusals.refuses;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Graphs of which each rank knows its own edges, given by itself or by anybody. */
class DistributedGraphTopologyTest {
    private static final int[] NONE = {};

    /** An edge as the oracle has it. */
    private record Edge(int source, int destination, int weight) {}

    @Test
    void shouldHaveTheNeighborsThatWereGiven() {
        DistributedGraphTopology graph = DistributedGraphTopology.of(4, 1, new int[] {3, 1, 3}, new int[] {0});
        assertThat(graph.size()).isEqualTo(4);
        assertThat(graph.rank()).isEqualTo(1);
        assertThat(graph.isWeighted()).isFalse();
        assertThat(graph.sources(1)).containsExactly(3, 1, 3);
        assertThat(graph.destinations(1)).containsExactly(0);
        assertThat(graph.sourceWeights(1)).isEmpty();
        assertThat(graph.destinationWeights(1)).isEmpty();
        DistributedGraphTopology weighted =
                DistributedGraphTopology.of(4, 1, new int[] {3, 1}, new int[] {7, 0}, new int[] {0}, new int[] {5});
        assertThat(weighted.isWeighted()).isTrue();
        assertThat(weighted.sourceWeights(1)).containsExactly(7, 0);
        assertThat(weighted.destinationWeights(1)).containsExactly(5);
        assertThat(DistributedGraphTopology.of(1, 0, NONE, NONE, NONE, NONE).isWeighted())
                .isTrue();
    }

    /** The graph of the example in MPI-4.1, 8.5.4, given by two ranks, by the source of each edge, and adjacent. */
    @Test
    void shouldBeTheSameGraphWhoeverGivesTheEdges() {
        int[] none = DistributedEdges.contribution(4, NONE, NONE, NONE);
        DistributedEdges byTwo = DistributedEdges.of(List.of(
                DistributedEdges.contribution(4, new int[] {0, 1}, new int[] {2, 1}, new int[] {1, 3, 0}),
                none,
                none,
                DistributedEdges.contribution(4, new int[] {2, 3}, new int[] {1, 2}, new int[] {3, 0, 2})));
        DistributedEdges bySource = DistributedEdges.of(List.of(
                DistributedEdges.contribution(4, new int[] {0}, new int[] {2}, new int[] {1, 3}),
                DistributedEdges.contribution(4, new int[] {1}, new int[] {1}, new int[] {0}),
                DistributedEdges.contribution(4, new int[] {2}, new int[] {1}, new int[] {3}),
                DistributedEdges.contribution(4, new int[] {3}, new int[] {2}, new int[] {0, 2})));
        List<DistributedGraphTopology> adjacent = List.of(
                DistributedGraphTopology.of(4, 0, new int[] {1, 3}, new int[] {1, 3}),
                DistributedGraphTopology.of(4, 1, new int[] {0}, new int[] {0}),
                DistributedGraphTopology.of(4, 2, new int[] {3}, new int[] {3}),
                DistributedGraphTopology.of(4, 3, new int[] {0, 2}, new int[] {0, 2}));
        for (int rank = 0; rank < 4; rank++) {
            assertThat(byTwo.adjacency(rank)).isEqualTo(adjacent.get(rank));
            assertThat(bySource.adjacency(rank)).isEqualTo(adjacent.get(rank));
        }
    }

    static LongStream seeds() {
        return LongStream.concat(LongStream.range(0, 40), LongStream.of(System.nanoTime()));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldAgreeWithAListOfEdges(long seed) {
        Random random = new Random(seed);
        int size = 1 + random.nextInt(9);
        boolean weighted = random.nextBoolean();
        List<Edge> edges = new ArrayList<>();
        List<int[]> contributions = new ArrayList<>();
        for (int rank = 0; rank < size; rank++) {
            contributions.add(contribute(random, size, weighted, edges));
        }
        DistributedEdges all = DistributedEdges.of(contributions);
        for (int rank = 0; rank < size; rank++) {
            DistributedGraphTopology graph = all.adjacency(rank);
            List<Edge> in = new ArrayList<>(edges);
            List<Edge> out = new ArrayList<>(edges);
            int own = rank;
            in.removeIf(edge -> edge.destination() != own);
            out.removeIf(edge -> edge.source() != own);
            assertThat(graph.size()).isEqualTo(size);
            assertThat(graph.rank()).isEqualTo(rank);
            assertThat(graph.isWeighted()).isEqualTo(weighted);
            assertThat(graph.sources(rank))
                    .containsExactly(in.stream().mapToInt(Edge::source).toArray());
            assertThat(graph.destinations(rank))
                    .containsExactly(out.stream().mapToInt(Edge::destination).toArray());
            assertThat(graph.sourceWeights(rank)).containsExactly(weights(in, weighted));
            assertThat(graph.destinationWeights(rank)).containsExactly(weights(out, weighted));
        }
    }

    private static int[] weights(List<Edge> edges, boolean weighted) {
        return weighted ? edges.stream().mapToInt(Edge::weight).toArray() : NONE;
    }

    /** Sources come in any order and several times, some without edges; edges come several times and lead anywhere. */
    private static int[] contribute(Random random, int size, boolean weighted, List<Edge> edges) {
        int[] sources = random.ints(random.nextInt(4), 0, size).toArray();
        int[] degrees = random.ints(sources.length, 0, 4).toArray();
        int count = IntStream.of(degrees).sum();
        int[] destinations = random.ints(count, 0, size).toArray();
        int[] weights = random.ints(count, 0, 100).toArray();
        int next = 0;
        for (int i = 0; i < sources.length; i++) {
            for (int k = 0; k < degrees[i]; k++) {
                edges.add(new Edge(sources[i], destinations[next], weights[next]));
                next++;
            }
        }
        return weighted
                ? DistributedEdges.contribution(size, sources, degrees, destinations, weights)
                : DistributedEdges.contribution(size, sources, degrees, destinations);
    }

    @Test
    void shouldBeAValue() {
        int[] sources = {1};
        int[] weights = {2};
        DistributedGraphTopology graph = DistributedGraphTopology.of(2, 0, sources, weights, sources, weights);
        sources[0] = 0;
        weights[0] = 9;
        graph.sources(0)[0] = 0;
        graph.destinations(0)[0] = 0;
        graph.sourceWeights(0)[0] = 9;
        graph.destinationWeights(0)[0] = 9;
        int[] one = {1};
        int[] two = {2};
        assertThat(graph)
                .isEqualTo(DistributedGraphTopology.of(2, 0, one, two, one, two))
                .hasSameHashCodeAs(DistributedGraphTopology.of(2, 0, one, two, one, two))
                .isNotEqualTo(DistributedGraphTopology.of(3, 0, one, two, one, two))
                .isNotEqualTo(DistributedGraphTopology.of(2, 1, one, two, one, two))
                .isNotEqualTo(DistributedGraphTopology.of(2, 0, one, one, one, two))
                .isNotEqualTo(DistributedGraphTopology.of(2, 0, one, two, one, one))
                .isNotEqualTo(DistributedGraphTopology.of(2, 0, NONE, NONE, one, two))
                .isNotEqualTo(DistributedGraphTopology.of(2, 0, one, two, NONE, NONE))
                .isNotEqualTo(DistributedGraphTopology.of(2, 0, one, one))
                .hasToString("distributed graph of 2, rank 0 from [1] to [1]");
    }

    @Test
    @SuppressWarnings("NullAway")
    void shouldRefuseWhatIsNoRankOrWeight() {
        int[] one = {1};
        String legal = "must be a rank from 0 to 1: ";
        refuses(() -> DistributedGraphTopology.of(2, 2, NONE, NONE), ErrorCode.BAD_RANK, legal + "rank=2");
        refuses(
                () -> DistributedGraphTopology.of(2, 0, new int[] {1, 2}, NONE),
                ErrorCode.BAD_RANK,
                legal + "sources[1]=2");
        refuses(
                () -> DistributedGraphTopology.of(2, 0, NONE, new int[] {-2}),
                ErrorCode.BAD_RANK,
                legal + "destinations[0]=-2");
        String fit = "each edge needs one weight: ";
        refuses(
                () -> DistributedGraphTopology.of(2, 0, one, NONE, one, one),
                ErrorCode.BAD_GRAPH,
                fit + "sourceWeights.length=0, edges=1");
        refuses(
                () -> DistributedGraphTopology.of(2, 0, one, one, NONE, one),
                ErrorCode.BAD_GRAPH,
                fit + "destinationWeights.length=1, edges=0");
        refuses(
                () -> DistributedGraphTopology.of(2, 0, one, new int[] {-1}, one, one),
                ErrorCode.BAD_GRAPH,
                "a weight is 0 or more: sourceWeights[0]=-1");
        String noArray = "not an array of a primitive type: ";
        refuses(() -> DistributedGraphTopology.of(2, 0, null, NONE), ErrorCode.BAD_ARRAY, noArray + "sources=null");
        refuses(
                () -> DistributedGraphTopology.of(2, 0, NONE, null),
                ErrorCode.BAD_ARRAY,
                noArray + "destinations=null");
        refuses(
                () -> DistributedGraphTopology.of(2, 0, one, null, one, one),
                ErrorCode.BAD_ARRAY,
                noArray + "sourceWeights=null");
        DistributedGraphTopology graph = DistributedGraphTopology.of(2, 0, one, one);
        String own = "a distributed graph knows the neighbors of its own rank alone: rank=1, own=0";
        refuses(() -> graph.sources(1), ErrorCode.BAD_RANK, own);
        refuses(() -> graph.destinations(1), ErrorCode.BAD_RANK, own);
        refuses(() -> graph.sourceWeights(1), ErrorCode.BAD_RANK, own);
        refuses(() -> graph.destinationWeights(1), ErrorCode.BAD_RANK, own);
    }

    @Test
    @SuppressWarnings("NullAway")
    void shouldRefuseContributionsThatAreNoEdges() {
        int[] one = {1};
        String legal = "each source needs one degree, 0 or more, and their sum must be the number of destinations: ";
        refuses(
                () -> DistributedEdges.contribution(2, one, NONE, one),
                ErrorCode.BAD_GRAPH,
                legal + "degrees.length=0, sources.length=1");
        refuses(
                () -> DistributedEdges.contribution(2, new int[] {0, 1}, new int[] {2, -1}, one),
                ErrorCode.BAD_GRAPH,
                legal + "degrees[1]=-1");
        int max = Integer.MAX_VALUE;
        refuses(
                () -> DistributedEdges.contribution(2, new int[] {0, 1, 0}, new int[] {max, max, 3}, one),
                ErrorCode.BAD_GRAPH,
                legal + "sum=4294967297, destinations.length=1");
        String noRank = "must be a rank from 0 to 1: ";
        refuses(
                () -> DistributedEdges.contribution(2, new int[] {2}, one, one),
                ErrorCode.BAD_RANK,
                noRank + "sources[0]=2");
        refuses(
                () -> DistributedEdges.contribution(2, one, one, new int[] {-1}),
                ErrorCode.BAD_RANK,
                noRank + "destinations[0]=-1");
        refuses(
                () -> DistributedEdges.contribution(2, one, one, one, NONE),
                ErrorCode.BAD_GRAPH,
                "each edge needs one weight: weights.length=0, edges=1");
        refuses(
                () -> DistributedEdges.contribution(2, one, one, one, new int[] {-3}),
                ErrorCode.BAD_GRAPH,
                "a weight is 0 or more: weights[0]=-3");
        String noArray = "not an array of a primitive type: ";
        refuses(() -> DistributedEdges.contribution(2, null, one, one), ErrorCode.BAD_ARRAY, noArray + "sources=null");
        refuses(() -> DistributedEdges.contribution(2, one, null, one), ErrorCode.BAD_ARRAY, noArray + "degrees=null");
        refuses(
                () -> DistributedEdges.contribution(2, one, one, null),
                ErrorCode.BAD_ARRAY,
                noArray + "destinations=null");
    }

    /** A rank without edges says whether it gives weights as well (MPI_WEIGHTS_EMPTY). */
    @Test
    void shouldRefuseWeightsFromSomeRanksAlone() {
        int[] weighted = DistributedEdges.contribution(3, NONE, NONE, NONE, NONE);
        int[] unweighted = DistributedEdges.contribution(3, NONE, NONE, NONE);
        refuses(
                () -> DistributedEdges.of(List.of(weighted, weighted, unweighted)),
                ErrorCode.BAD_GRAPH,
                "all ranks give weights, or none does: rank 0 gives weights, rank 2 gives none");
        refuses(
                () -> DistributedEdges.of(List.of(unweighted, weighted, unweighted)),
                ErrorCode.BAD_GRAPH,
                "all ranks give weights, or none does: rank 0 gives none, rank 1 gives weights");
    }
}
