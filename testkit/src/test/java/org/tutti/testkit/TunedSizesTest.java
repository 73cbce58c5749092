package org.tutti.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tutti.Op;
import org.tutti.launcher.bench.Trial;
import org.tutti.memory.ElementType;

/** With each value that {@code tutti tune} may choose, operations compute and move the same. */
class TunedSizesTest {
    private static final int[] BYTES = {
        8, 64, 104, 128, 256, 1 << 10, 2 << 10, 4 << 10, 8 << 10, 16 << 10, 32 << 10, 64 << 10, 130_000
    };

    static Stream<Map<String, String>> settings() {
        return Trial.all().stream()
                .flatMap(trial -> trial.values().stream().map(value -> Map.of(trial.parameter(), value)));
    }

    /** At each length beside which some value cuts, and one element beside it. */
    private static List<Integer> counts(ElementType type) {
        TreeSet<Integer> counts = new TreeSet<>();
        for (int bytes : BYTES) {
            int count = type.count(bytes);
            counts.addAll(List.of(count - 1, count, count + 1));
        }
        return List.copyOf(counts);
    }

    private static List<Move> moves(int ranks) {
        List<Move> moves = new ArrayList<>();
        for (Move.Kind kind : Move.Kind.values()) {
            for (int bytes : BYTES) {
                moves.add(new Move(kind, ElementType.INT, bytes / 4 + 1, bytes / 8, ranks - 1, Move.Form.PARTS));
            }
        }
        return moves;
    }

    @ParameterizedTest
    @MethodSource("settings")
    void shouldComputeAndMoveTheSame(Map<String, String> parameters) {
        List<Integer> counts = counts(ElementType.FLOAT);
        for (int ranks : new int[] {2, 5}) {
            Oracle sums = Oracle.of(ranks, ElementType.FLOAT, Op.SUM, Matrix.largest(counts), ranks);
            Oracle sent = Oracle.of(ranks, ElementType.FLOAT, Matrix.largest(counts), ranks);
            List<Move> moves = moves(ranks);
            ThreadRanks.run(ranks, parameters, world -> {
                Matrix.check(world, Matrix.reductions(ElementType.FLOAT, Op.SUM, counts, ranks), sums);
                Matrix.check(world, Matrix.broadcasts(ElementType.FLOAT, counts, ranks), sent);
                long seed = 1;
                for (Move move : moves) {
                    move.check(world, seed++);
                }
            });
        }
    }
}
