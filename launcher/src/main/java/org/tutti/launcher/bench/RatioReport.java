package org.tutti.launcher.bench;

import java.util.List;
import java.util.Locale;

/** Tables of Tutti's time over that of the best peer in each cell, and what they come to. */
final class RatioReport {
    private final StringBuilder text = new StringBuilder();
    private final Outcome outcome;
    private final List<Contender> peers;

    private RatioReport(Outcome outcome) {
        this.outcome = outcome;
        this.peers = outcome.peers();
    }

    /** {@return the tables; nothing where nobody was measured beside Tutti} */
    static String of(Outcome outcome) {
        RatioReport report = new RatioReport(outcome);
        for (BufferKind kind : outcome.request().buffers()) {
            List<Result> compared = outcome.compared().stream()
                    .filter(result -> result.contender().buffers() == kind)
                    .toList();
            if (!compared.isEmpty()) {
                report.tables(kind, compared);
            }
        }
        return report.text.toString();
    }

    private void tables(BufferKind kind, List<Result> compared) {
        for (Operation operation : Operation.values()) {
            for (ElementKind elements : outcome.request().kinds()) {
                table(operation, elements, kind, compared);
            }
        }
        text.append(String.format(
                Locale.ROOT,
                "%n# %s: geometric mean %.2f over %d cells; worst %s%n",
                kind,
                Ratios.geometricMean(compared),
                compared.size(),
                worst(compared)));
    }

    private void table(Operation operation, ElementKind elements, BufferKind kind, List<Result> compared) {
        List<Result> own = compared.stream()
                .filter(result -> result.cell().operation() == operation)
                .filter(result -> result.cell().kind() == elements)
                .toList();
        if (!own.isEmpty()) {
            head(operation, elements, kind);
            own.forEach(this::row);
        }
    }

    private static String worst(List<Result> compared) {
        Result worst = Ratios.worst(compared);
        return String.format(
                Locale.ROOT,
                "%.2f (%s %s)",
                Ratios.median(worst),
                worst.cell().operation(),
                Sizes.text(worst.cell().bytes()));
    }

    private void head(Operation operation, ElementKind elements, BufferKind kind) {
        text.append(String.format(
                Locale.ROOT, "%n# tutti over the best peer: %s, %s, %s; microseconds%n", operation, elements, kind));
        text.append(String.format(
                Locale.ROOT,
                "%-8s %10s %10s %7s %14s  %-14s",
                "# Size",
                "tutti",
                "best peer",
                "ratio",
                "quartiles",
                ""));
        peers.forEach(peer -> text.append(String.format(Locale.ROOT, " %14s", peer.engine())));
        text.append(System.lineSeparator());
    }

    private void row(Result result) {
        Ratio ratio = Ratios.of(result);
        double best = outcome.of(result.cell(), new Contender(ratio.over(), BufferKind.MALLOC))
                .map(Result::micros)
                .orElse(0.0);
        text.append(String.format(
                Locale.ROOT,
                "%-8s %10.2f %10.2f %7.2f %14s  %-14s",
                Sizes.text(result.cell().bytes()),
                result.micros(),
                best,
                ratio.median(),
                String.format(Locale.ROOT, "%.2f-%.2f", ratio.lower(), ratio.upper()),
                ratio.over()));
        for (Contender peer : peers) {
            String micros = outcome.of(result.cell(), peer)
                    .map(each -> String.format(Locale.ROOT, "%.2f", each.micros()))
                    .orElse("-");
            text.append(String.format(Locale.ROOT, " %14s", micros));
        }
        text.append(System.lineSeparator());
    }
}
