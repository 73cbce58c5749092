package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tutti.CartesianTopology;
import org.tutti.Communicator;
import org.tutti.Datatype;
import org.tutti.DistributedGraphTopology;
import org.tutti.ErrorClass;
import org.tutti.ErrorCode;
import org.tutti.GraphTopology;
import org.tutti.Tutti;
import org.tutti.TuttiException;

/** Communicators with topologies, and what their neighbors exchange, against a serial oracle. */
class NeighborsTest {
    private static final Map<String, String> SMALL = Matrix.Sizes.SMALL.parameters();
    private static final int[] COUNTS = {0, 1, 5, 26, 27, 200, 3000};

    private static void checkGrid(Communicator world, CartesianTopology grid) {
        try (Communicator communicator = world.cartesian(grid)) {
            if (communicator == null) {
                assertThat(world.rank()).isGreaterThanOrEqualTo(grid.size());
                return;
            }
            assertThat(communicator.topology()).isEqualTo(grid);
            for (int count : COUNTS) {
                Neighborly.of(grid).check(communicator, count);
            }
        }
    }

    static void checkGrids(Communicator world) {
        int size = world.size();
        for (boolean first : new boolean[] {false, true}) {
            checkGrid(world, CartesianTopology.of(new int[] {size}, first));
            for (boolean second : new boolean[] {false, true}) {
                checkGrid(world, CartesianTopology.of(CartesianTopology.createDims(size, 0, 0), first, second));
                checkGrid(world, CartesianTopology.of(new int[] {1, size, 1}, first, second, !first));
                checkGrid(world, CartesianTopology.of(new int[] {2, 1, Math.max(1, size / 2)}, first, true, second));
            }
        }
    }

    static void checkGraphs(Communicator world, long seeds) {
        int size = world.size();
        int rank = world.rank();
        for (long seed = 1; seed <= seeds; seed++) {
            Neighborly graph = Neighborly.random(size, seed);
            try (Communicator adjacent = world.distributedGraphAdjacent(graph.sources(rank), graph.destinations(rank));
                    Communicator copy = adjacent.dup()) {
                assertThat(copy.topology()).isEqualTo(adjacent.topology());
                for (int count : COUNTS) {
                    graph.check(count % 2 == 0 ? adjacent : copy, count);
                }
            }
        }
    }

    /** A grid of the size of the communicator that it is given has two ranks less where their number is odd. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 9})
    void shouldExchangeInGrids(int ranks) {
        ThreadRanks.run(ranks, SMALL, NeighborsTest::checkGrids);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 9})
    void shouldExchangeInGraphs(int ranks) {
        ThreadRanks.run(ranks, SMALL, world -> checkGraphs(world, 6));
    }

    @Test
    void shouldExchangeAlone() {
        ThreadRanks.run(1, world -> {
            checkGrid(world, CartesianTopology.of(new int[] {1, 1}, true, false));
            checkGrid(world, CartesianTopology.of(new int[0]));
        });
    }

    /** Grids and graphs in processes of their own. */
    static final class Cells implements RankProgram {
        @Override
        public String run(String... args) {
            try (Communicator world = Tutti.init(args)) {
                checkGrid(world, CartesianTopology.of(new int[] {3}, true));
                checkGrid(world, CartesianTopology.of(new int[] {1, 3}, true, false));
                checkGrid(world, CartesianTopology.of(new int[] {2}, true));
                checkGraphs(world, 2);
            }
            return "done";
        }
    }

    @Test
    @Tag("processes")
    void shouldExchangeBetweenProcesses() {
        RankProcesses.Job job = RankProcesses.shared().start(3, Matrix.Sizes.SMALL.settings(), Cells.class);
        assertThat(job.await()).extracting(Outcome::require).containsOnly("done");
        assertThat(job.leftovers()).isEmpty();
    }

    /** Each rank gives the edges of the next one; those are ordered by who gave them. */
    @Test
    void shouldDistributeEdgesThatOthersGave() {
        ThreadRanks.run(4, world -> {
            int next = (world.rank() + 1) % 4;
            int[] none = {};
            int[] weights = {7, 8};
            try (Communicator graph =
                    world.distributedGraph(new int[] {next}, new int[] {2}, new int[] {0, 2}, weights)) {
                DistributedGraphTopology topology = (DistributedGraphTopology) Objects.requireNonNull(graph.topology());
                assertThat(topology.destinations(world.rank())).containsExactly(0, 2);
                assertThat(topology.destinationWeights(world.rank())).containsExactly(7, 8);
                boolean receives = world.rank() % 2 == 0;
                assertThat(topology.sources(world.rank())).isEqualTo(receives ? new int[] {1, 2, 3, 0} : none);
                int[] received =
                        graph.neighborAlltoallv(new int[] {10 * world.rank(), 10 * world.rank() + 2}, new int[] {1, 1});
                int place = world.rank();
                int[] expected = {10 + place, 20 + place, 30 + place, place};
                assertThat(received).isEqualTo(receives ? expected : none);
            }
        });
    }

    /** Rank 0 sends alone, rank 1 receives alone, rank 2 has no neighbors: all say what blocks are like. */
    @Test
    void shouldExchangeItemsWithGaps() {
        Datatype items = Datatype.vector(2, 1, 2, Datatype.INT);
        ThreadRanks.run(3, SMALL, world -> {
            int rank = world.rank();
            int[] none = {};
            try (Communicator pair = world.distributedGraphAdjacent(
                    rank == 1 ? new int[] {0} : none, rank == 0 ? new int[] {1} : none)) {
                int[] recv = new int[3];
                MemorySegment from = MemorySegment.ofArray(new int[] {1, 2, 3});
                MemorySegment to = MemorySegment.ofArray(recv);
                pair.neighborAlltoall(from, 1, items, to, 1, items);
                assertThat(recv).isEqualTo(rank == 1 ? new int[] {1, 0, 3} : new int[3]);
                from.set(ValueLayout.JAVA_INT, 0, 5);
                pair.neighborAllgather(from, 1, items, to, 1, items);
                assertThat(recv).isEqualTo(rank == 1 ? new int[] {5, 0, 3} : new int[3]);
            }
        });
    }

    @Test
    void shouldCutGrids() {
        ThreadRanks.run(6, world -> {
            CartesianTopology grid = CartesianTopology.of(new int[] {2, 3}, false, true);
            assertThat(world.topology()).isNull();
            try (Communicator whole = Objects.requireNonNull(world.cartesian(new int[] {2, 3}, grid.periodic(), true));
                    Communicator row = whole.cartesianSub(false, true);
                    Communicator column = whole.cartesianSub(true, false);
                    Communicator point = column.cartesianSub(false)) {
                assertThat(row.topology()).isEqualTo(CartesianTopology.of(new int[] {3}, true));
                assertThat(column.topology()).isEqualTo(CartesianTopology.of(new int[] {2}, false));
                assertThat(point.topology()).isEqualTo(CartesianTopology.of(new int[0]));
                assertThat(row.rank()).isEqualTo(grid.coords(world.rank())[1]);
                assertThat(column.rank()).isEqualTo(grid.coords(world.rank())[0]);
                assertThat(row.allgather(world.rank()))
                        .containsExactly(Arrays.stream(new int[] {0, 1, 2})
                                .map(i -> 3 * column.rank() + i)
                                .toArray());
                Neighborly.of(CartesianTopology.of(new int[] {3}, true)).check(row, 40);
                Neighborly.of(CartesianTopology.of(new int[] {2}, false)).check(column, 3);
                assertThat(point.neighborAllgather(new int[1])).isEmpty();
                try (Communicator split = Objects.requireNonNull(whole.split(0, 0))) {
                    assertThat(split.topology()).isNull();
                }
            }
        });
    }

    @Test
    void shouldTellWhoPassesAnotherTopology() {
        ThreadRanks.run(3, world -> {
            int rank = world.rank();
            fails(() -> world.cartesian(CartesianTopology.of(new int[] {rank == 2 ? 2 : 3}, true)), "different grids");
            GraphTopology graph = GraphTopology.of(new int[] {0, 1}, new int[] {rank == 2 ? 0 : 1});
            fails(() -> world.graph(graph), "different graphs");
            int[] none = {};
            fails(
                    () -> {
                        if (rank == 2) {
                            world.distributedGraphAdjacent(none, none, none, none);
                        } else {
                            world.distributedGraphAdjacent(none, none);
                        }
                    },
                    "with weights and without");
            assertThat(world.allgather(rank)).containsExactly(0, 1, 2);
        });
    }

    private static void fails(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String text) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        TuttiException.class, e -> assertThat(e.errorClass()).isEqualTo(ErrorClass.MISMATCH))
                .hasMessageContaining(text)
                .hasMessageContaining("rank 0: one, rank 2: another, in world");
    }

    @Test
    void shouldTellWhoGivesAnEdgeOfOneEnd() {
        ThreadRanks.run(3, world -> {
            int[] none = {};
            int[] two = {2, 2};
            assertThatThrownBy(() -> world.distributedGraphAdjacent(
                            world.rank() == 2 ? new int[] {1} : none, world.rank() == 1 ? two : none))
                    .isInstanceOfSatisfying(
                            TuttiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_GRAPH))
                    .hasMessageContaining("from rank 1 to rank 2");
            assertThat(world.allgather(world.rank())).containsExactly(0, 1, 2);
        });
    }

    @Test
    void shouldRefuseBadArgumentsBeforeAnythingIsSent() {
        ThreadRanks.run(3, world -> {
            refuses(() -> world.neighborAllgather(new int[1], new int[1]), ErrorCode.NO_NEIGHBORS);
            refuses(() -> world.cartesianSub(true), ErrorCode.NO_NEIGHBORS);
            refuses(() -> world.cartesian(CartesianTopology.of(new int[] {4}, true)), ErrorCode.BAD_DIMS);
            Communicator ring = Objects.requireNonNull(world.cartesian(CartesianTopology.of(new int[] {3}, true)));
            if (world.rank() == 1) {
                refuses(() -> ring.neighborAllgather(new int[2], new int[3]), ErrorCode.BAD_RANGE);
                refuses(() -> ring.neighborAllgather(new int[2], new long[4]), ErrorCode.ARRAYS_DIFFER);
                int[] array = new int[6];
                refuses(() -> ring.neighborAllgather(array, 0, array, 1, 2), ErrorCode.ARRAYS_OVERLAP);
                refuses(() -> ring.neighborAlltoall(array, array), ErrorCode.ARRAYS_OVERLAP);
                refuses(() -> ring.neighborAlltoall(new int[3], new int[3]), ErrorCode.BAD_BLOCKS);
                int[] two = {2, 2};
                refuses(() -> ring.neighborAllgatherv(new int[2], array, new int[3]), ErrorCode.BAD_BLOCKS);
                refuses(
                        () -> ring.neighborAllgatherv(new int[2], array, two, new int[] {0, 1}),
                        ErrorCode.ARRAYS_OVERLAP);
                refuses(() -> ring.neighborAlltoallv(new int[4], two, new int[3], two), ErrorCode.BAD_RANGE);
                refuses(() -> ring.neighborAlltoallw(new Object[1], new Object[2]), ErrorCode.BAD_BLOCKS);
            }
            Neighborly.of(CartesianTopology.of(new int[] {3}, true)).check(ring, 4);
            ring.close();
        });
    }

    private static void refuses(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, ErrorCode code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        TuttiException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    /** What neighbors call differently is told even where they read nothing of each other. */
    @Test
    void shouldNameBothCalls() {
        Fates fates = Fates.of(3, SMALL, world -> {
            Communicator row = Objects.requireNonNull(world.cartesian(CartesianTopology.of(new int[] {3}, false)));
            if (row.rank() == 2) {
                row.neighborAlltoall(new int[2], new int[2]);
            } else {
                row.neighborAlltoall(new int[4], new int[4]);
            }
            row.barrier();
        });
        assertThat(fates.all())
                .allSatisfy(e -> assertThat(e)
                        .hasMessageContaining("neighborAlltoall(int, 8 bytes)")
                        .hasMessageContaining("rank 2: neighborAlltoall(int, 4 bytes)"));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 700})
    void shouldTellBlocksThatDoNotFit(int sent) {
        Fates fates = Fates.of(3, SMALL, world -> {
            Communicator ring = Objects.requireNonNull(world.cartesian(CartesianTopology.of(new int[] {3}, true)));
            int[] counts = {world.rank() == 2 ? sent : 3, 3};
            int[] expected = {3, 3};
            ring.neighborAlltoallv(new int[sent + 6], counts, new int[6], expected);
            ring.barrier();
        });
        assertThat(fates.all()).allSatisfy(e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.BLOCKS_DIFFER);
            assertThat(e).hasMessageContaining("rank 2 sends " + 4 * sent + " bytes of int, rank 1 expects 12 bytes");
        });
    }

    /** Rank 2 ends where the others wait for it, or for one that waits for it. */
    static final class Dying implements RankProgram {
        @Override
        public String run(String... args) {
            Communicator world = Tutti.init(args);
            Communicator row = Objects.requireNonNull(world.cartesian(CartesianTopology.of(new int[] {3}, false)));
            for (int i = 0; ; i++) {
                if (world.rank() == 2 && i == 20) {
                    Runtime.getRuntime().halt(3);
                }
                row.neighborAlltoall(new int[Integer.parseInt(args[0])]);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 40_000})
    @Tag("processes")
    void shouldTellWhoDied(int count) {
        RankProcesses.Job job = RankProcesses.shared().start(3, Map.of(), Dying.class, Integer.toString(count));
        for (Outcome outcome : job.await().subList(0, 2)) {
            assertThat(outcome.requireFailure().message()).contains("rank 2").contains("TUTTI-502");
        }
    }
}
