package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tutti.Communicator;
import org.tutti.ErrorClass;
import org.tutti.ErrorCode;
import org.tutti.Op;
import org.tutti.TuttiException;
import org.tutti.memory.ElementType;

/** Ranks that call different operations of which one moves blocks, or the same with blocks that do not fit each other. */
class MoveMismatchTest {
    private static final Map<String, String> SMALL = Matrix.Sizes.SMALL.parameters();
    private static final double LIMIT_SECONDS = Slowness.limit(2).toSeconds();

    /** A call, and what errors call it. */
    record Called(String description, Consumer<Communicator> call) {
        static Called of(Move move) {
            return new Called(move.description(), move::make);
        }

        static Called of(Call call) {
            return new Called(call.description(), call::make);
        }
    }

    /** What rank 0 calls, and what rank 1 calls. */
    record Pair(Called first, Called second) {
        @Override
        public String toString() {
            return first.description() + " and " + second.description();
        }
    }

    private static Move move(Move.Kind kind, int count) {
        return new Move(kind, ElementType.DOUBLE, count, 0, 0, Move.Form.WHOLE);
    }

    /** Every operation that moves blocks in every shape with every other one, and with the others. */
    static List<Pair> differentOperations() {
        List<Pair> pairs = new ArrayList<>();
        for (Move.Kind kind : Move.Kind.values()) {
            for (int count : new int[] {1, 60, 2000}) {
                Called called = Called.of(move(kind, count));
                for (Move.Kind other : Move.Kind.values()) {
                    boolean isSame = kind == other || (kind.varies() && other == Move.Kind.ALLTOALLW);
                    if (!isSame && kind != Move.Kind.ALLTOALLW) {
                        pairs.add(new Pair(called, Called.of(move(other, 61 - count % 60))));
                    }
                }
                for (Call call : List.of(
                        Call.barrier(),
                        Call.bcast(ElementType.DOUBLE, 60, 0),
                        Call.reduce(ElementType.DOUBLE, Op.SUM, 5000, 1),
                        Call.allreduce(ElementType.DOUBLE, Op.SUM, count))) {
                    pairs.add(new Pair(called, Called.of(call)));
                    pairs.add(new Pair(Called.of(call), called));
                }
            }
        }
        return pairs;
    }

    /** Every one of even blocks in every shape with itself, but for one argument; of the others, but for the root. */
    static List<Pair> differentArguments() {
        List<Pair> pairs = new ArrayList<>();
        for (Move.Kind kind : Move.Kind.values()) {
            for (int count : new int[] {1, 60, 2000}) {
                Called called = Called.of(move(kind, count));
                if (kind.isRooted()) {
                    Move other = new Move(kind, ElementType.DOUBLE, count, 0, 1, Move.Form.WHOLE);
                    pairs.add(new Pair(called, Called.of(other)));
                }
                if (!kind.varies()) {
                    Move other = new Move(kind, ElementType.LONG, count, 0, 0, Move.Form.WHOLE);
                    pairs.add(new Pair(called, Called.of(other)));
                    for (int otherCount : new int[] {0, count + 1, 20_000}) {
                        pairs.add(new Pair(called, Called.of(move(kind, otherCount))));
                    }
                }
            }
        }
        return pairs;
    }

    @ParameterizedTest
    @MethodSource({"differentOperations", "differentArguments"})
    void shouldNameBothCalls(Pair pair) {
        Fates fates = Fates.of(2, SMALL, world -> {
            world.barrier();
            (world.rank() == 0 ? pair.first : pair.second).call.accept(world);
            world.barrier();
        });
        for (TuttiException e : fates.all()) {
            assertThat(e.errorClass()).isEqualTo(ErrorClass.MISMATCH);
            assertThat(e)
                    .hasMessageContaining("rank 0: " + pair.first.description())
                    .hasMessageContaining("rank 1: " + pair.second.description())
                    .hasMessageContaining("operation 2 of world");
        }
        assertThat(fates.seconds()).isLessThan(LIMIT_SECONDS);
    }

    /** What only two ranks know is found by the one that receives, and told to all. */
    @ParameterizedTest
    @EnumSource(names = {"GATHERV", "SCATTERV", "ALLGATHERV", "ALLTOALLV", "ALLTOALLW"})
    void shouldTellBlocksThatDoNotFit(Move.Kind kind) {
        for (int expected : new int[] {0, 2, 700}) {
            for (int sent : new int[] {0, 2, 3, 700, 5000}) {
                if (sent != expected) {
                    differ(
                            kind,
                            new int[sent],
                            new int[expected],
                            "rank 2 sends " + 4 * sent + " bytes of int, rank 1 expects " + 4 * expected
                                    + " bytes of int");
                }
            }
        }
        differ(kind, new float[3], new int[3], "rank 2 sends 12 bytes of float, rank 1 expects 12 bytes of int");
    }

    /** Rank 2 sends what rank 1 does not expect; all other blocks are empty. */
    private static void differ(Move.Kind kind, Object sent, Object expected, String text) {
        Fates fates = Fates.of(3, SMALL, world -> {
            unfit(world, kind, sent, expected);
            world.barrier();
        });
        String first = fates.of(0).getMessage();
        assertThat(first)
                .contains("a block is not what its receiver expects: " + text)
                .contains("operation 1 of world");
        for (TuttiException e : fates.all()) {
            assertThat(e.code()).isEqualTo(ErrorCode.BLOCKS_DIFFER);
            assertThat(e.culprit()).isEqualTo(2);
            assertThat(e).hasMessage(first);
        }
        assertThat(fates.seconds()).isLessThan(LIMIT_SECONDS);
    }

    private static void unfit(Communicator world, Move.Kind kind, Object sent, Object expected) {
        int rank = world.rank();
        int most = java.lang.reflect.Array.getLength(sent);
        int fewer = java.lang.reflect.Array.getLength(expected);
        Object nothing = rank == 2 ? Elements.copy(sent, 0, 0) : new int[0];
        Object send = rank == 2 ? sent : nothing;
        Object recv = rank == 1 ? expected : nothing;
        int[] none = new int[3];
        int[] toOne = {0, rank == 2 ? most : 0, 0};
        int[] ofTwo = {0, 0, rank == 1 ? fewer : 0};
        switch (kind) {
            case GATHERV -> world.gatherv(send, 0, rank == 2 ? most : 0, recv, ofTwo, null, 1);
            case SCATTERV -> world.scatterv(send, toOne, null, recv, 0, rank == 1 ? fewer : 0, 2);
            case ALLGATHERV -> {
                // only what rank 1 expects of rank 2 is wrong
                int[] counts = {0, 0, rank == 1 ? fewer : most};
                Object all = rank == 1 ? expected : Elements.copy(rank == 2 ? sent : new int[most], 0, most);
                if (rank == 0 && !(sent instanceof int[])) {
                    all = new float[most];
                    send = new float[0];
                }
                world.allgatherv(send, 0, rank == 2 ? most : 0, all, counts, null);
            }
            case ALLTOALLV -> world.alltoallv(send, toOne, recv, rank == 1 ? ofTwo : none);
            default -> {
                Object[] parts = {nothing, rank == 2 ? sent : nothing, nothing};
                Object[] received = {new int[0], new int[0], rank == 1 ? expected : nothing};
                received[rank] = Elements.copy(parts[rank], 0, 0);
                world.alltoallw(parts, received);
            }
        }
    }

    /** The scatterv's root waits for nobody, and leaves the finding to those who come later. */
    @Test
    void shouldFindItWhereTheSenderHasGoneOn() {
        Fates fates = Fates.of(2, SMALL, world -> {
            if (world.rank() == 1) {
                Thread.sleep(100);
            }
            world.scatterv(new int[] {1, 2, 3}, new int[] {1, 2}, new int[1], 0);
            world.barrier();
        });
        assertThat(fates.all()).allSatisfy(e -> assertThat(e.code()).isEqualTo(ErrorCode.BLOCKS_DIFFER));
    }
}
