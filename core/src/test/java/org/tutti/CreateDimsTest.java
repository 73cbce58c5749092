package org.tutti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tutti.Refusals.refuses;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** MPI_DIMS_CREATE, held against the standard's examples and against all factors there are. */
class CreateDimsTest {
    /** MPI-4.1, 8.5.2, example. */
    @Test
    void shouldChooseWhatTheStandardShows() {
        assertThat(CartesianTopology.createDims(6, 0, 0)).containsExactly(3, 2);
        assertThat(CartesianTopology.createDims(7, 0, 0)).containsExactly(7, 1);
        assertThat(CartesianTopology.createDims(6, 0, 3, 0)).containsExactly(2, 3, 1);
        refuses(() -> CartesianTopology.createDims(7, 0, 3, 0), ErrorCode.BAD_DIMS, impossible(7, 0, 3, 0));
    }

    private static String impossible(int ranks, int... dims) {
        return "no grid has so many ranks and these dimensions (0: any): ranks=" + ranks + ", dims="
                + Arrays.toString(dims);
    }

    /** All ways to write a number as a product of so many factors that do not increase. */
    private static List<int[]> factors(int number, int count, int largest) {
        List<int[]> all = new ArrayList<>();
        if (count == 0) {
            if (number == 1) {
                all.add(new int[0]);
            }
            return all;
        }
        for (int first = 1; first <= Math.min(number, largest); first++) {
            if (number % first == 0) {
                for (int[] rest : factors(number / first, count - 1, first)) {
                    all.add(IntStream.concat(IntStream.of(first), Arrays.stream(rest))
                            .toArray());
                }
            }
        }
        return all;
    }

    private static int[] best(int number, int count) {
        Comparator<int[]> byDifference = Comparator.comparingInt(dims -> dims[0] - dims[count - 1]);
        return factors(number, count, number).stream()
                .min(byDifference.thenComparing(Arrays::compare))
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void shouldBeAsCloseToEachOtherAsPossible(int count) {
        int most = new int[] {0, 1100, 1100, 1100, 300, 150}[count];
        for (int ranks = 1; ranks <= most; ranks++) {
            assertThat(CartesianTopology.createDims(ranks, new int[count]))
                    .as("%d ranks", ranks)
                    .containsExactly(best(ranks, count));
        }
    }

    /** The largest smallest factor, which is found first, is not always part of the best choice. */
    @Test
    void shouldGiveUpALargeSmallestFactorForASmallerDifference() {
        assertThat(CartesianTopology.createDims(1008, 0, 0, 0)).containsExactly(12, 12, 7);
        assertThat(CartesianTopology.createDims(1800, 0, 0, 0, 0)).containsExactly(9, 8, 5, 5);
    }

    /** Dimensions that are given stay, the others share what is left, and the argument is left alone. */
    @Test
    void shouldKeepWhatIsGiven() {
        for (int ranks = 1; ranks <= 48; ranks++) {
            for (int given = 1; given <= ranks + 1; given++) {
                int[] dims = {0, given, 0};
                if (ranks % given == 0) {
                    int[] free = best(ranks / given, 2);
                    assertThat(CartesianTopology.createDims(ranks, dims)).containsExactly(free[0], given, free[1]);
                } else {
                    String reason = impossible(ranks, dims);
                    int all = ranks;
                    refuses(() -> CartesianTopology.createDims(all, dims), ErrorCode.BAD_DIMS, reason);
                }
                assertThat(dims).containsExactly(0, given, 0);
            }
        }
        assertThat(CartesianTopology.createDims(12, 4, 3)).containsExactly(4, 3);
        assertThat(CartesianTopology.createDims(1)).isEmpty();
    }

    @Test
    @SuppressWarnings("NullAway")
    void shouldRefuseWhatIsImpossible() {
        int[] wrapping = {1 << 16, 1 << 16, 1 << 16, 1 << 16, 0}; // their product is 2^64
        refuses(() -> CartesianTopology.createDims(12, wrapping), ErrorCode.BAD_DIMS, impossible(12, wrapping));
        for (int[] dims : new int[][] {
            {}, {1}, {2, 3}, {4, 4}, {-1, 0}, {0, -12}, {5, 0}, {24, 0}, {1 << 16, 1 << 16, 0}, {12, 12, 0}
        }) {
            refuses(() -> CartesianTopology.createDims(12, dims), ErrorCode.BAD_DIMS, impossible(12, dims));
        }
        for (int ranks : new int[] {0, -1, Integer.MIN_VALUE}) {
            refuses(() -> CartesianTopology.createDims(ranks, 0), ErrorCode.BAD_DIMS, impossible(ranks, 0));
            refuses(() -> CartesianTopology.createDims(ranks), ErrorCode.BAD_DIMS, impossible(ranks));
        }
        refuses(
                () -> CartesianTopology.createDims(1, (int[]) null),
                ErrorCode.BAD_ARRAY,
                "not an array of a primitive type: dims=null");
    }

    /** Numbers with very many factors, and with none. */
    @Test
    @Timeout(30)
    void shouldNotTryAllFactorsOfLargeNumbers() {
        assertThat(CartesianTopology.createDims(1 << 30, new int[40]))
                .containsExactly(IntStream.range(0, 40).map(i -> i < 30 ? 2 : 1).toArray());
        assertThat(CartesianTopology.createDims(Integer.MAX_VALUE, 0, 0, 0)).containsExactly(Integer.MAX_VALUE, 1, 1);
        for (int count = 1; count <= 24; count++) {
            int[] dims = CartesianTopology.createDims(2_095_133_040, new int[count]);
            assertThat(Arrays.stream(dims).asLongStream().reduce(1, (a, b) -> a * b))
                    .isEqualTo(2_095_133_040);
        }
        int[] square = CartesianTopology.createDims(46_340 * 46_340, 0, 0);
        assertThat(square).containsExactly(46_340, 46_340);
    }
}
