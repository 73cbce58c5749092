package org.tutti.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7, 255, 1023})
    void shouldHaveEachRankButTheRootBelowItsParentOnce(int degree) {
        for (int size : new int[] {1, 2, 3, 5, 8, 9, 16, 17, 31}) {
            Tree tree = new Tree(size, degree);
            for (int root = 0; root < size; root++) {
                List<Integer> below = new ArrayList<>();
                for (int rank = 0; rank < size; rank++) {
                    int[] children = tree.childrenOf(rank, root);
                    assertThat(children).hasSize(tree.children(rank, root)).hasSizeLessThanOrEqualTo(degree);
                    for (int child : children) {
                        assertThat(tree.parent(child, root)).isEqualTo(rank);
                        below.add(child);
                    }
                }
                int itsRoot = root;
                assertThat(below)
                        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, size)
                                .filter(rank -> rank != itsRoot)
                                .boxed()
                                .toList());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 1023})
    void shouldBeAsFlatAsItsDegreeAllows(int degree) {
        int size = 1024;
        Tree tree = new Tree(size, degree);
        int levels = 0;
        for (int rank = size - 1; rank != 0; rank = tree.parent(rank, 0)) {
            levels++;
        }
        assertThat(Math.pow(degree, levels - 1)).isLessThan(size);
    }
}
