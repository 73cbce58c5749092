package org.tutti.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Overlaps beside a set of all bytes. */
class TypeOverlapTest {
    @Test
    void shouldFindEveryOverlapOfSmallTypes() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int found = 0;
        for (int i = 0; i < 5_000; i++) {
            NaiveType type = NaiveType.random(random, 1 + i % 3, ElementType.values(), 1 + i % 8);
            int count = random.nextInt(5);
            boolean expected = overlaps(type, count);
            found += expected ? 1 : 0;
            for (int again = 0; again < 2; again++) {
                assertThat(type.map.overlaps(count))
                        .as("seed %d, type %d: %d x %s", seed, i, count, type)
                        .isEqualTo(expected);
            }
        }
        assertThat(found).isBetween(200, 4800);
    }

    private static boolean overlaps(NaiveType type, int count) {
        Set<Long> bytes = new HashSet<>();
        for (int k = 0; k < count; k++) {
            for (NaiveType.Primitive p : type.primitives) {
                for (long b = 0; b < p.type().bytes(1); b++) {
                    if (!bytes.add(k * type.extent() + p.displacement() + b)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Where a few neighbours tell, their number does not matter. */
    @Test
    void shouldKnowOfLargeTypes() {
        TypeMap ints = TypeMap.of(ElementType.INT);
        TypeMap column = ints.vector(1 << 20, 1, 4096).resized(0, 4);
        assertThat(column.overlaps(1024)).isFalse();
        assertThat(column.overlaps(1)).isFalse();
        assertThat(column.resized(0, 0).overlaps(2)).isTrue();
        assertThat(ints.vector(1 << 20, 1, 2).overlaps(1)).isTrue();
        assertThat(ints.resized(0, 3).overlaps(1L << 40)).isTrue();
        TypeMap pair = ints.vector(2, 1, 8);
        assertThat(pair.resized(0, 4).overlaps(1L << 30)).isTrue();
        assertThat(pair.vector(1L << 30, 1, 8).overlaps(1)).isTrue();
        assertThat(pair.vector(2, 1, 4).vector(1L << 30, 1, 16).overlaps(1)).isFalse();
    }
}
