package org.tutti.launcher;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tutti.segment.Arena;
import org.tutti.segment.Arena.State;
import org.tutti.segment.Awaited;
import org.tutti.segment.JobTable;
import org.tutti.segment.ProcessId;
import org.tutti.segment.RankReport;

/** What all ranks of a job are doing, as a table for a person. */
final class RankTable {
    private static final List<String> HEADINGS =
            List.of("rank", "pid", "state", "since", "operation", "call", "waits for");
    /** Columns of numbers; the others hold words. */
    private static final List<Boolean> RIGHT = List.of(true, true, false, true, true, false, false);

    private RankTable() {}

    /** {@return the table, one line a rank below its headings; no line end at its end} */
    static String of(Arena arena) {
        long now = System.currentTimeMillis();
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADINGS);
        new JobTable(arena).reports().map(report -> row(report, now)).forEach(rows::add);
        int[] widths = new int[HEADINGS.size()];
        for (List<String> row : rows) {
            Arrays.setAll(widths, i -> Math.max(widths[i], row.get(i).length()));
        }
        List<String> lines = new ArrayList<>();
        rows.forEach(row -> lines.add(line(row, widths)));
        return String.join("\n", lines);
    }

    /** {@return what a job is, and its table} */
    static String withTitle(Arena arena) {
        StringBuilder text =
                new StringBuilder("job " + arena.job() + ": " + arena.geometry().ranks() + " ranks");
        text.append(", begun by pid ").append(arena.creator().pid());
        if (arena.abort().isWritten()) {
            text.append("\nit has ended: ").append(arena.abort().message());
        }
        return text.append('\n').append(of(arena)).toString();
    }

    private static List<String> row(RankReport report, long now) {
        ProcessId process = report.process();
        Awaited awaited = report.awaited();
        boolean isDead = process != null && report.state() == State.ACTIVE && !process.isAlive();
        return List.of(
                Integer.toString(report.rank()),
                process == null ? "" : Long.toString(process.pid()),
                isDead ? "dead" : report.activity(),
                isDead || report.state() != State.ACTIVE ? "" : since(report, now),
                report.sequence() == 0 ? "" : Long.toString(report.sequence()),
                call(report),
                isDead || awaited == null ? "" : awaited.toString());
    }

    /** {@return what a rank has called, and where, unless that is the world} */
    private static String call(RankReport report) {
        if (report.lane().equals(JobTable.WORLD_NAME)) {
            return report.call();
        }
        return report.sequence() == 0 ? "opens " + report.lane() : report.call() + " of " + report.lane();
    }

    private static String since(RankReport report, long now) {
        if (report.sinceMillis() == 0) {
            return "now";
        }
        long millis = Math.max(0, now - report.sinceMillis());
        return millis / 1000 + "." + millis % 1000 / 100 + " s";
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - row.get(i).length());
            line.append("  ").append(RIGHT.get(i) ? padding + row.get(i) : row.get(i) + padding);
        }
        return line.toString().stripTrailing();
    }

    /** {@return the end of a sentence about a rank that has ended: what it did last, if it has joined its job} */
    static String lastCall(Arena arena, int rank) {
        return !arena.hasJoined(rank)
                ? ""
                : "; it did last: " + new JobTable(arena).report(rank).lastCall();
    }
}
