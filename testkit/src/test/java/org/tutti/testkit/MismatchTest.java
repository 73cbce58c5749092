package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tutti.Communicator;
import org.tutti.ErrorClass;
import org.tutti.Op;
import org.tutti.TuttiException;
import org.tutti.memory.ElementType;

/** Ranks that call different operations get an error that names both calls, all of them, soon. */
class MismatchTest {
    private static final Map<String, String> SMALL = Matrix.Sizes.SMALL.parameters();
    private static final double LIMIT_SECONDS = Slowness.limit(2).toSeconds();

    /** Every operation in every shape. */
    static List<Call> shapes() {
        List<Call> shapes = new ArrayList<>();
        shapes.add(Call.barrier());
        for (int count : new int[] {1, 30, 1000, 5000}) {
            shapes.add(Call.bcast(ElementType.DOUBLE, count, 0));
            shapes.add(Call.reduce(ElementType.DOUBLE, Op.SUM, count, 0));
            shapes.add(Call.allreduce(ElementType.DOUBLE, Op.SUM, count));
        }
        return shapes;
    }

    /** Every operation with every shape of every other operation. */
    static List<Pair> differentOperations() {
        List<Pair> pairs = new ArrayList<>();
        for (Call first : shapes()) {
            for (Call second : shapes()) {
                if (first.kind() != second.kind()) {
                    pairs.add(new Pair(first, second));
                }
            }
        }
        return pairs;
    }

    /** Every operation in every shape with itself, but for one argument. */
    static List<Pair> differentArguments() {
        List<Pair> pairs = new ArrayList<>();
        for (Call call : shapes()) {
            if (call.kind() == Call.Kind.BARRIER) {
                continue;
            }
            int count = call.count();
            pairs.add(new Pair(call, with(call, ElementType.LONG, call.op(), count, 0)));
            pairs.add(new Pair(call, with(call, ElementType.DOUBLE, call.op(), count + 1, 0)));
            pairs.add(new Pair(call, with(call, ElementType.DOUBLE, call.op(), 0, 0)));
            pairs.add(new Pair(call, with(call, ElementType.DOUBLE, call.op(), 20_000, 0)));
            if (call.op() != null) {
                pairs.add(new Pair(call, with(call, ElementType.DOUBLE, Op.MAX, count, 0)));
            }
            if (call.kind() != Call.Kind.ALLREDUCE) {
                pairs.add(new Pair(call, with(call, ElementType.DOUBLE, call.op(), count, 1)));
                pairs.add(new Pair(call, with(call, ElementType.DOUBLE, call.op(), 20_000, 1)));
            }
        }
        return pairs;
    }

    private static Call with(Call call, ElementType type, Op op, int count, int root) {
        return new Call(call.kind(), type, op, count, root, call.placement());
    }

    /** What rank 0 calls, and what rank 1 calls. */
    record Pair(Call first, Call second) {
        @Override
        public String toString() {
            return first.description() + " and " + second.description();
        }
    }

    @ParameterizedTest
    @MethodSource("differentOperations")
    void shouldNameTwoDifferentOperations(Pair pair) {
        meet(pair, 0);
    }

    @ParameterizedTest
    @MethodSource("differentArguments")
    void shouldNameTwoDifferentArguments(Pair pair) {
        meet(pair, 3);
    }

    /** Along a tree nobody waits for all: those that have not met each other are found all the same. */
    @ParameterizedTest
    @MethodSource("shapes")
    void shouldFindItAlongTrees(Call call) {
        shouldFindItAlong(call, 7, "2", 0, 1, 6);
    }

    /** A rank that is led, a leader, and one that leads only itself. */
    @ParameterizedTest
    @MethodSource("shapes")
    void shouldFindItInTwoLevels(Call call) {
        shouldFindItAlong(call, 9, "auto", 0, 1, 8);
    }

    private static void shouldFindItAlong(Call call, int ranks, String treeDegree, int... odds) {
        Call other = call.kind() == Call.Kind.BARRIER ? Call.allreduce(ElementType.INT, Op.MIN, 1) : Call.barrier();
        Map<String, String> trees = new HashMap<>(SMALL);
        trees.put("coll.sm.flat_max", "1");
        trees.put("coll.sm.tree_degree", treeDegree);
        for (int odd : odds) {
            Fates fates = Fates.of(ranks, trees, world -> {
                (world.rank() == odd ? other : call).make(world);
                world.barrier();
            });
            for (TuttiException e : fates.all()) {
                assertThat(e.errorClass()).isEqualTo(ErrorClass.MISMATCH);
                assertThat(e).hasMessageContaining("rank " + odd + ": " + other.description());
            }
            assertThat(fates.seconds()).isLessThan(LIMIT_SECONDS);
        }
    }

    /** After some operations that agree the ranks differ, and where neither reads of the other they meet in a barrier. */
    private static void meet(Pair pair, int before) {
        Fates fates = Fates.of(2, SMALL, world -> {
            for (int i = 0; i < before; i++) {
                world.barrier();
            }
            (world.rank() == 0 ? pair.first : pair.second).make(world);
            world.barrier();
        });
        for (TuttiException e : fates.all()) {
            assertThat(e.errorClass()).isEqualTo(ErrorClass.MISMATCH);
            assertThat(e)
                    .hasMessageContaining("rank 0: " + pair.first.description())
                    .hasMessageContaining("rank 1: " + pair.second.description())
                    .hasMessageContaining("operation " + (before + 1) + " of world");
            assertThat(e.culprit()).isIn(0, 1);
        }
        assertThat(fates.seconds()).isLessThan(LIMIT_SECONDS);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void shouldFindItOnAllOfManyRanks(Call call) {
        for (int ranks : new int[] {3, 5, 9}) {
            Call other = call.kind() == Call.Kind.BARRIER
                    ? Call.allreduce(ElementType.INT, Op.MIN, 1)
                    : with(call, ElementType.FLOAT, call.op(), call.count(), 0);
            Fates fates = Fates.of(ranks, SMALL, world -> {
                (world.rank() == ranks - 1 ? other : call).make(world);
                world.barrier();
            });
            String first = fates.of(0).getMessage();
            assertThat(fates.all()).allSatisfy(e -> {
                assertThat(e).hasMessage(first);
                assertThat(e.errorClass()).isEqualTo(ErrorClass.MISMATCH);
            });
            assertThat(first)
                    .contains("rank " + (ranks - 1) + ": " + other.description())
                    .contains(": " + call.description());
            assertThat(fates.seconds()).isLessThan(LIMIT_SECONDS);
        }
    }

    /** The roots wait for nobody: only a later meeting can show it, at the latest the closing one. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 12})
    void shouldFindRootsThatNeverReadEachOther(int more) {
        Fates fates = Fates.of(2, SMALL, world -> {
            world.bcast(new int[3], world.rank());
            for (int i = 0; i < more; i++) {
                world.bcast(new int[3], world.rank());
            }
        });
        assertThat(fates.all()).allSatisfy(e -> {
            assertThat(e.errorClass()).isEqualTo(ErrorClass.MISMATCH);
            assertThat(e)
                    .hasMessageContaining("rank 0: bcast(int, 12 bytes, root 0)")
                    .hasMessageContaining("rank 1: bcast(int, 12 bytes, root 1)");
        });
        assertThat(fates.seconds()).isLessThan(LIMIT_SECONDS);
    }

    /** A root that waits for room in its ring, and a rank that has gone on, look at each other all the same. */
    @Test
    void shouldFindARootThatWaitsForReadersWhichNeverCome() {
        Fates fates = Fates.of(2, SMALL, world -> {
            if (world.rank() == 0) {
                world.bcast(new byte[100_000], 0);
            } else {
                world.reduce(1, Op.SUM, 0);
            }
            world.barrier();
        });
        assertThat(fates.all()).allSatisfy(e -> {
            assertThat(e.errorClass()).isEqualTo(ErrorClass.MISMATCH);
            assertThat(e)
                    .hasMessageContaining("rank 0: bcast(byte, 100000 bytes, root 0)")
                    .hasMessageContaining("rank 1: reduce(SUM, int, 4 bytes, root 0)")
                    .hasMessageContaining("operation 1 of world");
        });
    }

    /** The same when the one that has gone on waits for room too. */
    @Test
    void shouldFindTwoRootsOfWhichOneWaitsForTheOther() {
        Fates fates = Fates.of(2, SMALL, world -> {
            if (world.rank() == 0) {
                world.bcast(new byte[100_000], 0);
            } else {
                for (int i = 0; i < 50; i++) {
                    world.bcast(new byte[400], 1);
                }
            }
        });
        assertThat(fates.all()).allSatisfy(e -> assertThat(e.errorClass()).isEqualTo(ErrorClass.MISMATCH));
    }

    /** One of three has another root in mind; the two that agree have no reason to wait for it. */
    @Test
    void shouldFindARankThatTookAnotherRoot() {
        Fates fates = Fates.of(3, SMALL, world -> {
            world.bcast(new long[100_000], world.rank() == 0 ? 0 : 2);
            world.barrier();
        });
        assertThat(fates.all()).allSatisfy(e -> assertThat(e.errorClass()).isEqualTo(ErrorClass.MISMATCH));
    }

    /** Leaving is an operation too. */
    @ParameterizedTest
    @MethodSource("shapes")
    void shouldNotLeaveWhileOthersAreInsideAnOperation(Call call) {
        for (int leaving = 0; leaving < 2; leaving++) {
            int rank = leaving;
            Fates fates = Fates.of(2, SMALL, world -> {
                world.barrier();
                if (world.rank() != rank) {
                    call.make(world);
                }
            });
            for (TuttiException e : fates.all()) {
                assertThat(e.errorClass()).isEqualTo(ErrorClass.MISMATCH);
                assertThat(e)
                        .hasMessageContaining("rank " + rank + ": close()")
                        .hasMessageContaining("rank " + (1 - rank) + ": " + call.description())
                        .hasMessageContaining("operation 2 of world");
            }
            assertThat(fates.seconds()).isLessThan(LIMIT_SECONDS);
        }
    }

    /** From then on every call fails, with the same culprit. */
    @Test
    void shouldFailForEverAfterwards() {
        Fates.of(2, SMALL, world -> {
            List<TuttiException> thrown = new ArrayList<>();
            for (Call call : List.of(
                    world.rank() == 0 ? Call.barrier() : Call.bcast(ElementType.INT, 1, 0),
                    Call.barrier(),
                    Call.bcast(ElementType.INT, 1, world.rank()),
                    Call.allreduce(ElementType.BYTE, Op.BAND, 100),
                    Call.reduce(ElementType.BYTE, Op.BAND, 100, 0))) {
                try {
                    call.make(world);
                    throw new AssertionError(call + " succeeded");
                } catch (TuttiException e) {
                    thrown.add(e);
                }
            }
            TuttiException first = thrown.getFirst();
            assertThat(thrown).allSatisfy(e -> {
                assertThat(e).hasMessage(first.getMessage());
                assertThat(e.culprit()).isEqualTo(first.culprit());
            });
            throw first;
        });
    }

    /** Args: what each rank calls. Each returns the message that it got, and when. */
    static final class Differ implements RankTask {
        @Override
        public String run(Communicator world, String... args) {
            world.barrier();
            long start = System.nanoTime();
            try {
                Call.of(args[world.rank()]).make(world);
                world.barrier();
                return "nothing thrown";
            } catch (TuttiException e) {
                assertThat(System.nanoTime() - start).isLessThan(2_000_000_000L);
                return e.errorClass() + " " + e.getMessage();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000})
    @Tag("processes")
    void shouldFindItBetweenProcesses(int count) {
        Call first = Call.allreduce(ElementType.DOUBLE, Op.SUM, count);
        Call second = Call.bcast(ElementType.LONG, count, 0);
        RankProcesses.Job job = RankProcesses.shared().newJob();
        for (int rank = 0; rank < 2; rank++) {
            job.add(rank, 2, Matrix.Sizes.SMALL.settings(), Caught.class, first.text(), second.text());
        }
        assertThat(job.await())
                .allSatisfy(outcome -> assertThat(outcome.require())
                        .startsWith("MISMATCH ")
                        .contains("rank 0: " + first.description())
                        .contains("rank 1: " + second.description())
                        .contains("operation 2 of world"));
        assertThat(job.leftovers()).isEmpty();
    }

    /** As {@link Differ}, but the close that follows fails too, of which nobody needs to hear. */
    static final class Caught implements RankProgram {
        @Override
        public String run(String... args) throws Exception {
            String[] result = new String[1];
            try (Communicator world = org.tutti.Tutti.init(args)) {
                result[0] = new Differ().run(world, args);
            } catch (TuttiException e) {
                assertThat(e.errorClass() + " " + e.getMessage()).isEqualTo(result[0]);
            }
            return result[0];
        }
    }
}
