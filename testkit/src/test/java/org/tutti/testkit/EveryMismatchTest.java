package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tutti.Communicator;
import org.tutti.ErrorClass;
import org.tutti.Op;
import org.tutti.TuttiException;
import org.tutti.memory.ElementType;
import org.tutti.testkit.MoveMismatchTest.Called;

/** Each operation with each other one, and with itself but for one argument, on communicators of two ranks beside the world. */
class EveryMismatchTest {
    private static final int MEMBERS = 2;
    private static final double LIMIT_SECONDS = Slowness.limit(4).toSeconds();
    private static final List<Ensembles.Shape> SHAPES =
            List.of(Ensembles.Shape.DUP, Ensembles.Shape.HALVES, Ensembles.Shape.REVERSED);

    /** What rank 0 of the world calls, and what rank 1 calls. */
    record Pair(Called first, Called second, Ensembles.Shape shape) {
        @Override
        public String toString() {
            return first.description() + " and " + second.description() + " on " + shape;
        }
    }

    private static Called of(Fold fold) {
        return new Called(fold.description(MEMBERS), fold::make);
    }

    private static Fold fold(Fold.Kind kind, ElementType type, Op op, int count) {
        return new Fold(kind, type, op, count, Fold.Form.WHOLE);
    }

    /** {@return every operation once, with blocks of so many elements} */
    private static List<Called> operations(int count) {
        List<Called> operations = new ArrayList<>();
        operations.add(Called.of(Call.barrier()));
        operations.add(Called.of(Call.bcast(ElementType.DOUBLE, count, 0)));
        operations.add(Called.of(Call.reduce(ElementType.DOUBLE, Op.SUM, count, 0)));
        operations.add(Called.of(Call.allreduce(ElementType.DOUBLE, Op.SUM, count)));
        for (Move.Kind kind : Move.Kind.values()) {
            if (kind != Move.Kind.ALLTOALLW) { // to others it is an alltoallv
                operations.add(Called.of(new Move(kind, ElementType.DOUBLE, count, 0, 0, Move.Form.WHOLE)));
            }
        }
        for (Fold.Kind kind : Fold.Kind.values()) {
            operations.add(of(fold(kind, ElementType.DOUBLE, Op.SUM, count)));
        }
        return operations;
    }

    private static List<Pair> pairs(int count, boolean bothWays) {
        List<Called> operations = operations(count);
        List<Pair> pairs = new ArrayList<>();
        for (int first = 0; first < operations.size(); first++) {
            for (int second = bothWays ? 0 : first + 1; second < operations.size(); second++) {
                if (first != second) {
                    Ensembles.Shape shape = SHAPES.get((first + second) % SHAPES.size());
                    pairs.add(new Pair(operations.get(first), operations.get(second), shape));
                }
            }
        }
        return pairs;
    }

    static List<Pair> shortOnes() {
        return pairs(2, false);
    }

    /** In all shapes, either way. */
    static Stream<Pair> all() {
        return Stream.of(1, 60, 2000).flatMap(count -> pairs(count, true).stream());
    }

    /** Scans and scattered reductions in every shape with themselves, but for one argument. */
    static List<Pair> differentFolds() {
        List<Pair> pairs = new ArrayList<>();
        for (Fold.Kind kind : Fold.Kind.values()) {
            for (int count : new int[] {2, 60, 2000}) {
                Called called = of(fold(kind, ElementType.DOUBLE, Op.SUM, count));
                for (Fold other : List.of(
                        fold(kind, ElementType.LONG, Op.SUM, count),
                        fold(kind, ElementType.DOUBLE, Op.MAX, count),
                        fold(kind, ElementType.DOUBLE, Op.SUM, 0),
                        fold(kind, ElementType.DOUBLE, Op.SUM, count + 2),
                        fold(kind, ElementType.DOUBLE, Op.SUM, 20_000))) {
                    pairs.add(new Pair(called, of(other), SHAPES.get(pairs.size() % SHAPES.size())));
                }
            }
        }
        return pairs;
    }

    /** The others, which are tried on the world too. */
    static List<Pair> differentArguments() {
        List<Pair> pairs = new ArrayList<>();
        for (MismatchTest.Pair pair : MismatchTest.differentArguments()) {
            Ensembles.Shape shape = SHAPES.get(pairs.size() % SHAPES.size());
            pairs.add(new Pair(Called.of(pair.first()), Called.of(pair.second()), shape));
        }
        for (MoveMismatchTest.Pair pair : MoveMismatchTest.differentArguments()) {
            pairs.add(new Pair(pair.first(), pair.second(), SHAPES.get(pairs.size() % SHAPES.size())));
        }
        return pairs;
    }

    @ParameterizedTest
    @MethodSource({"shortOnes", "differentFolds"})
    void shouldNameBothCallsBesideTheWorld(Pair pair) {
        meet(pair);
    }

    @Tag("full")
    @ParameterizedTest
    @MethodSource({"all", "differentArguments"})
    void shouldNameBothCallsBesideTheWorldInAllShapes(Pair pair) {
        meet(pair);
    }

    /** Where there are two halves, the ranks of the other one wait in the world, and are told the same. */
    private static void meet(Pair pair) {
        int ranks = pair.shape == Ensembles.Shape.HALVES ? 2 * MEMBERS : MEMBERS;
        Fates fates = Fates.of(ranks, Matrix.Sizes.SMALL.parameters(), world -> {
            Communicator communicator = Objects.requireNonNull(new Ensembles(world).of(pair.shape));
            communicator.setName("odd one");
            communicator.barrier();
            if (world.rank() < MEMBERS) {
                (world.rank() == 0 ? pair.first : pair.second).call().accept(communicator);
                communicator.barrier();
            }
            world.barrier();
        });
        for (TuttiException e : fates.all()) {
            assertThat(e.errorClass()).isEqualTo(ErrorClass.MISMATCH);
            assertThat(e)
                    .hasMessageContaining("rank 0: " + pair.first.description())
                    .hasMessageContaining("rank 1: " + pair.second.description())
                    .hasMessageContaining("operation 2 of odd one");
        }
        assertThat(fates.seconds()).isLessThan(LIMIT_SECONDS);
    }
}
