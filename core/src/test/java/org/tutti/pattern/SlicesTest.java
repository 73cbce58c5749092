package org.tutti.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlicesTest {
    private static final int[] ELEMENTS = {0, 1, 2, 31, 32, 33, 63, 64, 65, 1000, 4096, 16383, 16384, 1 << 20};

    /** The slices follow each other without a gap, from the first element to the last. */
    @Test
    void shouldPartitionTheElements() {
        for (int elements : ELEMENTS) {
            for (int slices = 1; slices <= 17; slices++) {
                assertThat(Slices.from(elements, slices, 0, 32)).isZero();
                assertThat(Slices.from(elements, slices, slices, 32)).isEqualTo(elements);
                for (int slice = 0; slice < slices; slice++) {
                    int from = Slices.from(elements, slices, slice, 32);
                    int to = Slices.from(elements, slices, slice + 1, 32);
                    assertThat(to).isGreaterThanOrEqualTo(from);
                    assertThat(to - from).isLessThanOrEqualTo(Slices.largest(elements, slices, 32));
                }
            }
        }
    }

    /** Nobody folds much more than its share. */
    @Test
    void shouldShareTheWorkEvenly() {
        for (int elements : ELEMENTS) {
            for (int slices = 1; slices <= 17; slices++) {
                assertThat(Slices.largest(elements, slices, 32)).isLessThan(elements / slices + 2 * 32);
            }
        }
    }

    @Test
    void shouldCutOnlyAtMultiplesOfTheUnit() {
        for (int elements : ELEMENTS) {
            for (int slice = 0; slice < 7; slice++) {
                int from = Slices.from(elements, 7, slice, 32);
                assertThat(from == elements || from % 32 == 0).isTrue();
            }
        }
    }

    @Test
    void shouldNotOverflowNearTheLargestArray() {
        int elements = Integer.MAX_VALUE - 8;
        assertThat(Slices.from(elements, 1000, 1000, 32)).isEqualTo(elements);
        assertThat(Slices.from(elements, 1000, 999, 32)).isBetween(elements - elements / 500, elements);
    }
}
