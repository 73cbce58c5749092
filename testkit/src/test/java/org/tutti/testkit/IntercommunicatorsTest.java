package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tutti.Communicator;
import org.tutti.Comparison;
import org.tutti.Datatype;
import org.tutti.Group;
import org.tutti.Intercommunicator;
import org.tutti.Op;
import org.tutti.Tutti;

/** Intercommunicators, and what their groups give each other, against what both groups are known to have. */
class IntercommunicatorsTest {
    private static final Map<String, String> SMALL = Matrix.Sizes.SMALL.parameters();
    private static final int[] COUNTS = {0, 1, 5, 200, 3000};
    static final int TAG = 7;

    interface Program {
        void run(Communicator world, Intercommunicator both);
    }

    /** The first ranks are one group, the others the other one, in the order in which they are not in the world. */
    static Communicator half(Communicator world, int first) {
        return Objects.requireNonNull(world.split(world.rank() < first ? 0 : 1, -world.rank()));
    }

    static Intercommunicator between(Communicator world, Communicator half, int first) {
        boolean isFirst = world.rank() < first;
        int leader = half.size() - 1;
        return half.createInter(leader, world, isFirst ? first : 0, TAG);
    }

    static void run(int ranks, int first, Program program) {
        ThreadRanks.run(ranks, SMALL, world -> {
            try (Communicator half = half(world, first);
                    Intercommunicator both = between(world, half, first)) {
                program.run(world, both);
            }
        });
    }

    /** Who has done an operation as which root: each rank of each group once. */
    private static void forEachRoot(Intercommunicator both, BiConsumer<Integer, Integer> operation) {
        boolean isFirst = both.group().worldRank(0) < both.remoteGroup().worldRank(0);
        for (boolean roots : new boolean[] {true, false}) {
            int number = roots == isFirst ? both.size() : both.remoteSize();
            for (int root = 0; root < number; root++) {
                int mine = roots == isFirst ? (root == both.rank() ? Tutti.ROOT : Tutti.PROC_NULL) : root;
                int worldRank = (roots == isFirst ? both.group() : both.remoteGroup()).worldRank(root);
                operation.accept(mine, worldRank);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "3, 1", "3, 2", "4, 2", "5, 2", "7, 4"})
    void shouldHaveTwoGroups(int ranks, int first) {
        run(ranks, first, (world, both) -> {
            assertThat(both.size() + both.remoteSize()).isEqualTo(ranks);
            assertThat(both.group().worldRank(both.rank())).isEqualTo(world.rank());
            assertThat(both.remoteGroup().size()).isEqualTo(both.remoteSize());
            assertThat(both.group().intersection(both.remoteGroup()).size()).isZero();
            assertThat(both.remoteGroup().rank()).isEqualTo(Tutti.UNDEFINED);
            both.barrier();
        });
    }

    private static void checkEveryOperation(Intercommunicator both) {
        long seed = 1;
        for (InterCall.Kind kind : InterCall.Kind.values()) {
            for (int count : COUNTS) {
                for (boolean firstRoots : new boolean[] {false, true}) {
                    for (int root = 0; root < (InterCall.isRooted(kind) ? 3 : 1); root++) {
                        new InterCall(kind, count, firstRoots, root).check(both, seed++);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "3, 1", "3, 2", "4, 2", "5, 3", "6, 1", "7, 4", "8, 6", "9, 2", "16, 9"})
    void shouldGiveWhatTheOtherGroupHas(int ranks, int first) {
        run(ranks, first, (world, both) -> checkEveryOperation(both));
    }

    /** Arguments: none. */
    static final class EveryOperation implements RankTask {
        @Override
        public String run(Communicator world, String... args) {
            try (Communicator half = half(world, 1);
                    Intercommunicator both = between(world, half, 1)) {
                checkEveryOperation(both);
            }
            return "done";
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 8})
    @Tag("processes")
    void shouldGiveWhatTheOtherGroupHasInProcesses(int ranks) {
        RankProcesses.Job job =
                RankProcesses.shared().start(ranks, Matrix.Sizes.SMALL.settings(), EveryOperation.class);
        assertThat(job.await(Duration.ofMinutes(1)))
                .extracting(Outcome::require)
                .containsOnly("done");
        assertThat(job.leftovers()).isEmpty();
    }

    /** What a group's sum is to the other one has the bits that it has within the group. */
    @ParameterizedTest
    @CsvSource({"5, 2", "20, 9"})
    void shouldGiveTheBitsOfTheGroup(int ranks, int first) {
        int count = 2500;
        ThreadRanks.run(ranks, SMALL, world -> {
            try (Communicator half = half(world, first);
                    Intercommunicator both = between(world, half, first)) {
                double[] mine = new Random(world.rank()).doubles(count).toArray();
                double[] within = mine.clone();
                half.allreduce(within, Op.SUM);
                both.allreduce(mine, Op.SUM);
                double[] sums = world.allgather(within);
                int other = both.remoteGroup().worldRank(0);
                assertThat(mine).isEqualTo(Arrays.copyOfRange(sums, other * count, (other + 1) * count));
            }
        });
    }

    @Test
    void shouldPassObjectsAndItemsWithGaps() {
        Datatype spread = Datatype.vector(2, 1, 2, Datatype.INT);
        Op own = Op.ofInt("own sum", true, Integer::sum);
        run(5, 2, (world, both) -> {
            assertThat(both.allgatherObjects("of " + world.rank()))
                    .isEqualTo(IntStream.range(0, both.remoteSize())
                            .mapToObj(rank -> "of " + both.remoteGroup().worldRank(rank))
                            .toList());
            forEachRoot(both, (root, source) -> {
                String object = both.bcastObject(root == Tutti.ROOT ? "from " + source : "kept", root);
                assertThat(object).isEqualTo(root == Tutti.PROC_NULL ? "kept" : "from " + source);
                List<String> all = both.gatherObjects("to " + source, root);
                assertThat(all)
                        .isEqualTo(root == Tutti.ROOT ? Collections.nCopies(both.remoteSize(), "to " + source) : null);
                String part = both.scatterObjects(Collections.nCopies(both.remoteSize(), "a part"), root);
                assertThat(part).isEqualTo(root >= 0 ? "a part" : null);
                int[] array = root == Tutti.ROOT ? new int[] {1, 2, 3} : new int[3];
                both.bcast(MemorySegment.ofArray(array), 1, spread, root);
                assertThat(array[2]).isEqualTo(root == Tutti.PROC_NULL ? 0 : 3);
                int[] sum = {1, 5, 2};
                both.reduce(MemorySegment.ofArray(sum), 1, spread, own, root);
                int factor = root == Tutti.ROOT ? both.remoteSize() : 1;
                assertThat(sum).containsExactly(factor, 5, 2 * factor);
            });
        });
    }

    /** Whoever has nothing to do may pass nothing. */
    @Test
    void shouldLookAtNothingElseWithProcNull() {
        run(3, 2, (world, both) -> {
            boolean isFirst = world.rank() < 2;
            int root = isFirst ? (both.rank() == 0 ? Tutti.ROOT : Tutti.PROC_NULL) : 0;
            if (root == Tutti.PROC_NULL) {
                both.bcast((Object) null, root);
                both.gather(null, null, root);
                both.scatter(null, null, root);
                both.reduce((Object) null, (Object) null, null, root);
            } else {
                both.bcast(new int[5000], root);
                both.gather(root == Tutti.ROOT ? null : new int[3000], new int[3000], root);
                both.scatter(new int[3000], root == Tutti.ROOT ? null : new int[3000], root);
                both.reduce(root == Tutti.ROOT ? null : new int[5000], new int[5000], Op.SUM, root);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "5, 2"})
    void shouldMerge(int ranks, int first) {
        run(ranks, first, (world, both) -> {
            boolean isFirst = world.rank() < first;
            for (boolean firstHigh : new boolean[] {false, true}) {
                try (Communicator merged = both.merge(isFirst == firstHigh)) {
                    Group low = isFirst == firstHigh ? both.remoteGroup() : both.group();
                    Group high = isFirst == firstHigh ? both.group() : both.remoteGroup();
                    assertThat(merged.group()).isEqualTo(low.union(high));
                    assertThat(merged.allreduce(1, Op.SUM)).isEqualTo(ranks);
                }
                try (Communicator merged = both.merge(firstHigh)) {
                    assertThat(merged.group())
                            .isEqualTo(
                                    isFirst
                                            ? both.group().union(both.remoteGroup())
                                            : both.remoteGroup().union(both.group()));
                    merged.barrier();
                }
            }
        });
    }

    @Test
    void shouldMakeOthers() {
        run(6, 3, (world, both) -> {
            try (Intercommunicator dup = both.dup()) {
                assertThat(dup.compare(both)).isEqualTo(Comparison.CONGRUENT);
                assertThat(both.compare(both)).isEqualTo(Comparison.IDENT);
                assertThat(both.compare(world)).isEqualTo(Comparison.UNEQUAL);
                assertThat(world.compare(both)).isEqualTo(Comparison.UNEQUAL);
                assertThat(dup.allreduce(world.rank(), Op.SUM)).isEqualTo(both.allreduce(world.rank(), Op.SUM));
            }
            int color = both.rank() == 0 ? 0 : 1;
            try (Intercommunicator part = Objects.requireNonNull(both.split(color, -both.rank()))) {
                assertThat(part.size()).isEqualTo(part.remoteSize()).isEqualTo(color == 0 ? 1 : 2);
                assertThat(part.remoteGroup().worldRank(0))
                        .isEqualTo(both.remoteGroup().worldRank(color == 0 ? 0 : 2));
                assertThat(part.allreduce(1, Op.SUM)).isEqualTo(part.remoteSize());
            }
            assertThat(both.split(world.rank() < 3 ? 0 : 1, 0)).isNull();
            try (Intercommunicator shared = both.splitShared(both.size() - both.rank())) {
                assertThat(shared.compare(both)).isEqualTo(Comparison.SIMILAR);
            }
            Group some =
                    world.rank() < 3 ? both.group().incl(2, 0) : both.group().incl(1);
            try (Intercommunicator created = both.create(some)) {
                if (some.rank() == Tutti.UNDEFINED) {
                    assertThat(created).isNull();
                } else {
                    assertThat(Objects.requireNonNull(created).group()).isEqualTo(some);
                    assertThat(created.remoteSize()).isEqualTo(world.rank() < 3 ? 1 : 2);
                    created.barrier();
                }
            }
            assertThat(both.create(world.rank() < 3 ? both.group().incl() : some))
                    .isNull();
        });
    }

    /** Several at once, between communicators of which none has all ranks of another one. */
    @Test
    void shouldConnectARing() {
        ThreadRanks.run(6, SMALL, world -> {
            int pair = world.rank() / 2;
            try (Communicator mine = Objects.requireNonNull(world.split(pair, world.rank()))) {
                int before = (pair + 2) % 3;
                int after = (pair + 1) % 3;
                // all connect 0 with 1, 1 with 2 and 2 with 0, in this order
                Intercommunicator[] around = new Intercommunicator[3];
                for (int edge = 0; edge < 3; edge++) {
                    if (edge == pair) {
                        around[edge] = mine.createInter(0, world, 2 * after, edge);
                    } else if (edge == before) {
                        around[edge] = mine.createInter(0, world, 2 * before, edge);
                    }
                }
                for (int edge = 0; edge < 3; edge++) {
                    if (around[edge] != null) {
                        assertThat(around[edge].allreduce(pair, Op.SUM)).isEqualTo(2 * (edge == pair ? after : before));
                        around[edge].close();
                    }
                }
            }
        });
    }

    @Test
    void shouldGiveBackWhatItTook() {
        ThreadRanks.run(4, SMALL, world -> {
            try (Communicator half = half(world, 2)) {
                for (int i = 0; i < 300; i++) {
                    try (Intercommunicator both = between(world, half, 2)) {
                        assertThat(both.allreduce(i, Op.MAX)).isEqualTo(i);
                    }
                }
            }
        });
    }
}
