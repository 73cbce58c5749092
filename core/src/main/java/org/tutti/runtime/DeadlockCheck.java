package org.tutti.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tutti.ErrorCode;
import org.tutti.segment.Arena;
import org.tutti.segment.Awaited;
import org.tutti.segment.JobTable;
import org.tutti.segment.Post;
import org.tutti.segment.RankReport;
import org.tutti.segment.Vigil;

/**
 * Ends a job whose ranks all wait for each other. Each rank counts, while it waits, what has come meanwhile, and how often it
 * has looked. So where looks, between which every rank has looked at all that it waits for, find that none has gone on, no message under way and no operation whose awaited word is there,
 * nothing will ever come. It takes its time: what knows more of the reason, such as a mismatch, speaks first.
 */
final class DeadlockCheck {
    private static final int MOST_NAMED = 8;
    private static final long SHORTEST_MILLIS = 2000;

    private final Arena arena;
    private final JobTable table;
    private long[] before = {};
    private long sinceMillis;
    private @Nullable Post post;

    DeadlockCheck(Arena arena) {
        this.arena = arena;
        this.table = new JobTable(arena);
    }

    /** Looks once. To be called at intervals longer than any sleep of a rank. */
    void look(long nowMillis) {
        long[] now = waits();
        if (haveAnyGoneOn(before, now)) {
            before = now;
            sinceMillis = nowMillis;
        } else if (now.length > 0
                && nowMillis - sinceMillis >= SHORTEST_MILLIS
                && haveAllLooked(before, now)
                && !canAnyGoOn()
                && post().isQuiet()
                && !haveAnyGoneOn(now, waits())) {
            arena.abort()
                    .write(
                            ErrorCode.DEADLOCK,
                            -1,
                            "all ranks wait for each other, and no message is under way: " + text());
        }
    }

    private static boolean haveAnyGoneOn(long[] before, long[] now) {
        return !Arrays.equals(
                Arrays.stream(before).map(Vigil::withoutLooks).toArray(),
                Arrays.stream(now).map(Vigil::withoutLooks).toArray());
    }

    /** {@return whether each rank has had a processor since, and found nothing} It may be one of many, or have been stopped. */
    private static boolean haveAllLooked(long[] before, long[] now) {
        for (int rank = 0; rank < now.length; rank++) {
            if (Vigil.looksBetween(before[rank], now[rank]) < 2) {
                return false;
            }
        }
        return true;
    }

    /** {@return whether what some rank waits for in an operation is there: it has only not had a processor since} */
    private boolean canAnyGoOn() {
        return table.reports().anyMatch(report -> report.message().isEmpty() && report.awaited() == null);
    }

    private Post post() {
        Post known = post;
        if (known == null) {
            known = Post.toLook(arena);
            post = known;
        }
        return known;
    }

    /** {@return what all ranks have counted, or nothing where one does not wait, or will end its wait itself} */
    private long[] waits() {
        long[] waits = new long[arena.geometry().ranks()];
        for (int rank = 0; rank < waits.length; rank++) {
            waits[rank] = arena.waitRows().blocked(rank);
            if (!Vigil.waitsForOthers(waits[rank]) || arena.state(rank) != Arena.State.ACTIVE) {
                return new long[0];
            }
        }
        return waits;
    }

    /** {@return who waits for whom: those in a circle, if there is one, else the first ranks} */
    private String text() {
        List<RankReport> all = table.reports().toList();
        List<Integer> circle = circle(all);
        return (circle.isEmpty() ? all.stream() : circle.stream().map(all::get))
                .limit(MOST_NAMED)
                .map(DeadlockCheck::text)
                .collect(Collectors.joining("; "));
    }

    private static String text(RankReport report) {
        Awaited awaited = report.awaited();
        return "rank " + report.rank() + " waits in " + report.lastCall() + (awaited == null ? "" : " for " + awaited);
    }

    private static List<Integer> circle(List<RankReport> all) {
        List<Integer> way = new ArrayList<>();
        int rank = 0;
        while (!way.contains(rank)) {
            way.add(rank);
            Awaited awaited = all.get(rank).awaited();
            if (awaited == null || awaited.ranks() > 1) {
                return List.of();
            }
            rank = awaited.rank();
        }
        return way.subList(way.indexOf(rank), way.size());
    }
}
