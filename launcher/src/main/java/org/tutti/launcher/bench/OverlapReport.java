package org.tutti.launcher.bench;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A table of the share of an operation that a computation as long as itself hides, where both were measured. */
final class OverlapReport {
    private static final double PERCENT = 100;

    private OverlapReport() {}

    /** {@return the table; nothing where not both were measured} */
    static String of(Outcome outcome) {
        List<Result> beside = outcome.summary().results().stream()
                .filter(result -> result.cell().operation() == Operation.OVERLAP)
                .filter(result -> alone(outcome, result).isPresent())
                .toList();
        if (beside.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%n# iallreduce: what a computation as long as itself hides%n%-10s %-32s %12s %14s %8s%n",
                "# Size",
                "",
                "alone(us)",
                "remains(us)",
                "hidden"));
        for (Result result : beside) {
            Result alone = alone(outcome, result).orElseThrow();
            text.append(String.format(
                    Locale.ROOT,
                    "%-10s %-32s %12.2f %14.2f %7.0f%%%n",
                    Sizes.text(result.cell().bytes()),
                    result.contender().engine() + ", " + result.cell().kind() + ", "
                            + result.contender().buffers(),
                    alone.micros(),
                    result.micros(),
                    PERCENT * hidden(alone.micros(), result.micros())));
        }
        return text.toString();
    }

    private static Optional<Result> alone(Outcome outcome, Result beside) {
        return outcome.of(
                new Cell(
                        Operation.IALLREDUCE,
                        beside.cell().kind(),
                        beside.cell().bytes()),
                beside.contender());
    }

    /** {@return the share of an operation that is hidden} None where both together take longer than one after the other. */
    static double hidden(double alone, double remains) {
        return alone == 0 ? 0 : Math.clamp(1 - remains / alone, 0, 1);
    }
}
