package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tutti.Communicator;
import org.tutti.CreationRequest;
import org.tutti.Datatype;
import org.tutti.Op;
import org.tutti.PersistentRequest;
import org.tutti.Request;
import org.tutti.Tutti;
import org.tutti.TuttiException;

/** Collective operations that return at once, and those that are started again, give what those that wait give. */
class NonblockingTest {
    private static final int[] LENGTHS = {1, 7, 300, 20_000};

    private static List<OperationForms.Case> cases(
            Communicator world, List<OperationForms> operations, long seed, boolean all) {
        List<OperationForms.Case> cases = new ArrayList<>();
        for (int length : LENGTHS) {
            if (all || length < 1000) {
                operations.forEach(operation -> cases.add(new OperationForms.Case(world, operation, length, seed)));
            }
        }
        Collections.shuffle(cases, new Random(seed));
        return cases;
    }

    private static void shouldGiveTheSame(Communicator world, List<OperationForms> operations, boolean all) {
        List<OperationForms.Case> cases = cases(world, operations, 1, all);
        List<Request> requests = new ArrayList<>();
        for (OperationForms.Case each : cases) {
            requests.add(each.operation().returns().call(world, each.send(), each.recv(), each.count()));
            if (requests.size() % 5 == 0) {
                world.barrier();
            }
            if (requests.size() % 7 == world.rank()) {
                requests.getLast().waitFor();
            }
        }
        Request.waitAll(requests);
        cases.forEach(OperationForms.Case::check);
    }

    private static Map<String, String> parameters(String components, String mode) {
        return Map.of("coll", components, "wait.mode", mode);
    }

    @ParameterizedTest
    @CsvSource({"1, all, auto", "2, all, auto", "3, all, oversubscribed", "5, all, auto", "3, ^sm, auto"})
    void shouldGiveWhatThoseThatWaitGive(int ranks, String components, String mode) {
        ThreadRanks.run(ranks, parameters(components, mode), world -> {
            List<OperationForms> legal = ranks > 1
                    ? OperationForms.ALL
                    : OperationForms.ALL.stream()
                            .filter(each ->
                                    !List.of("reduce", "gatherv", "scatter").contains(each.name()))
                            .toList();
            shouldGiveTheSame(world, legal, components.equals("all"));
        });
    }

    @ParameterizedTest
    @CsvSource({"2, all", "5, all", "3, ^sm"})
    void shouldGiveTheSameBetweenNeighbors(int ranks, String components) {
        ThreadRanks.run(ranks, parameters(components, "auto"), world -> {
            try (Communicator ring = world.cartesian(new int[] {ranks}, new boolean[] {true}, false)) {
                shouldGiveTheSame(Objects.requireNonNull(ring), OperationForms.BETWEEN_NEIGHBORS, true);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"2, all", "3, all", "3, ^sm"})
    void shouldStartAgainAndAgain(int ranks, String components) {
        ThreadRanks.run(ranks, parameters(components, "auto"), world -> {
            List<OperationForms.Case> cases = cases(world, OperationForms.ALL, 2, false);
            List<PersistentRequest> requests = new ArrayList<>();
            for (OperationForms.Case each : cases) {
                requests.add(each.operation().starts().call(world, each.send(), each.recv(), each.count()));
                assertThat(requests.getLast().waitFor().source()).isEqualTo(Tutti.ANY_SOURCE);
            }
            for (int round = 0; round < 5; round++) {
                PersistentRequest.startAll(requests.toArray(PersistentRequest[]::new));
                Request.waitAll(requests);
                cases.forEach(each -> {
                    each.check();
                    Arrays.fill(each.recv(), 0);
                });
            }
        });
    }

    /** The root of a broadcast goes on to a message that the others wait for before they begin it. */
    @Test
    void shouldReturnBeforeOthersHaveBegun() {
        ThreadRanks.run(3, world -> {
            int[] number = {world.rank() == 0 ? 42 : 0};
            if (world.rank() == 0) {
                Request bcast = world.ibcast(number, 0);
                Request barrier = world.ibarrier();
                world.send(new int[1], 1, 0);
                world.send(new int[1], 2, 0);
                Request.waitAll(bcast, barrier);
            } else {
                world.recv(new int[1], 0, 0);
                Request bcast = world.ibcast(number, 0);
                bcast.waitFor();
                assertThat(number[0]).isEqualTo(42);
                world.ibarrier().waitFor();
            }
        });
    }

    /** More operations than lanes, which are waited for in another order than they were begun in. */
    @Test
    void shouldHaveMoreInFlightThanLanes() {
        ThreadRanks.run(3, world -> {
            int[][] sums = new int[50][];
            Request[] requests = new Request[50];
            for (int i = 0; i < 50; i++) {
                sums[i] = new int[] {i + world.rank()};
                requests[i] = world.iallreduce(sums[i], Op.SUM);
            }
            for (int i = 49 - world.rank(); i >= 0; i--) {
                requests[i].waitFor();
            }
            Request.waitAll(requests);
            for (int i = 0; i < 50; i++) {
                assertThat(sums[i][0]).isEqualTo(3 * i + 3);
            }
        });
    }

    @Test
    void shouldTakeSegmentsAndDatatypes() {
        Datatype column = Datatype.vector(10, 1, 10, Datatype.INT);
        ThreadRanks.run(2, world -> {
            int[] matrix = new int[100];
            if (world.rank() == 0) {
                for (int i = 0; i < 100; i++) {
                    matrix[i] = i;
                }
            }
            MemorySegment segment = MemorySegment.ofArray(matrix);
            Request first = world.ibcast(segment, 1, column, 0);
            Request second = world.ibcast(segment.asSlice(4), 1, column, 0);
            Request.waitAll(second, first);
            for (int row = 0; row < 10; row++) {
                assertThat(matrix[10 * row + 1]).isEqualTo(10 * row + 1);
                assertThat(matrix[10 * row + 2]).isEqualTo(world.rank() == 0 ? 10 * row + 2 : 0);
            }
        });
    }

    @Test
    void shouldWorkBetweenTwoGroups() {
        ThreadRanks.run(4, world -> {
            try (Communicator half = Objects.requireNonNull(world.split(world.rank() % 2, 0));
                    Communicator inter = half.createInter(0, world, 1 - world.rank() % 2, 3)) {
                int[] all = new int[2];
                Request gather = inter.iallgather(new int[] {world.rank()}, all);
                gather.waitFor();
                assertThat(all).containsExactly(1 - world.rank() % 2, 3 - world.rank() % 2);
                int[] received = new int[1];
                inter.sendRecv(new int[] {world.rank()}, half.rank(), 1, received, half.rank(), 1);
                assertThat(received[0]).isEqualTo(world.rank() ^ 1);
            }
        });
    }

    @Test
    void shouldRefuseBadArgumentsAtOnce() {
        ThreadRanks.run(2, world -> {
            assertThatThrownBy(() -> world.ibcast(new int[1], 7)).hasMessageContaining("root=7");
            assertThatThrownBy(() -> world.allreduceInit("text", Op.SUM)).isInstanceOf(TuttiException.class);
            assertThat(world.iallreduce(new int[] {1}, Op.SUM).toFuture().join())
                    .isNotNull();
        });
    }

    @Test
    void shouldTellRanksThatCallSomethingElse() {
        assertThatThrownBy(() -> ThreadRanks.run(2, world -> {
                    Request request = world.rank() == 0 ? world.ibarrier() : world.iallreduce(new int[] {1}, Op.SUM);
                    request.waitFor();
                }))
                .hasMessageContaining("ranks called different operations")
                .hasMessageContaining("barrier()")
                .hasMessageContaining("allreduce(SUM, int, 4 bytes)");
    }

    static Stream<Arguments> differentCalls() {
        return OperationForms.ALL.stream()
                .flatMap(one -> OperationForms.ALL.stream()
                        .filter(other -> !other.name().equals(one.name()))
                        .map(other -> Arguments.of(one.name(), other.name())));
    }

    private static OperationForms named(String name) {
        return OperationForms.ALL.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Of messages longer than a ring a rank may wait for a word that does not tell what the other has called. Some ranks need nobody, and are over:
     * then the next operation in that lane tells.
     */
    @ParameterizedTest
    @MethodSource("differentCalls")
    void shouldTellEveryTwoCallsInFlightThatDiffer(String one, String other) {
        assertThatThrownBy(() -> ThreadRanks.run(3, Matrix.Sizes.SMALL.parameters(), world -> {
                    long[] send = new long[60_000];
                    long[] recv = new long[60_000];
                    OperationForms mine = named(world.rank() == 1 ? one : other);
                    mine.returns().call(world, send, recv, 20_000).waitFor();
                    for (int lane = 0; lane < 4; lane++) {
                        world.ibarrier().waitFor();
                    }
                }))
                .hasMessageContaining("ranks called different operations");
    }

    /** What is not written in steps runs in a thread of its own, which cannot get at memory that is confined to another. */
    @Test
    void shouldNotTakeAnOperationForDoneThatHasThrown() {
        assertThatThrownBy(() -> ThreadRanks.run(2, parameters("^sm", "auto"), world -> {
                    try (Arena confined = Arena.ofConfined()) {
                        MemorySegment segment = confined.allocate(ValueLayout.JAVA_INT, 10);
                        world.ibcast(segment, 10, Datatype.INT, 0).waitFor();
                    }
                }))
                .isInstanceOf(TuttiException.class)
                .hasMessageContaining("WrongThreadException");
    }

    /** The threads of operations see the end of the job a moment later than its ranks; until then they use the arena. */
    @Test
    void shouldEndWithTheJobWhatHasAThread() {
        for (int turn = 0; turn < 50; turn++) {
            assertThatThrownBy(() -> ThreadRanks.run(3, parameters("^sm", "auto"), world -> {
                        for (int i = 0; i < 3; i++) {
                            world.iallreduce(new int[1], Op.SUM);
                        }
                        world.ibarrier();
                        throw new IllegalArgumentException("on purpose");
                    }))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("on purpose");
        }
    }

    /** What a program forgets to wait for is over when its communicator is closed. */
    @Test
    void shouldFinishWhatIsInFlightBeforeItCloses() {
        int[][] sums = new int[3][1];
        ThreadRanks.run(3, world -> {
            Communicator other = world.dup();
            sums[world.rank()][0] = 1 + world.rank();
            other.iallreduce(sums[world.rank()], Op.SUM);
            other.close();
            assertThat(sums[world.rank()][0]).isEqualTo(6);
        });
    }

    /** The root of a broadcast needs nobody, and closes what the other rank has begun to open, and has not found open yet. */
    @Test
    void shouldNotCloseALaneBeforeAllHaveFoundIt() {
        ThreadRanks.run(2, world -> {
            int[] number = {world.rank() == 0 ? 42 : 0};
            Communicator other = world.dup();
            if (world.rank() == 0) {
                world.recv(new int[1], 1, 0);
                other.ibcast(number, 0).waitFor();
            } else {
                Request begun = other.ibcast(number, 0);
                world.send(new int[1], 0, 0);
                LockSupport.parkNanos(100_000_000);
                begun.waitFor();
            }
            other.close();
            assertThat(number[0]).isEqualTo(42);
        });
    }

    @Test
    void shouldMakeADuplicateMeanwhile() {
        ThreadRanks.run(3, world -> {
            CreationRequest first = world.idup();
            CreationRequest second = world.idup();
            world.barrier();
            try (Communicator two = second.communicator();
                    Communicator one = first.communicator()) {
                assertThat(one.allreduce(1, Op.SUM)).isEqualTo(3);
                assertThat(two.iallreduce(new int[] {1}, Op.SUM).waitFor()).isNotNull();
            }
        });
    }
}
