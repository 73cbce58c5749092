package org.tutti.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Type maps beside types that are spelled out. */
class TypeMapTest {
    private static final int TYPES = 6_000;
    private static final ElementType[] ONE = {ElementType.SHORT};

    private static String primitives(TypeMap map) {
        List<NaiveType.Primitive> all = new ArrayList<>();
        expand(map.layout(), map.displacement(), all);
        return all.toString();
    }

    private static void expand(Layout layout, long at, List<NaiveType.Primitive> all) {
        if (layout instanceof Layout.Run run) {
            for (long i = 0; i < run.elements; i++) {
                all.add(new NaiveType.Primitive(run.type, at + run.type.bytes(i)));
            }
            return;
        }
        for (long i = 0; i < layout.parts(); i++) {
            expand(layout.part(i), at + layout.displacement(i), all);
        }
    }

    @Test
    void shouldHaveThePrimitivesAndBoundsOfTheStandard() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < TYPES; i++) {
            NaiveType type = NaiveType.random(random, 1 + i % 3, i % 2 == 0 ? ElementType.values() : ONE, 1 + i % 4);
            TypeMap map = type.map;
            String what = "seed " + seed + ", type " + i + ": " + type;
            assertThat(primitives(map)).as(what).isEqualTo(type.primitives.toString());
            assertThat(map.primitives()).as(what).isEqualTo(type.primitives.size());
            assertThat(map.size())
                    .as(what)
                    .isEqualTo(type.primitives.stream()
                            .mapToLong(p -> p.type().bytes(1))
                            .sum());
            assertThat(map.lowerBound()).as(what).isEqualTo(type.lowerBound());
            assertThat(map.extent()).as(what).isEqualTo(type.extent());
            assertThat(map.trueLowerBound()).as(what).isEqualTo(type.trueLowerBound());
            assertThat(map.trueExtent()).as(what).isEqualTo(type.trueExtent());
            List<ElementType> distinct = type.signature().stream().distinct().toList();
            assertThat(map.uniform()).as(what).isEqualTo(distinct.size() == 1 ? distinct.get(0) : null);
            checkContiguous(type, what);
            checkReach(type, 1 + random.nextInt(3), what);
            for (ElementType element : ElementType.values()) {
                assertThat(map.fitsArrayOf(element)).as(what).isEqualTo(fits(type, element));
            }
        }
    }

    private static boolean fits(NaiveType type, ElementType element) {
        long width = element.bytes(1);
        return type.primitives.isEmpty()
                || (type.extent() % width == 0
                        && type.primitives.stream()
                                .allMatch(p -> p.type() == element && p.displacement() % width == 0));
    }

    /** All beginnings of two items, packed, such as a message that is shorter than what it is received into. */
    @Test
    void shouldCountThePrimitivesOfSoManyBytes() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < TYPES / 10; i++) {
            NaiveType type = NaiveType.random(random, 1 + i % 3, i % 2 == 0 ? ElementType.values() : ONE, 1 + i % 4);
            String what = "seed " + seed + ", type " + i + ": " + type;
            List<ElementType> both = new ArrayList<>(type.signature());
            both.addAll(type.signature());
            Map<Long, Long> counts = new HashMap<>(Map.of(0L, 0L));
            long end = 0;
            for (int count = 0; count < both.size(); count++) {
                end += both.get(count).bytes(1);
                counts.put(end, count + 1L);
            }
            for (long bytes = 0; bytes <= end; bytes++) {
                assertThat(type.map.primitivesIn(bytes)).as(what).isEqualTo(counts.getOrDefault(bytes, -1L));
            }
        }
    }

    private static void checkContiguous(NaiveType type, String what) {
        for (ElementType element : ElementType.values()) {
            boolean expected = !type.primitives.isEmpty();
            for (int i = 0; i < type.primitives.size(); i++) {
                expected &= type.primitives.get(i).equals(new NaiveType.Primitive(element, element.bytes(i)));
            }
            expected &= type.extent() == element.bytes(type.primitives.size());
            assertThat(type.map.isContiguous(element)).as(what).isEqualTo(expected);
        }
    }

    private static void checkReach(NaiveType type, long count, String what) {
        long lowest = type.trueLowerBound() + Math.min(0, (count - 1) * type.extent());
        long highest = type.trueLowerBound() + type.trueExtent() + Math.max(0, (count - 1) * type.extent());
        assertThat(type.map.lowest(count)).as(what).isEqualTo(lowest);
        assertThat(type.map.highest(count)).as(what).isEqualTo(highest);
    }

    @Test
    void shouldHaveEqualSignaturesExactlyWhereSequencesAreEqual() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        ElementType[] basics = {ElementType.INT, ElementType.FLOAT};
        Map<Long, List<ElementType>> sequences = new HashMap<>();
        Map<List<ElementType>, Long> signatures = new HashMap<>();
        for (int i = 0; i < TYPES; i++) {
            NaiveType type = NaiveType.random(random, 1 + i % 3, basics, 4);
            int count = random.nextInt(4);
            List<ElementType> sequence = new ArrayList<>();
            for (int k = 0; k < count; k++) {
                sequence.addAll(type.signature());
            }
            long signature = type.map.signature(count);
            String what = "seed " + seed + ", type " + i + ": " + count + " x " + type;
            assertThat(sequences.merge(signature, sequence, (a, b) -> a))
                    .as(what)
                    .isEqualTo(sequence);
            assertThat(signatures.merge(sequence, signature, (a, b) -> a))
                    .as(what)
                    .isEqualTo(signature);
        }
        assertThat(sequences).hasSizeGreaterThan(TYPES / 100);
    }

    @Test
    void shouldNotTellSpellingsApart() {
        TypeMap triple = TypeMap.of(ElementType.INT).contiguous(3);
        assertThat(triple.signature(2)).isEqualTo(TypeMap.of(ElementType.INT).signature(6));
        assertThat(triple.signature(2)).isEqualTo(TypeMap.signature(ElementType.INT, 6));
        assertThat(triple.signature(0)).isEqualTo(TypeMap.signature(ElementType.DOUBLE, 0));
        TypeMap pair = TypeMap.struct(new long[] {1, 1}, new long[] {0, 8}, new TypeMap[] {
            TypeMap.of(ElementType.INT), TypeMap.of(ElementType.DOUBLE)
        });
        TypeMap back = TypeMap.struct(new long[] {1, 1, 1, 1}, new long[] {0, 8, -4, -16}, new TypeMap[] {
            TypeMap.of(ElementType.INT),
            TypeMap.of(ElementType.DOUBLE),
            TypeMap.of(ElementType.INT),
            TypeMap.of(ElementType.DOUBLE)
        });
        assertThat(pair.signature(2)).isEqualTo(back.signature(1));
        assertThat(pair.contiguous(1L << 40).signature(2)).isEqualTo(pair.signature(1L << 41));
        assertThat(pair.signature(2)).isNotEqualTo(pair.signature(1));
        assertThat(TypeMap.of(ElementType.INT).signature(1)).isNotEqualTo(TypeMap.signature(ElementType.FLOAT, 1));
    }

    /** A million blocks are one repetition, also where they were listed one by one. */
    @Test
    void shouldStaySmall() {
        TypeMap column = TypeMap.of(ElementType.DOUBLE).vector(1_000_000, 1, 8_000);
        assertThat(column).hasToString("1000000 x double / 8000 at 0, bounds 0 to 7999992008");
        long[] ones = new long[1000];
        long[] places = new long[1000];
        for (int i = 0; i < places.length; i++) {
            ones[i] = 1;
            places[i] = 24 + 16L * i;
        }
        TypeMap listed = TypeMap.of(ElementType.DOUBLE).indexed(ones, places);
        assertThat(listed).hasToString("1000 x double / 16 at 24, bounds 24 to 16016");
        assertThat(column.contiguous(3).vector(5, 1, 0).layout().depth).isEqualTo(3);
        TypeMap all =
                TypeMap.of(ElementType.INT).vector(100, 10, 40).contiguous(7).vector(2, 3, 3 * 28_000);
        assertThat(all.isContiguous(ElementType.INT)).isTrue();
    }

    @Test
    void shouldNotOverflow() {
        TypeMap longs = TypeMap.of(ElementType.LONG);
        assertThatThrownBy(() -> longs.contiguous(1L << 60)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> longs.vector(3, 1, 1L << 62)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> longs.resized(2, Long.MAX_VALUE)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> longs.resized(0, 1L << 60).highest(9)).isInstanceOf(ArithmeticException.class);
    }
}
