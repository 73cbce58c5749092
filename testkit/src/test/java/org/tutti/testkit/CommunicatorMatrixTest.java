package org.tutti.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tutti.Communicator;
import org.tutti.Intercommunicator;
import org.tutti.Op;
import org.tutti.memory.ElementType;

/** The cells of the matrix on communicators that have the world's ranks in another order, or a part of them. */
class CommunicatorMatrixTest {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final List<Integer> FOLD_COUNTS = List.of(0, 1, 12, 100, 700, 3_001);
    private static final List<ElementType> SOME = List.of(ElementType.INT, ElementType.DOUBLE);
    private static final List<ElementType> ALL = List.of(ElementType.values());

    /** A part of the cells: of these types, every so manieth. */
    private record Part(List<ElementType> types, int step) {
        void check(Communicator communicator) {
            for (ElementType type : types) {
                checkCalls(communicator, type);
            }
            long seed = 1;
            for (Move move : thinned(Moves.of(communicator.size(), false))) {
                move.check(communicator, seed++);
            }
            for (Fold fold : thinned(folds())) {
                fold.check(communicator, seed++);
            }
        }

        private void checkCalls(Communicator communicator, ElementType type) {
            int size = communicator.size();
            List<Integer> counts = Matrix.counts(type, Matrix.Sizes.SMALL);
            int largest = Matrix.largest(counts);
            for (Op op : types.equals(ALL) ? Oracle.OPS : List.of(Op.SUM)) {
                if (Oracle.isDefined(op, type)) {
                    List<Call> calls = thinned(Matrix.reductions(type, op, counts, size));
                    Matrix.check(communicator, calls, Oracle.of(size, type, op, largest, size));
                }
            }
            List<Call> calls = thinned(Matrix.broadcasts(type, counts, size));
            Matrix.check(communicator, calls, Oracle.of(size, type, largest, size));
        }

        private List<Fold> folds() {
            List<Fold> folds = new ArrayList<>();
            for (Fold.Kind kind : Fold.Kind.values()) {
                for (Fold.Form form : Fold.Form.values()) {
                    for (int count : FOLD_COUNTS) {
                        types.forEach(type -> folds.add(new Fold(kind, type, Oracle.OPS.get(count % 4), count, form)));
                    }
                }
            }
            return folds.stream()
                    .filter(fold -> Oracle.isDefined(fold.op(), fold.type()))
                    .toList();
        }

        private <T> List<T> thinned(List<T> cells) {
            List<T> some = new ArrayList<>();
            for (int i = cells.size() % step; i < cells.size(); i += step) {
                some.add(cells.get(i));
            }
            return some;
        }
    }

    private static void check(int ranks, Part part) {
        ThreadRanks.run(ranks, Matrix.Sizes.SMALL.parameters(), LIMIT, world -> {
            try (Ensembles ensembles = new Ensembles(world)) {
                for (Ensembles.Shape shape : Ensembles.Shape.values()) {
                    Communicator communicator = ensembles.of(shape);
                    if (communicator != null && !(communicator instanceof Intercommunicator)) {
                        part.check(communicator);
                    }
                }
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void shouldComputeAPartOnEveryCommunicator(int ranks) {
        check(ranks, new Part(SOME, 23));
    }

    @Tag("full")
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 16})
    @Timeout(value = 11, unit = TimeUnit.MINUTES)
    void shouldComputeEverythingOnEveryCommunicator(int ranks) {
        check(ranks, new Part(ALL, ranks <= 4 ? 1 : ranks < 16 ? 3 : 7));
    }
}
