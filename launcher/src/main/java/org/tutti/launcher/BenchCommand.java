package org.tutti.launcher;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tutti.ErrorCode;
import org.tutti.launcher.bench.Bench;
import org.tutti.launcher.bench.EngineException;
import org.tutti.launcher.bench.HtmlReport;
import org.tutti.launcher.bench.JsonReport;
import org.tutti.launcher.bench.Machine;
import org.tutti.launcher.bench.OsuReport;
import org.tutti.launcher.bench.Outcome;
import org.tutti.runtime.JobFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tutti bench}. */
@Command(
        name = BenchCommand.NAME,
        description = "Measures what collective operations and messages take on this machine.",
        footer = {
            "",
            "Each iteration writes what it sends and reads what it received; the slowest rank counts. Rounds are compared",
            "as far as the machine was in one mood: the time of a cache line from core to core is probed between turns.",
            "",
            "Messages are between the ranks of pairs, 0 and 1, 2 and 3 and so on, all pairs at once: latency is half the time of",
            "a message and one back, bw the time of one of 64 that are on their way at once, followed by a short answer, bibw the",
            "same where both ranks send 64 at once. The rate of messages is the inverse of bw's time, of short ones at --sizes 8.",
            "",
            "iallreduce is begun and waited for; overlap is the same beside a computation as long as itself, which is subtracted: the",
            "part of iallreduce's time that does not remain has been hidden."
        },
        subcommands = StartupCommand.class,
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
final class BenchCommand implements Callable<Integer> {
    static final String NAME = "bench";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Option(
            names = "--format",
            paramLabel = "osu|json|html",
            defaultValue = "osu",
            description = {
                "Tables as those of the OSU benchmarks, one JSON object, or a page with charts",
                "(default: ${DEFAULT-VALUE})."
            })
    private String formatText = "";

    @Option(names = "--save", paramLabel = "NAME", description = "Write NAME.json and NAME.html as well.")
    private @Nullable Path save;

    @Override
    public Integer call() throws LaunchException, InterruptedException {
        Function<Outcome, String> report = report();
        Bench bench = options.bench();
        try {
            Outcome outcome = run(bench);
            spec.commandLine().getOut().print(report.apply(outcome));
            spec.commandLine().getOut().flush();
            save(outcome);
            return 0;
        } catch (IOException e) {
            throw LaunchException.failure(ErrorCode.SYSTEM, "bench: a file or folder cannot be written: " + e);
        } catch (EngineException e) {
            throw LaunchException.failure(ErrorCode.NOT_STARTED, "bench: " + e.getMessage());
        }
    }

    private Outcome run(Bench bench) throws IOException, EngineException, InterruptedException {
        Scratch scratch = new Scratch();
        PrintWriter err = spec.commandLine().getErr();
        return bench.run(
                scratch.makeTemporary(),
                scratch.makeTemporary(JobFiles.folder()),
                Machine.here(Installation.launcher(), Installation.version()),
                notice -> err.println("tutti: bench: " + notice),
                new ProgressBar(err)::show);
    }

    private void save(Outcome outcome) throws IOException {
        if (save != null) {
            Files.writeString(Path.of(save + ".json"), JsonReport.of(outcome));
            Files.writeString(Path.of(save + ".html"), HtmlReport.of(outcome));
        }
    }

    private Function<Outcome, String> report() throws LaunchException {
        return switch (formatText) {
            case "osu" -> OsuReport::of;
            case "json" -> JsonReport::of;
            case "html" -> HtmlReport::of;
            default -> throw LaunchException.usage("must be osu, json or html: --format " + formatText);
        };
    }
}
