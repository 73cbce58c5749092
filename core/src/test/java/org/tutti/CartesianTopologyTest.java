package org.tutti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tutti.Refusals.refuses;
import static org.tutti.Tutti.PROC_NULL;
import static org.tutti.Tutti.UNDEFINED;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Grids of all shapes up to three dimensions and 24 ranks, held against a list of all their points. */
class CartesianTopologyTest {
    /** What the test knows of a grid: its points in row-major order. */
    record Grid(List<Integer> dims, List<Boolean> periodic, List<List<Integer>> points) {
        CartesianTopology topology() {
            boolean[] rings = new boolean[periodic.size()];
            for (int i = 0; i < rings.length; i++) {
                rings[i] = periodic.get(i);
            }
            return CartesianTopology.of(ints(dims), rings);
        }

        /** {@return the rank one step away, PROC_NULL beyond an end} */
        int step(int rank, int dimension, int direction) {
            List<Integer> point = new ArrayList<>(points.get(rank));
            int coord = point.get(dimension) + direction;
            if (periodic.get(dimension)) {
                int last = dims.get(dimension) - 1;
                coord = coord < 0 ? last : coord > last ? 0 : coord;
            }
            point.set(dimension, coord);
            int found = points.indexOf(point);
            return found < 0 ? PROC_NULL : found;
        }

        int steps(int rank, int dimension, int displacement) {
            int at = rank;
            for (int i = 0; i < Math.abs(displacement) && at != PROC_NULL; i++) {
                at = step(at, dimension, Integer.signum(displacement));
            }
            return at;
        }
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(i -> i).toArray();
    }

    static Stream<Grid> grids() {
        List<Grid> grids = new ArrayList<>();
        Grid point = new Grid(List.of(), List.of(), List.of(List.of()));
        grids.add(point);
        for (int from = 0, dimension = 1; dimension <= 3; dimension++) {
            int to = grids.size();
            for (; from < to; from++) {
                for (int dim = 1; dim * grids.get(from).points().size() <= 24; dim++) {
                    grids.add(extended(grids.get(from), dim, false));
                    grids.add(extended(grids.get(from), dim, true));
                }
            }
        }
        return grids.stream();
    }

    private static Grid extended(Grid grid, int dim, boolean periodic) {
        List<List<Integer>> points = new ArrayList<>();
        for (List<Integer> point : grid.points()) {
            for (int coord = 0; coord < dim; coord++) {
                points.add(with(point, coord));
            }
        }
        return new Grid(with(grid.dims(), dim), with(grid.periodic(), periodic), points);
    }

    private static <T> List<T> with(List<T> list, T last) {
        return Stream.concat(list.stream(), Stream.of(last)).toList();
    }

    @Test
    void shouldSeeManyShapes() {
        assertThat(grids()).hasSizeGreaterThan(1500);
        assertThat(grids().filter(grid -> grid.points().size() == 24)).hasSizeGreaterThan(200);
    }

    @Test
    void shouldCountInRowMajorOrder() {
        grids().forEach(grid -> {
            CartesianTopology topology = grid.topology();
            assertThat(topology.size()).isEqualTo(grid.points().size());
            assertThat(topology.dims()).containsExactly(ints(grid.dims()));
            assertThat(Arrays.toString(topology.periodic()))
                    .isEqualTo(grid.periodic().toString());
            for (int rank = 0; rank < topology.size(); rank++) {
                int[] coords = ints(grid.points().get(rank));
                assertThat(topology.coords(rank)).containsExactly(coords);
                assertThat(topology.rank(coords)).isEqualTo(rank);
            }
        });
    }

    @Test
    void shouldGoAroundRingsAlone() {
        grids().filter(grid -> grid.points().size() <= 8).forEach(grid -> {
            for (int rank = 0; rank < grid.points().size(); rank++) {
                goesAround(grid, grid.topology(), rank);
            }
        });
    }

    private static void goesAround(Grid grid, CartesianTopology topology, int rank) {
        for (int i = 0; i < grid.dims().size(); i++) {
            for (int rounds : new int[] {-3, -1, 1, 2}) {
                int[] coords = topology.coords(rank);
                coords[i] += rounds * grid.dims().get(i);
                if (grid.periodic().get(i)) {
                    assertThat(topology.rank(coords)).isEqualTo(rank);
                } else {
                    refuses(
                            () -> topology.rank(coords),
                            ErrorCode.BAD_COORDS,
                            "must be one coordinate for each dimension, from 0 to its size - 1 where it is not periodic: coords="
                                    + Arrays.toString(coords) + ", dims=" + grid.dims() + ", periodic="
                                    + grid.periodic());
                }
            }
        }
    }

    /** MPI-4.1, 8.6: for each dimension the rank below, then the rank above. */
    @Test
    void shouldOrderNeighborsByDimensions() {
        grids().forEach(grid -> {
            CartesianTopology topology = grid.topology();
            for (int rank = 0; rank < topology.size(); rank++) {
                List<Integer> neighbors = new ArrayList<>();
                for (int i = 0; i < grid.dims().size(); i++) {
                    neighbors.add(grid.step(rank, i, -1));
                    neighbors.add(grid.step(rank, i, 1));
                }
                assertThat(topology.sources(rank)).containsExactly(ints(neighbors));
                assertThat(topology.destinations(rank)).containsExactly(ints(neighbors));
            }
        });
    }

    /** What is sent downwards comes from above, around rings of one and of two ranks as well. */
    @Test
    void shouldPairOppositeDirections() {
        grids().map(Grid::topology).forEach(topology -> {
            for (int rank = 0; rank < topology.size(); rank++) {
                int[] destinations = topology.destinations(rank);
                for (int i = 0; i < destinations.length; i++) {
                    if (destinations[i] != PROC_NULL) {
                        assertThat(topology.sources(destinations[i])[i ^ 1]).isEqualTo(rank);
                    }
                }
            }
        });
        CartesianTopology rings = CartesianTopology.of(new int[] {1, 2}, true, true);
        assertThat(rings.sources(0)).containsExactly(0, 0, 1, 1);
        assertThat(rings.sources(1)).containsExactly(1, 1, 0, 0);
        CartesianTopology lines = CartesianTopology.of(new int[] {1, 2}, false, false);
        assertThat(lines.sources(0)).containsExactly(PROC_NULL, PROC_NULL, PROC_NULL, 1);
    }

    @Test
    void shouldShiftStepByStep() {
        grids().filter(grid -> grid.points().size() <= 12).forEach(grid -> {
            CartesianTopology topology = grid.topology();
            List<CartesianTopology.Shift> expected = new ArrayList<>();
            List<CartesianTopology.Shift> seen = new ArrayList<>();
            for (int rank = 0; rank < topology.size(); rank++) {
                for (int dimension = 0; dimension < grid.dims().size(); dimension++) {
                    int far = 2 * grid.dims().get(dimension) + 1;
                    for (int displacement = -far; displacement <= far; displacement++) {
                        expected.add(new CartesianTopology.Shift(
                                grid.steps(rank, dimension, -displacement), grid.steps(rank, dimension, displacement)));
                        seen.add(topology.shift(rank, dimension, displacement));
                    }
                }
            }
            assertThat(seen).isEqualTo(expected);
        });
    }

    @Test
    void shouldShiftByAnyNumber() {
        CartesianTopology ring = CartesianTopology.of(new int[] {3}, true);
        assertThat(ring.shift(1, 0, Integer.MIN_VALUE)).isEqualTo(new CartesianTopology.Shift(0, 2));
        assertThat(ring.shift(2, 0, Integer.MAX_VALUE)).isEqualTo(new CartesianTopology.Shift(1, 0));
        CartesianTopology line = CartesianTopology.of(new int[] {3}, false);
        for (int displacement : new int[] {Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertThat(line.shift(1, 0, displacement)).isEqualTo(new CartesianTopology.Shift(PROC_NULL, PROC_NULL));
        }
        CartesianTopology large = CartesianTopology.of(new int[] {1 << 15, 1 << 15}, true, false);
        assertThat(large.sources((1 << 30) - 1))
                .containsExactly((1 << 30) - 1 - (1 << 15), (1 << 15) - 1, (1 << 30) - 2, PROC_NULL);
    }

    /** MPI-4.1, 8.5.7: ranks that agree in the coordinates that go make one grid, in the order of their ranks. */
    @Test
    void shouldCutAlongTheDimensionsThatGo() {
        grids().forEach(grid -> {
            int dimensions = grid.dims().size();
            for (int mask = 0; mask < 1 << dimensions; mask++) {
                boolean[] remain = new boolean[dimensions];
                for (int i = 0; i < dimensions; i++) {
                    remain[i] = (mask >> i & 1) == 1;
                }
                cuts(grid, remain);
            }
        });
    }

    private static void cuts(Grid grid, boolean[] remain) {
        CartesianTopology topology = grid.topology();
        CartesianTopology kept = new Grid(
                        selected(grid.dims(), remain, true), selected(grid.periodic(), remain, true), List.of())
                .topology();
        List<List<Integer>> gone = grid.points().stream()
                .map(point -> selected(point, remain, false))
                .toList();
        List<List<Integer>> colors = gone.stream().distinct().toList();
        int[] members = new int[colors.size()];
        List<Object> expected = new ArrayList<>();
        List<Object> seen = new ArrayList<>();
        for (int rank = 0; rank < topology.size(); rank++) {
            int color = colors.indexOf(gone.get(rank));
            expected.add(new CartesianTopology.Part(kept, color, members[color]++));
            expected.add(selected(grid.points().get(rank), remain, true));
            CartesianTopology.Part part = topology.sub(rank, remain);
            seen.add(part);
            seen.add(Arrays.stream(part.topology().coords(part.key())).boxed().toList());
        }
        assertThat(seen).isEqualTo(expected);
    }

    private static <T> List<T> selected(List<T> list, boolean[] remain, boolean which) {
        List<T> selected = new ArrayList<>();
        for (int i = 0; i < remain.length; i++) {
            if (remain[i] == which) {
                selected.add(list.get(i));
            }
        }
        return selected;
    }

    @Test
    void shouldLeaveOutWhoDoesNotFit() {
        CartesianTopology grid = CartesianTopology.of(new int[] {2, 3}, false, false);
        assertThat(grid.map(0)).isZero();
        assertThat(grid.map(5)).isEqualTo(5);
        assertThat(grid.map(6)).isEqualTo(UNDEFINED);
        refuses(() -> grid.map(-1), ErrorCode.BAD_RANK, "must be a rank, 0 or more: rank=-1");
    }

    @Test
    void shouldBeAValue() {
        int[] dims = {2, 3};
        boolean[] periodic = {false, true};
        CartesianTopology grid = CartesianTopology.of(dims, periodic);
        dims[0] = 7;
        periodic[0] = true;
        grid.dims()[0] = 7;
        grid.periodic()[0] = true;
        assertThat(grid)
                .isEqualTo(CartesianTopology.of(new int[] {2, 3}, false, true))
                .hasSameHashCodeAs(CartesianTopology.of(new int[] {2, 3}, false, true))
                .isNotEqualTo(CartesianTopology.of(new int[] {3, 2}, false, true))
                .isNotEqualTo(CartesianTopology.of(new int[] {2, 3}, true, true))
                .hasToString("grid 2 x 3*");
    }

    @Test
    @SuppressWarnings("NullAway")
    void shouldRefuseWhatIsNoGrid() {
        String legal = "dimensions are at least 1, and their product at most 2147483647: dims=";
        refuses(() -> CartesianTopology.of(new int[] {0}, true), ErrorCode.BAD_DIMS, legal + "[0]");
        refuses(() -> CartesianTopology.of(new int[] {2, -2}, true, true), ErrorCode.BAD_DIMS, legal + "[2, -2]");
        refuses(
                () -> CartesianTopology.of(new int[] {1 << 16, 1 << 15}, true, true),
                ErrorCode.BAD_DIMS,
                legal + "[65536, 32768]");
        refuses(
                () -> CartesianTopology.of(new int[] {2, 2}, true),
                ErrorCode.BAD_DIMS,
                "each dimension needs one value: periodic.length=1, dims.length=2");
        String noArray = "not an array of a primitive type: ";
        refuses(() -> CartesianTopology.of(null, true), ErrorCode.BAD_ARRAY, noArray + "dims=null");
        refuses(
                () -> CartesianTopology.of(new int[1], (boolean[]) null),
                ErrorCode.BAD_ARRAY,
                noArray + "periodic=null");
    }

    @Test
    @SuppressWarnings("NullAway")
    void shouldRefuseWhatIsNotInTheGrid() {
        CartesianTopology grid = CartesianTopology.of(new int[] {2, 2}, true, true);
        for (int rank : new int[] {-1, 4, PROC_NULL}) {
            String reason = "must be a rank from 0 to 3: rank=" + rank;
            refuses(() -> grid.coords(rank), ErrorCode.BAD_RANK, reason);
            refuses(() -> grid.sources(rank), ErrorCode.BAD_RANK, reason);
            refuses(() -> grid.destinations(rank), ErrorCode.BAD_RANK, reason);
            refuses(() -> grid.shift(rank, 0, 1), ErrorCode.BAD_RANK, reason);
            refuses(() -> grid.sub(rank, true, true), ErrorCode.BAD_RANK, reason);
        }
        for (int dimension : new int[] {-1, 2}) {
            refuses(
                    () -> grid.shift(0, dimension, 1),
                    ErrorCode.BAD_DIMS,
                    "there is no such dimension: dimension=" + dimension + ", dims=[2, 2]");
        }
        refuses(
                () -> grid.sub(0, true),
                ErrorCode.BAD_DIMS,
                "each dimension needs one value: remain.length=1, dims.length=2");
        refuses(
                () -> grid.rank(1),
                ErrorCode.BAD_COORDS,
                "must be one coordinate for each dimension, from 0 to its size - 1 where it is not periodic: coords=[1], dims=[2, 2], periodic=[true, true]");
        refuses(() -> grid.rank((int[]) null), ErrorCode.BAD_ARRAY, "not an array of a primitive type: coords=null");
    }
}
