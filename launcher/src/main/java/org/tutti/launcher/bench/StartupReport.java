package org.tutti.launcher.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** A table of what whole jobs take: medians over the rounds, and ratios to the peer that is fastest. */
public final class StartupReport {
    private final StringBuilder text = new StringBuilder();

    private StartupReport() {}

    /** {@return the table of some jobs, and how each of some commands that are peers does} */
    public static String of(Machine machine, List<EngineCommand> commands, List<Startup.Job> jobs) {
        StartupReport report = new StartupReport();
        report.line("# " + machine.cpu() + ", " + machine.cores() + " cores, kernel " + machine.kernel() + "; "
                + machine.commit());
        report.line("# From the start of the command to its end; medians over the rounds (quartiles).");
        report.text.append(String.format(
                Locale.ROOT,
                "%-7s %-14s %22s %22s %22s%n",
                "# Ranks",
                "Engine",
                "Wall ms",
                "Processor ms",
                "x best peer"));
        for (EngineCommand command : commands) {
            List<Startup.Job> own = of(jobs, command);
            EngineCommand best = bestPeer(commands, jobs, command.ranks());
            report.text.append(String.format(
                    Locale.ROOT,
                    "%-7d %-14s %22s %22s %22s%n",
                    command.ranks(),
                    command.name(),
                    quartiles(values(own, Startup.Job::wallMillis), 0),
                    quartiles(values(own, Startup.Job::processorMillis), 0),
                    best == null ? "-" : quartiles(ratios(own, of(jobs, best)), 2)));
        }
        return report.text.toString();
    }

    private static @Nullable EngineCommand bestPeer(List<EngineCommand> commands, List<Startup.Job> jobs, int ranks) {
        EngineCommand best = null;
        double least = Double.MAX_VALUE;
        for (EngineCommand command : commands) {
            if (command.ranks() == ranks && !command.name().startsWith(Bench.TUTTI)) {
                double median = Result.quantile(values(of(jobs, command), Startup.Job::wallMillis), 0.5);
                if (median < least) {
                    least = median;
                    best = command;
                }
            }
        }
        return best;
    }

    private static List<Startup.Job> of(List<Startup.Job> jobs, EngineCommand command) {
        return jobs.stream().filter(job -> job.command().equals(command)).toList();
    }

    private static List<Double> values(List<Startup.Job> jobs, ToDoubleFunction<Startup.Job> of) {
        return jobs.stream().map(of::applyAsDouble).sorted().toList();
    }

    private static List<Double> ratios(List<Startup.Job> jobs, List<Startup.Job> others) {
        Map<Integer, Double> below = new HashMap<>();
        others.forEach(job -> below.put(job.round(), job.wallMillis()));
        List<Double> ratios = new ArrayList<>();
        for (Startup.Job job : jobs) {
            ratios.add(job.wallMillis() / below.getOrDefault(job.round(), Double.NaN));
        }
        return ratios.stream().sorted().toList();
    }

    private static String quartiles(List<Double> sorted, int digits) {
        String number = "%." + digits + "f";
        return String.format(
                Locale.ROOT,
                number + " (" + number + "-" + number + ")",
                Result.quantile(sorted, 0.5),
                Result.quantile(sorted, 0.25),
                Result.quantile(sorted, 0.75));
    }

    private void line(String line) {
        text.append(line).append(System.lineSeparator());
    }
}
