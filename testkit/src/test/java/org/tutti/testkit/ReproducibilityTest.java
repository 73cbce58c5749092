package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tutti.Communicator;
import org.tutti.Op;
import org.tutti.memory.ElementType;

/** The bits of a sum of floating-point numbers depend on the numbers and on how many ranks there are, on nothing else. */
class ReproducibilityTest {
    private static final int COUNT = 3_000;
    private static final List<Matrix.Sizes> SIZES = List.of(
            Matrix.Sizes.SMALLEST, Matrix.Sizes.SMALL, Matrix.Sizes.USUAL, new Matrix.Sizes(4096, 2048, 65536, 512));
    /** Into how many elements the numbers are cut: each takes another shape. */
    private static final int[] CUTS = {COUNT, 5, 13, 26, 60, 512, 1025};

    /** {@return digests of the results of all cuts, each computed by allreduce and by reduce} */
    private static Set<String> digests(Communicator world) {
        Set<String> digests = ConcurrentHashMap.newKeySet();
        for (ElementType type : List.of(ElementType.FLOAT, ElementType.DOUBLE)) {
            for (Op op : List.of(Op.SUM, Op.PROD, Op.MIN)) {
                Oracle oracle = Oracle.of(world.size(), type, op, COUNT, 11);
                for (int cut : CUTS) {
                    int root = cut % world.size();
                    Object everywhere = Elements.copy(oracle.input(world.rank()), 0, COUNT);
                    Object atRoot = Elements.copy(everywhere, 0, COUNT);
                    for (int from = 0; from < COUNT; from += cut) {
                        int count = Math.min(cut, COUNT - from);
                        world.allreduce(everywhere, from, everywhere, from, count, op);
                        world.reduce(atRoot, from, atRoot, from, count, op, root);
                    }
                    String name = type + " " + op + " ";
                    digests.add(name + Elements.digest(everywhere));
                    if (world.rank() == root) {
                        digests.add(name + Elements.digest(atRoot));
                    }
                }
                digests.add(type + " " + op + " " + Elements.digest(oracle.expected()));
            }
        }
        return digests;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 8, 9})
    void shouldGiveTheSameBitsWhateverTheShape(int ranks) {
        Set<String> digests = ConcurrentHashMap.newKeySet();
        for (Matrix.Sizes sizes : ranks > 4 ? SIZES.subList(0, 2) : SIZES) {
            ThreadRanks.run(ranks, sizes.parameters(), world -> digests.addAll(digests(world)));
        }
        for (String degree : List.of("auto", "2")) {
            Map<String, String> many = Map.of("coll.sm.flat_max", "1", "coll.sm.tree_degree", degree);
            ThreadRanks.run(ranks, many, world -> digests.addAll(digests(world)));
        }
        assertThat(digests).hasSize(6);
    }

    /** Returns the digests. */
    static final class Digests implements RankTask {
        @Override
        public String run(Communicator world, String... args) {
            return String.join(",", digests(world).stream().sorted().toList());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    @Tag("processes")
    void shouldGiveTheSameBitsInProcessesAndThreads(int ranks) {
        Set<String> digests = ConcurrentHashMap.newKeySet();
        ThreadRanks.run(ranks, world -> digests.addAll(digests(world)));
        Map<String, String> settings = new HashMap<>(Matrix.Sizes.SMALL.settings());
        for (Outcome outcome : RankProcesses.shared().run(ranks, settings, Digests.class)) {
            digests.addAll(List.of(outcome.require().split(",")));
        }
        assertThat(digests).hasSize(6);
    }

    /** The digest is of the bits: it tells results apart. */
    @ParameterizedTest
    @ValueSource(ints = {2, 9})
    void shouldDifferWhenTheNumbersDo(int ranks) {
        Object first = Oracle.of(ranks, ElementType.DOUBLE, Op.SUM, COUNT, 11).expected();
        Object second = Elements.copy(first, 0, COUNT);
        Elements.set(second, COUNT - 1, Elements.get(second, COUNT - 1) ^ 1);
        assertThat(Elements.digest(first)).isNotEqualTo(Elements.digest(second));
    }
}
