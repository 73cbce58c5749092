package org.tutti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tutti.Refusals.refuses;
import static org.tutti.Tutti.PROC_NULL;
import static org.tutti.Tutti.UNDEFINED;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Graphs that all ranks know, held against lists of neighbors. */
class GraphTopologyTest {
    /** MPI-4.1, 8.5.3, example: 0 with 1 and 3, 1 with 0, 2 with 3, 3 with 0 and 2. */
    private static final GraphTopology EXAMPLE = GraphTopology.of(new int[] {2, 3, 4, 6}, new int[] {1, 3, 0, 3, 0, 2});

    @Test
    void shouldReadIndexAndEdgesAsTheStandardDoes() {
        assertThat(EXAMPLE.size()).isEqualTo(4);
        assertThat(EXAMPLE.neighbors(0)).containsExactly(1, 3);
        assertThat(EXAMPLE.neighbors(1)).containsExactly(0);
        assertThat(EXAMPLE.neighbors(2)).containsExactly(3);
        assertThat(EXAMPLE.neighbors(3)).containsExactly(0, 2);
        assertThat(EXAMPLE.index()).containsExactly(2, 3, 4, 6);
        assertThat(EXAMPLE.edges()).containsExactly(1, 3, 0, 3, 0, 2);
    }

    static LongStream seeds() {
        return LongStream.concat(LongStream.range(0, 20), LongStream.of(System.nanoTime()));
    }

    /** Lists may be empty, have a node several times, and the node itself. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldAgreeWithLists(long seed) {
        Random random = new Random(seed);
        int nodes = 1 + random.nextInt(12);
        List<Integer> index = new ArrayList<>();
        List<Integer> edges = new ArrayList<>();
        List<List<Integer>> lists = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            List<Integer> list =
                    random.ints(random.nextInt(5), 0, nodes).boxed().toList();
            lists.add(list);
            edges.addAll(list);
            index.add(edges.size());
        }
        GraphTopology graph = GraphTopology.of(ints(index), ints(edges));
        for (int node = 0; node < nodes; node++) {
            assertThat(graph.neighbors(node)).containsExactly(ints(lists.get(node)));
            assertThat(graph.sources(node)).containsExactly(ints(lists.get(node)));
            assertThat(graph.destinations(node)).containsExactly(ints(lists.get(node)));
        }
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(i -> i).toArray();
    }

    @Test
    void shouldLeaveOutWhoDoesNotFit() {
        assertThat(EXAMPLE.map(3)).isEqualTo(3);
        assertThat(EXAMPLE.map(4)).isEqualTo(UNDEFINED);
        refuses(() -> EXAMPLE.map(-1), ErrorCode.BAD_RANK, "must be a rank, 0 or more: rank=-1");
        GraphTopology empty = GraphTopology.of(new int[0], new int[0]);
        assertThat(empty.size()).isZero();
        assertThat(empty.map(0)).isEqualTo(UNDEFINED);
    }

    @Test
    void shouldBeAValue() {
        int[] index = {1, 2};
        int[] edges = {1, 0};
        GraphTopology graph = GraphTopology.of(index, edges);
        index[0] = 2;
        edges[0] = 0;
        graph.index()[0] = 2;
        graph.edges()[0] = 0;
        graph.neighbors(0)[0] = 0;
        assertThat(graph)
                .isEqualTo(GraphTopology.of(new int[] {1, 2}, new int[] {1, 0}))
                .hasSameHashCodeAs(GraphTopology.of(new int[] {1, 2}, new int[] {1, 0}))
                .isNotEqualTo(GraphTopology.of(new int[] {2, 2}, new int[] {1, 0}))
                .isNotEqualTo(GraphTopology.of(new int[] {1, 2}, new int[] {0, 0}))
                .hasToString("graph [1, 2] [1, 0]");
    }

    @Test
    @SuppressWarnings("NullAway")
    void shouldRefuseWhatIsNoGraph() {
        String legal = "index must not decrease, and must end with the number of edges: ";
        int[] two = {0, 1};
        refuses(
                () -> GraphTopology.of(new int[] {1, 3}, two),
                ErrorCode.BAD_GRAPH,
                legal + "index[1]=3, edges.length=2");
        refuses(
                () -> GraphTopology.of(new int[] {1, 1}, two),
                ErrorCode.BAD_GRAPH,
                legal + "index[1]=1, edges.length=2");
        refuses(
                () -> GraphTopology.of(new int[] {2, 1}, two),
                ErrorCode.BAD_GRAPH,
                legal + "index[1]=1, edges.length=2");
        refuses(
                () -> GraphTopology.of(new int[] {-1, 2}, two),
                ErrorCode.BAD_GRAPH,
                legal + "index[0]=-1, edges.length=2");
        refuses(
                () -> GraphTopology.of(new int[] {2, 1, 2}, two),
                ErrorCode.BAD_GRAPH,
                legal + "index[1]=1, edges.length=2");
        for (int edge : new int[] {-1, 2, PROC_NULL}) {
            refuses(
                    () -> GraphTopology.of(new int[] {1, 2}, new int[] {0, edge}),
                    ErrorCode.BAD_RANK,
                    "must be a rank from 0 to 1: edges[1]=" + edge);
        }
        refuses(() -> GraphTopology.of(new int[0], new int[1]), ErrorCode.BAD_RANK, "there are no ranks: edges[0]=0");
        String noArray = "not an array of a primitive type: ";
        refuses(() -> GraphTopology.of(null, two), ErrorCode.BAD_ARRAY, noArray + "index=null");
        refuses(() -> GraphTopology.of(two, null), ErrorCode.BAD_ARRAY, noArray + "edges=null");
        for (int rank : new int[] {-1, 4}) {
            String reason = "must be a rank from 0 to 3: rank=" + rank;
            refuses(() -> EXAMPLE.neighbors(rank), ErrorCode.BAD_RANK, reason);
            refuses(() -> EXAMPLE.sources(rank), ErrorCode.BAD_RANK, reason);
            refuses(() -> EXAMPLE.destinations(rank), ErrorCode.BAD_RANK, reason);
        }
    }
}
