package org.tutti.launcher.bench;

import java.util.List;
import java.util.Locale;

/** Tables in the style of the OSU benchmarks: one for each operation, kind of buffers and engine. */
final class OsuReport {
    private static final int PERCENT = 100;

    private final StringBuilder text = new StringBuilder();

    private OsuReport() {}

    /** {@return the tables} */
    static String of(Outcome outcome) {
        OsuReport report = new OsuReport();
        Machine machine = outcome.machine();
        report.line("# " + machine.cpu() + ", " + machine.cores() + " cores, kernel " + machine.kernel() + "; "
                + machine.jdk() + "; " + machine.commit());
        Summary summary = outcome.summary();
        report.line("# " + outcome.request().ranks() + " ranks, "
                + outcome.request().rounds() + " rounds; "
                + (summary.mood() == 0 ? "no second core to probe" : probed(summary)) + " in " + summary.kept() + " of "
                + summary.taken() + " turns, which count");
        if (summary.isNoisy()) {
            report.line("# The machine was too noisy to tell: most turns were taken in another mood than these.");
        }
        List<Result> results = summary.results();
        for (int i = 0; i < results.size(); i++) {
            if (i == 0 || !isOneTable(results.get(i - 1), results.get(i))) {
                report.head(results.get(i));
            }
            report.row(results.get(i));
        }
        return report.text.toString();
    }

    private static String probed(Summary summary) {
        return String.format(Locale.ROOT, "a cache line took about %.0f ns from core to core", summary.mood());
    }

    private static boolean isOneTable(Result one, Result other) {
        return one.cell().operation() == other.cell().operation()
                && one.cell().buffers() == other.cell().buffers()
                && one.engine().equals(other.engine());
    }

    private void line(String line) {
        text.append(line).append(System.lineSeparator());
    }

    private void head(Result first) {
        Cell cell = first.cell();
        line("");
        String what = cell.operation() == Operation.BARRIER ? "" : ", float, " + cell.buffers();
        line("# " + first.engine() + " " + cell.operation() + what);
        text.append(String.format(
                Locale.ROOT,
                "%-10s %14s %12s %12s %12s %8s%n",
                "# Size",
                "Avg Lat(us)",
                "p50(us)",
                "p99(us)",
                "Max Lat(us)",
                "Spread"));
    }

    private void row(Result result) {
        text.append(String.format(
                Locale.ROOT,
                "%-10s %14.2f %12.2f %12.2f %12.2f %7.0f%%%n",
                Sizes.text(result.cell().bytes()),
                result.micros(),
                result.p50(),
                result.p99(),
                result.max(),
                PERCENT * result.spread()));
    }
}
