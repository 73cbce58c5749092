package org.tutti.launcher;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tutti.segment.Arena;
import org.tutti.segment.Lane;
import org.tutti.spi.Progress;

/** What ranks did last, read from the arena without taking part. */
final class LastCalls {
    /** What the arena's directory calls the world's lane. */
    static final long WORLD = 1;

    private static final int MOST_LINES = 16;

    private final Arena arena;

    LastCalls(Arena arena) {
        this.arena = arena;
    }

    /** {@return the end of a sentence about a rank that has ended: what it did last, if it has joined its job} */
    String suffix(int rank) {
        return !arena.hasJoined(rank) ? "" : "; it did last: " + onWorld(rank);
    }

    private String onWorld(int rank) {
        return Lane.open(arena, rank, WORLD, "world", Progress.NONE).lastCall(rank);
    }

    private String of(int rank) {
        return switch (arena.state(rank)) {
            case ABSENT, JOINING -> "has not joined";
            case LEFT -> "has left";
            case ACTIVE -> onWorld(rank);
        };
    }

    /** {@return a line for each group of ranks that did the same last; nothing when no rank has joined} */
    String ofAll(List<RankProcess> ranks) {
        if (ranks.stream().noneMatch(rank -> arena.hasJoined(rank.rank()))) {
            return "";
        }
        Map<String, List<String>> groups = new LinkedHashMap<>();
        for (RankProcess rank : ranks) {
            groups.computeIfAbsent(of(rank.rank()), call -> new ArrayList<>()).add(Integer.toString(rank.rank()));
        }
        StringBuilder lines = new StringBuilder("; the ranks did last:");
        groups.entrySet().stream()
                .limit(MOST_LINES)
                .forEach(group -> lines.append("\n  ")
                        .append(group.getValue().size() == 1 ? "rank " : "ranks ")
                        .append(String.join(", ", group.getValue()))
                        .append(": ")
                        .append(group.getKey()));
        if (groups.size() > MOST_LINES) {
            lines.append("\n  ...");
        }
        return lines.toString();
    }
}
