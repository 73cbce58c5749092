package org.tutti.launcher;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import org.tutti.ErrorCode;
import org.tutti.launcher.bench.Bench;
import org.tutti.launcher.bench.BenchRank;
import org.tutti.launcher.bench.EngineException;
import org.tutti.launcher.bench.Request;
import org.tutti.launcher.bench.Sizes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tutti bench}. */
@Command(
        name = "bench",
        description = "Measures what collective operations take on this machine.",
        footer = {
            "",
            "Each iteration writes what it sends and reads what it received; the slowest rank counts. Rounds are compared",
            "as far as the machine was in one mood: the time of a cache line from core to core is probed between turns."
        },
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
final class BenchCommand implements Callable<Integer> {
    private static final int MOST_ROUNDS = 10_000;
    private static final int MOST_MILLIS = 60_000;
    private static final int BAR = 40;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-n", "-np"},
            paramLabel = "N",
            defaultValue = "2",
            description = "How many ranks (default: ${DEFAULT-VALUE}).")
    private String ranksText = "";

    @Option(
            names = "--sizes",
            paramLabel = "SIZES",
            defaultValue = "4:1M",
            description = "Bytes: FROM:TO doubles, A,B,C are these (default: ${DEFAULT-VALUE}).")
    private String sizesText = "";

    @Option(
            names = "--buffers",
            paramLabel = "array,segment",
            defaultValue = "array",
            description =
                    "What the floats are in: arrays, or memory segments off the heap (default: ${DEFAULT-VALUE}).")
    private String buffersText = "";

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many rounds count (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--millis",
            paramLabel = "N",
            defaultValue = "20",
            description = "How long one turn is (default: ${DEFAULT-VALUE}).")
    private int millis;

    @Option(
            names = "--format",
            paramLabel = "osu|json",
            defaultValue = "osu",
            description = "Tables as those of the OSU benchmarks, or one JSON object (default: ${DEFAULT-VALUE}).")
    private String formatText = "";

    @Option(
            names = "--bind-to",
            paramLabel = "core|none",
            defaultValue = "none",
            description = "Bind each rank to a core of its own (default: ${DEFAULT-VALUE}).")
    private String bindTo = "";

    @Mixin
    private ParameterOptions parameters = new ParameterOptions();

    @Option(names = "--jvm-args", paramLabel = "\"ARGS\"", description = "Arguments of each rank's java.")
    private List<String> jvmArguments = new ArrayList<>();

    @picocli.CommandLine.Parameters(
            paramLabel = "OPERATION",
            description = "Which ones, e.g. barrier allreduce reduce-scatter (default: all).")
    private List<String> operations = new ArrayList<>();

    @Override
    public Integer call() throws LaunchException, InterruptedException {
        int ranks = RankCount.parse(ranksText);
        requireFrom1("--rounds", rounds, MOST_ROUNDS);
        requireFrom1("--millis", millis, MOST_MILLIS);
        Bench.Format format = format();
        Request request = request(ranks);
        Bench bench = new Bench(request, command(ranks));
        PrintWriter err = spec.commandLine().getErr();
        boolean isTerminal = isTerminal();
        try {
            Path folder = new Scratch().makeTemporary();
            String report = bench.run(format, folder, Installation.launcher(), Installation.version(), (done, all) -> {
                if (isTerminal) {
                    err.print(bar(done, all));
                    err.flush();
                }
            });
            spec.commandLine().getOut().print(report);
            spec.commandLine().getOut().flush();
            return 0;
        } catch (IOException e) {
            throw LaunchException.failure(ErrorCode.SYSTEM, "bench: there can be no folder for pipes: " + e);
        } catch (EngineException e) {
            throw LaunchException.failure(ErrorCode.NOT_STARTED, "bench: " + e.getMessage());
        }
    }

    private static void requireFrom1(String option, int value, int most) throws LaunchException {
        if (value < 1 || value > most) {
            throw LaunchException.usage(
                    option + " must be a whole number from 1 to " + most + ": " + option + " " + value);
        }
    }

    private Bench.Format format() throws LaunchException {
        return switch (formatText) {
            case "osu" -> Bench.Format.OSU;
            case "json" -> Bench.Format.JSON;
            default -> throw LaunchException.usage("must be osu or json: --format " + formatText);
        };
    }

    private Request request(int ranks) throws LaunchException {
        try {
            return new Request(
                    Request.operations(operations),
                    ranks,
                    Sizes.parse(sizesText),
                    Request.buffers(buffersText),
                    rounds,
                    Duration.ofMillis(millis),
                    System.nanoTime());
        } catch (IllegalArgumentException e) {
            throw LaunchException.usage(String.valueOf(e.getMessage()));
        }
    }

    /** {@return a job of ranks that measure} It is started as any other one is. */
    private List<String> command(int ranks) throws LaunchException {
        List<Path> classPath = List.of(Installation.launcher(), Installation.locationOf(Histogram.class));
        List<String> run = new ArrayList<>(List.of("run", "-n", Integer.toString(ranks), "--bind-to", bindTo));
        parameters.values().forEach((name, value) -> run.addAll(List.of("--set", name + "=" + value)));
        jvmArguments.forEach(arguments -> run.addAll(List.of("--jvm-args", arguments)));
        run.addAll(List.of("-cp", ClassPath.join(classPath), BenchRank.class.getName()));
        return Installation.command(run.toArray(String[]::new));
    }

    @SuppressWarnings("SystemConsoleNull") // it does, where there is none
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    private static String bar(int done, int all) {
        int filled = BAR * done / all;
        String text =
                String.format(Locale.ROOT, "\r[%s%s] %d/%d", "=".repeat(filled), " ".repeat(BAR - filled), done, all);
        return done == all ? "\r" + " ".repeat(text.length()) + "\r" : text;
    }
}
