package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tutti.Communicator;
import org.tutti.Comparison;
import org.tutti.ErrorClass;
import org.tutti.ErrorCode;
import org.tutti.Group;
import org.tutti.Op;
import org.tutti.Tutti;
import org.tutti.TuttiException;

/** Communicators of some ranks, in any order, used by turns; and what happens when one of them is missing. */
class CommunicatorsTest {
    private static final int[] COUNTS = {1, 100, 3000, 70_000};
    private static final double LIMIT_SECONDS = Slowness.limit(4).toSeconds();

    /** Collectives on a communicator of these ranks of the world, in this order, have the results of these ranks. */
    private static void use(Communicator world, Communicator communicator, int... members) {
        assertThat(communicator.size()).isEqualTo(members.length);
        assertThat(members[communicator.rank()]).isEqualTo(world.rank());
        assertThat(communicator.group()).isEqualTo(world.group().incl(members));
        long sum =
                Arrays.stream(members).asLongStream().map(member -> member + 1).sum();
        for (int count : COUNTS) {
            long[] buffer = new long[count];
            Arrays.fill(buffer, world.rank() + 1);
            communicator.allreduce(buffer, Op.SUM);
            assertThat(buffer).containsOnly(sum);
            int root = count % members.length;
            buffer[count - 1] = communicator.rank() == root ? 77 + members[root] : -1;
            communicator.bcast(buffer, root);
            assertThat(buffer[count - 1]).isEqualTo(77 + members[root]);
            Arrays.fill(buffer, world.rank() + 1);
            communicator.reduce(buffer, Op.SUM, root);
            if (communicator.rank() == root) {
                assertThat(buffer).containsOnly(sum);
            }
        }
        communicator.barrier();
    }

    private static int[] ranks(int from, int to, int step) {
        return IntStream.range(0, to)
                .filter(rank -> rank >= from && (rank - from) % step == 0)
                .toArray();
    }

    private static int[] reversed(int... ranks) {
        return IntStream.range(0, ranks.length)
                .map(i -> ranks[ranks.length - 1 - i])
                .toArray();
    }

    /** Everything that can be made of a world, used by turns. */
    private static void useAll(Communicator world) {
        int size = world.size();
        int rank = world.rank();
        int[] all = ranks(0, size, 1);
        int[] mine = ranks(rank % 2, size, 2);
        try (Communicator dup = world.dup();
                Communicator half = Objects.requireNonNull(world.split(rank % 2, 0));
                Communicator reversed = Objects.requireNonNull(world.split(0, -rank));
                Communicator shared = world.splitShared(rank);
                Communicator nested = Objects.requireNonNull(half.split(0, -rank));
                Communicator reversedDup = reversed.dup()) {
            for (int turn = 0; turn < 2; turn++) {
                use(world, dup, all);
                use(world, half, mine);
                use(world, reversed, reversed(all));
                use(world, world, all);
                use(world, nested, reversed(mine));
                use(world, shared, all);
                use(world, reversedDup, reversed(all));
            }
            assertThat(dup.compare(world)).isEqualTo(Comparison.CONGRUENT);
            assertThat(dup.compare(dup)).isEqualTo(Comparison.IDENT);
            assertThat(reversed.compare(dup)).isEqualTo(size == 1 ? Comparison.CONGRUENT : Comparison.SIMILAR);
            assertThat(half.compare(dup)).isEqualTo(size == 1 ? Comparison.CONGRUENT : Comparison.UNEQUAL);
        }
        useSome(world, all);
    }

    /** Communicators in which not all ranks have a part. */
    private static void useSome(Communicator world, int[] all) {
        int rank = world.rank();
        Communicator first = world.split(rank == 0 ? Tutti.UNDEFINED : 3, 0);
        assertThat(first == null).isEqualTo(rank == 0);
        if (first != null) {
            use(world, first, ranks(1, all.length, 1));
            first.close();
        }
        Group ends = all.length == 1 ? world.group() : world.group().incl(all.length - 1, 0);
        Communicator created = world.create(ends);
        assertThat(created == null).isEqualTo(ends.rank() == Tutti.UNDEFINED);
        if (created != null) {
            use(world, created, all.length == 1 ? all : new int[] {all.length - 1, 0});
            created.close();
        }
        assertThat(world.create(Group.EMPTY)).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
    void shouldComputeOnCommunicatorsOfSomeRanks(int ranks) {
        ThreadRanks.run(ranks, CommunicatorsTest::useAll);
    }

    /** Arguments: none. */
    static final class UseAll implements RankTask {
        @Override
        public String run(Communicator world, String... args) {
            useAll(world);
            return "done";
        }
    }

    @ParameterizedTest
    @CsvSource({"2, on", "3, on", "3, off"})
    @Tag("processes")
    void shouldComputeOnThemInProcesses(int ranks, String nativeAccess) {
        RankProcesses.Job job = RankProcesses.shared().start(ranks, Map.of("TUTTI_NATIVE", nativeAccess), UseAll.class);
        assertThat(job.await()).extracting(Outcome::require).containsOnly("done");
        assertThat(job.leftovers()).isEmpty();
    }

    @Test
    void shouldNameTheCommunicatorAndRanksOfTheWorldInAMismatch() {
        Fates fates = Fates.of(3, Map.of(), world -> {
            Communicator reversed = Objects.requireNonNull(world.split(0, -world.rank()));
            reversed.setName("backwards");
            reversed.barrier();
            if (world.rank() == 2) {
                reversed.allreduce(1, Op.SUM);
            } else {
                reversed.barrier();
            }
        });
        assertThat(fates.all()).allSatisfy(e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.MISMATCH);
            assertThat(e.getMessage())
                    .contains("rank 2: allreduce(SUM, int, 4 bytes)")
                    .contains("barrier(), ")
                    .contains(" of backwards");
        });
    }

    @Test
    void shouldTellApartHowCommunicatorsAreMade() {
        Fates fates = Fates.of(3, Map.of(), world -> {
            if (world.rank() == 1) {
                world.dup();
            } else {
                world.split(0, 0);
            }
        });
        assertThat(fates.all())
                .allSatisfy(e -> assertThat(e.getMessage()).contains("rank 0: split(), rank 1: dup(), in world"));
        Fates others = Fates.of(2, Map.of(), world -> {
            if (world.rank() == 1) {
                world.dup();
            } else {
                world.barrier();
            }
        });
        assertThat(others.all())
                .allSatisfy(
                        e -> assertThat(e.getMessage()).contains("rank 0: barrier(), rank 1: create a communicator"));
    }

    /** There is no lane in which it would be seen. */
    @Test
    void shouldNoticeThatACommunicatorWasClosedInsteadOfUsed() {
        Fates fates = Fates.of(2, Map.of(), world -> {
            Communicator dup = world.dup();
            if (world.rank() == 1) {
                dup.close();
            } else {
                dup.barrier();
            }
            world.barrier();
        });
        assertThat(fates.all()).allSatisfy(e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.MISMATCH);
            assertThat(e.getMessage())
                    .contains("rank 0: its first operation of world.dup, rank 1: has closed that communicator");
        });
        assertThat(fates.seconds()).isLessThan(LIMIT_SECONDS);
    }

    @Test
    void shouldNoticeThatACommunicatorWasClosedAfterItWasUsed() {
        Fates fates = Fates.of(2, Map.of(), world -> {
            Communicator dup = world.dup();
            dup.barrier();
            if (world.rank() == 1) {
                dup.close();
            } else {
                dup.barrier();
            }
        });
        assertThat(fates.of(0).getMessage()).contains("rank 0: barrier(), rank 1: close(), operation 2 of world.dup");
    }

    @Test
    void shouldRefuseWhatIsClosed() {
        ThreadRanks.run(2, world -> {
            Communicator dup = world.dup();
            Communicator used = world.dup();
            used.barrier();
            used.close();
            used.close();
            dup.close();
            for (Communicator closed : List.of(dup, used)) {
                for (Runnable call : List.<Runnable>of(
                        closed::barrier,
                        closed::dup,
                        closed::group,
                        () -> closed.split(0, 0),
                        () -> closed.bcast(1, 0),
                        () -> closed.compare(world))) {
                    try {
                        call.run();
                        throw new AssertionError("a closed communicator takes calls");
                    } catch (TuttiException e) {
                        assertThat(e.code()).isEqualTo(ErrorCode.CLOSED);
                    }
                }
            }
        });
    }

    /** Arguments: none. Rank 2 never opens the lane. */
    static final class OpenInVain implements RankProgram {
        @Override
        public String run(String... args) throws Exception {
            Communicator world = Tutti.init(args);
            Communicator dup = world.dup();
            RankMain.tell("made");
            if (world.rank() == 2) {
                Thread.sleep(60_000);
            }
            try {
                dup.allreduce(1, Op.SUM);
                return "no exception";
            } catch (TuttiException e) {
                return e.errorClass() + " " + e.culprit();
            }
        }
    }

    @Test
    @Tag("processes")
    void shouldNameARankThatDiesWhileOthersOpenALane() throws Exception {
        RankProcesses.Job job = RankProcesses.shared().start(3, Map.of(), OpenInVain.class);
        for (int rank = 0; rank < 3; rank++) {
            job.awaitMessage(rank, "made");
        }
        Thread.sleep(50);
        job.kill(2);
        List<Outcome> outcomes = job.await();
        assertThat(outcomes.get(0).require()).isEqualTo(ErrorClass.PROC_FAILED + " 2");
        assertThat(outcomes.get(1).require()).isEqualTo(ErrorClass.PROC_FAILED + " 2");
        assertThat(job.leftovers()).isEmpty();
    }
}
