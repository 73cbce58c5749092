package org.tutti.testkit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tutti.Communicator;
import org.tutti.Op;
import org.tutti.memory.ElementType;

/** The values that coll/sm's users know, from end to end of their ranges: everything works with all of them. */
class KnobsTest {
    private static final List<ElementType> TYPES = List.of(ElementType.BYTE, ElementType.DOUBLE);
    private static final int HEAD_BYTES = 24;

    /** A chain, binary trees, a star; ranks that fill the last level and ranks that do not; one, two and three groups. */
    @ParameterizedTest
    @CsvSource({
        "1, 5",
        "2, 2",
        "2, 7",
        "3, 8",
        "4, 6",
        "4, 16",
        "7, 9",
        "255, 9",
        "1023, 3",
        "auto, 2",
        "auto, 9",
        "auto, 17"
    })
    void shouldMeetAlongTreesOfAnyDegreeOrInTwoLevels(String degree, int ranks) {
        check(ranks, Map.of("coll.sm.flat_max", "1", "coll.sm.tree_degree", degree), 128);
    }

    @ParameterizedTest
    @Tag("full")
    @ValueSource(strings = {"1", "2", "3", "4", "5", "6", "8", "16", "auto"})
    void shouldMeetAlongTreesOfAnyDegreeAndSize(String degree) {
        for (int ranks : new int[] {2, 3, 4, 5, 6, 7, 8, 9, 12, 17, 33}) {
            check(ranks, Map.of("coll.sm.flat_max", "1", "coll.sm.tree_degree", degree), 128);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "64, 2, 1",
        "64, 64, 16",
        "128, 2, 16",
        "128, 4, 1",
        "256, 16, 16",
        "4096, 2, 16",
        "4096, 8, 1",
        "4096, 64, 16"
    })
    void shouldWorkWithEverySizeAndNumberOfSlots(int controlBytes, int slots, int flatRanks) {
        for (int ranks : new int[] {2, 3}) {
            check(
                    ranks,
                    Map.of(
                            "coll.sm.control_size",
                            controlBytes + "",
                            "coll.sm.slots",
                            slots + "",
                            "coll.sm.flat_max",
                            flatRanks + ""),
                    controlBytes);
        }
    }

    /** Fragments as long as a message can be, and longer than every message. */
    @ParameterizedTest
    @CsvSource({"524288, 16777216", "4194304, 67108864", "128, 8192"})
    void shouldWorkWithFragmentsOfAnySize(int fragmentBytes, int ringBytes) {
        int count = 1_300_003;
        Oracle oracle = Oracle.of(2, ElementType.BYTE, Op.SUM, count, 1);
        Map<String, String> sizes = Map.of(
                "coll.sm.one_phase_max",
                "128",
                "coll.sm.fragment_size",
                fragmentBytes + "",
                "coll.sm.ring_size",
                ringBytes + "");
        List<Call> calls = List.of(
                Call.allreduce(ElementType.BYTE, Op.SUM, count), Call.reduce(ElementType.BYTE, Op.SUM, count - 1, 1));
        ThreadRanks.run(2, sizes, world -> Matrix.check(world, calls, oracle));
    }

    /** Every operation at counts beside the borders; and rooted ones in a row, in which some ranks run ahead. */
    private static void check(int ranks, Map<String, String> parameters, int controlBytes) {
        Map<String, String> all = new HashMap<>(parameters);
        all.put("coll.sm.ring_size", "65536");
        ThreadRanks.run(ranks, all, world -> {
            for (ElementType type : TYPES) {
                List<Integer> counts = counts(type, controlBytes - HEAD_BYTES);
                Oracle sums = Oracle.of(ranks, type, Op.SUM, Matrix.largest(counts), ranks);
                Oracle copies = Oracle.of(ranks, type, Matrix.largest(counts), ranks);
                Matrix.check(world, Matrix.reductions(type, Op.SUM, counts, ranks), sums);
                Matrix.check(world, Matrix.broadcasts(type, counts, ranks), copies);
            }
            runAhead(world);
            world.barrier();
        });
    }

    private static List<Integer> counts(ElementType type, int inlineBytes) {
        SortedSet<Integer> counts = new TreeSet<>(List.of(0, 1));
        for (int bytes : new int[] {inlineBytes, 1024, 4096}) {
            int count = type.count(bytes);
            counts.addAll(List.of(count - 1, count, count + 1));
        }
        return List.copyOf(counts);
    }

    private static void runAhead(Communicator world) {
        for (int i = 0; i < 300; i++) {
            int root = i % 2 == 0 ? 0 : i % world.size();
            int[] value = IntStream.of(world.rank() == root ? i : -1).toArray();
            world.bcast(value, root);
            if (value[0] != i) {
                throw new AssertionError("bcast " + i + " from " + root + " gave " + value[0]);
            }
        }
    }
}
