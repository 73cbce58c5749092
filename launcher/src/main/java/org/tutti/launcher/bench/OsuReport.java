package org.tutti.launcher.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Tables in the style of the OSU benchmarks: one for each operation and contender; beside peers, tables of ratios. */
public final class OsuReport {
    private static final int PERCENT = 100;
    private static final double MILLION = 1e6;

    private final StringBuilder text = new StringBuilder();

    /** What is in one table. */
    private record Table(Operation operation, ElementKind kind, Contender contender) {}

    private OsuReport() {}

    /** {@return the tables} */
    public static String of(Outcome outcome) {
        OsuReport report = new OsuReport();
        report.preamble(outcome);
        Map<Table, List<Result>> tables = new LinkedHashMap<>();
        for (Operation operation : Operation.values()) {
            for (Result result : outcome.summary().results()) {
                if (result.cell().operation() == operation) {
                    Table own = new Table(operation, result.cell().kind(), result.contender());
                    tables.computeIfAbsent(own, table -> new ArrayList<>()).add(result);
                }
            }
        }
        tables.forEach(report::table);
        report.text.append(OverlapReport.of(outcome));
        report.text.append(RatioReport.of(outcome));
        return report.text.toString();
    }

    private void preamble(Outcome outcome) {
        Machine machine = outcome.machine();
        line("# " + machine.cpu() + ", " + machine.cores() + " cores, kernel " + machine.kernel() + "; "
                + machine.commit());
        outcome.versions().forEach((engine, version) -> line("# " + engine + ": " + version));
        Summary summary = outcome.summary();
        line("# " + outcome.request().ranks() + " ranks, "
                + outcome.request().rounds() + " rounds; "
                + (summary.mood() == 0 ? "no second core to probe" : probed(summary)) + " in " + summary.kept() + " of "
                + summary.taken() + " turns, which count");
        if (summary.isNoisy()) {
            line("# The machine was too noisy to tell: most turns were taken in another mood than these.");
        }
        if (!summary.missing().isEmpty()) {
            line("# Not measured by all in this mood: "
                    + summary.missing().stream().map(OsuReport::name).collect(Collectors.joining(", ")));
        }
        if (outcome.request().floor()) {
            line("# floor: " + Floor.model());
        }
    }

    private static String name(Cell cell) {
        return cell.operation() + " " + Sizes.text(cell.bytes()) + " " + cell.kind();
    }

    private static String probed(Summary summary) {
        return String.format(Locale.ROOT, "a cache line took about %.0f ns from core to core", summary.mood());
    }

    private void line(String line) {
        text.append(line).append(System.lineSeparator());
    }

    private void table(Table table, List<Result> results) {
        line("");
        String what = table.operation() == Operation.BARRIER
                ? ""
                : ", " + table.kind() + ", " + table.contender().buffers();
        boolean floors = results.stream().anyMatch(result -> result.floors() != null);
        boolean rates = table.operation().hasWindow();
        line("# " + table.contender().engine() + " " + table.operation() + what);
        text.append(String.format(
                Locale.ROOT,
                "%-10s %14s %12s %12s %12s %8s%s%s%n",
                "# Size",
                "Avg Lat(us)",
                "p50(us)",
                "p99(us)",
                "Max Lat(us)",
                "Spread",
                rates ? "         MB/s   Messages/s" : "",
                floors ? "   x Floor" : ""));
        results.forEach(this::row);
    }

    private void row(Result result) {
        Ratio floors = result.floors();
        text.append(String.format(
                Locale.ROOT,
                "%-10s %14.2f %12.2f %12.2f %12.2f %7.0f%%%s%s%n",
                Sizes.text(result.cell().bytes()),
                result.micros(),
                result.p50(),
                result.p99(),
                result.max(),
                PERCENT * result.spread(),
                result.cell().operation().hasWindow() ? rates(result) : "",
                floors == null ? "" : String.format(Locale.ROOT, " %9.2f", floors.median())));
    }

    private static String rates(Result result) {
        double perMicro = result.micros() == 0 ? 0 : 1 / result.micros();
        return String.format(Locale.ROOT, " %12.1f %12.0f", result.cell().bytes() * perMicro, MILLION * perMicro);
    }
}
