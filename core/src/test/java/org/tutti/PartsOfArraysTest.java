package org.tutti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts of arrays, by the numbers of the elements that they take, in the order in which they are packed. */
class PartsOfArraysTest {
    private static List<Integer> packed(Datatype type, int elements) {
        int[] all = IntStream.range(0, elements).toArray();
        byte[] bytes = new byte[(int) type.size()];
        type.pack(all, 0, 1, bytes, 0);
        int[] taken = new int[bytes.length / Integer.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).asIntBuffer().get(taken);
        return Arrays.stream(taken).boxed().toList();
    }

    @Test
    void shouldTakeABox() {
        Datatype rows = Datatype.subarray(new int[] {4, 5}, new int[] {2, 3}, new int[] {1, 2}, true, Datatype.INT);
        assertThat(packed(rows, 20)).containsExactly(7, 8, 9, 12, 13, 14);
        assertThat(rows.extent()).isEqualTo(80);
        assertThat(rows.lowerBound()).isZero();
        assertThat(rows.trueLowerBound()).isEqualTo(28);
        Datatype columns = Datatype.subarray(new int[] {5, 4}, new int[] {3, 2}, new int[] {2, 1}, false, Datatype.INT);
        assertThat(packed(columns, 20)).containsExactly(7, 8, 9, 12, 13, 14);
        Datatype cube =
                Datatype.subarray(new int[] {2, 3, 4}, new int[] {2, 1, 2}, new int[] {0, 2, 1}, true, Datatype.INT);
        assertThat(packed(cube, 24)).containsExactly(9, 10, 21, 22);
        assertThat(packed(
                        Datatype.subarray(new int[] {3, 3}, new int[] {0, 3}, new int[] {3, 0}, true, Datatype.INT), 9))
                .isEmpty();
        assertThat(rows).hasToString("subarray([2, 3] of [4, 5], INT)");
    }

    @Test
    void shouldDealOutTheElementsOfADimension() {
        CartesianTopology three = CartesianTopology.of(new int[] {3}, false);
        assertThat(dealt(three, new int[] {10}, true, Distribution.BLOCK))
                .isEqualTo(List.of(List.of(0, 1, 2, 3), List.of(4, 5, 6, 7), List.of(8, 9)));
        assertThat(dealt(three, new int[] {10}, true, Distribution.block(5)))
                .isEqualTo(List.of(List.of(0, 1, 2, 3, 4), List.of(5, 6, 7, 8, 9), List.of()));
        assertThat(dealt(three, new int[] {10}, true, Distribution.CYCLIC))
                .isEqualTo(List.of(List.of(0, 3, 6, 9), List.of(1, 4, 7), List.of(2, 5, 8)));
        assertThat(dealt(three, new int[] {10}, true, Distribution.cyclic(2)))
                .isEqualTo(List.of(List.of(0, 1, 6, 7), List.of(2, 3, 8, 9), List.of(4, 5)));
    }

    private static List<List<Integer>> dealt(
            CartesianTopology grid, int[] sizes, boolean isLastFastest, Distribution... distributions) {
        int elements = Arrays.stream(sizes).reduce(1, (a, b) -> a * b);
        List<List<Integer>> parts = new ArrayList<>();
        for (int rank = 0; rank < grid.size(); rank++) {
            Datatype part = Datatype.darray(grid, rank, sizes, distributions, isLastFastest, Datatype.INT);
            assertThat(part.extent()).isEqualTo(4L * elements);
            parts.add(packed(part, elements));
        }
        return parts;
    }

    /** Against a loop over all elements that asks of each whose it is. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldDealOutEachElementOnce(boolean isLastFastest) {
        CartesianTopology grid = CartesianTopology.of(new int[] {2, 3, 1}, false, false, false);
        for (Distribution first : List.of(Distribution.BLOCK, Distribution.CYCLIC, Distribution.cyclic(3))) {
            for (Distribution second : List.of(Distribution.block(4), Distribution.cyclic(2))) {
                int[] sizes = {7, 10, 3};
                List<List<Integer>> expected = new ArrayList<>();
                for (int rank = 0; rank < grid.size(); rank++) {
                    expected.add(new ArrayList<>());
                }
                for (int element = 0; element < 210; element++) {
                    int[] at = isLastFastest
                            ? new int[] {element / 30, element / 3 % 10, element % 3}
                            : new int[] {element % 7, element / 7 % 10, element / 70};
                    int[] owner = {owner(first, at[0], 7, 2), owner(second, at[1], 10, 3), 0};
                    expected.get(grid.rank(owner)).add(element);
                }
                assertThat(dealt(grid, sizes, isLastFastest, first, second, Distribution.NONE))
                        .isEqualTo(expected);
            }
        }
    }

    private static int owner(Distribution distribution, int element, int elements, int processes) {
        int length = distribution.blockLength(elements, processes);
        return element / length % processes;
    }

    @Test
    void shouldRefusePartsThatAreNone() {
        assertThatThrownBy(() -> Datatype.subarray(new int[] {4}, new int[] {3}, new int[] {2}, true, Datatype.INT))
                .hasMessage(
                        "the part does not lie within the array: sizes[0]=4, subsizes[0]=3, starts[0]=2 [TUTTI-121]");
        assertThatThrownBy(() -> Datatype.subarray(new int[] {4}, new int[2], new int[1], true, Datatype.INT))
                .hasMessageContaining("each dimension has a size, a size of the part and a start");
        CartesianTopology two = CartesianTopology.of(new int[] {2}, false);
        assertThatThrownBy(() -> dealt(two, new int[] {9}, true, Distribution.block(4)))
                .hasMessageContaining("some elements of a dimension belong to nobody");
        assertThatThrownBy(() -> dealt(two, new int[] {9}, true, Distribution.NONE))
                .hasMessageContaining("some elements of a dimension belong to nobody");
        assertThatThrownBy(() -> dealt(two, new int[] {9, 9}, true, Distribution.BLOCK))
                .hasMessageContaining("each dimension has a size, a distribution and processes");
        assertThatThrownBy(() -> Distribution.cyclic(-1)).hasMessageContaining("blockLength=-1");
        assertThatThrownBy(() -> Datatype.subarray(
                        new int[] {1 << 30, 1 << 30, 1 << 30}, new int[3], new int[3], true, Datatype.INT))
                .hasMessageContaining("larger than 2^63 bytes");
    }
}
