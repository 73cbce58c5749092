package org.tutti.launcher;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tutti.ErrorCode;
import org.tutti.launcher.bench.EngineException;
import org.tutti.launcher.bench.Machine;
import org.tutti.launcher.bench.Trial;
import org.tutti.launcher.bench.Tuning;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tutti tune}. */
@Command(
        name = TuneCommand.NAME,
        description = "Looks for parameters with which collective operations are faster on this machine.",
        footer = {
            "",
            "Each value takes turns with what was chosen so far; it is taken if it needs less than 97 %% of the time, in the",
            "geometric mean of the operations and sizes that depend on it. What is printed is a file of parameters: save it and",
            "name it in TUTTI_PARAMETERS, for jobs of as many ranks."
        },
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
final class TuneCommand implements Callable<Integer> {
    static final String NAME = "tune";

    private static final int MOST_MILLIS = 60_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private MeasuredJob job = new MeasuredJob();

    @Mixin
    private RoundsOptions rounds = new RoundsOptions();

    @Option(
            names = "--millis",
            paramLabel = "N",
            defaultValue = "10",
            description = "How long one turn is (default: ${DEFAULT-VALUE}).")
    private int millis;

    @Option(names = "--save", paramLabel = "FILE", description = "Write the file of parameters here as well.")
    private @Nullable Path save;

    @Parameters(
            paramLabel = "PARAMETER",
            description = "Which ones, e.g. coll.sm.ring_size (default: all that may help).")
    private List<String> parameters = new ArrayList<>();

    @Override
    public Integer call() throws LaunchException, InterruptedException {
        RoundsOptions.requireFrom1("--millis", millis, MOST_MILLIS);
        PrintWriter err = spec.commandLine().getErr();
        int ranks = job.ranks();
        Map<String, String> fixed = job.parameters();
        Tuning tuning = new Tuning(
                trials(),
                ranks,
                (name, values) -> job.command(name, ranks, fixed, values),
                rounds.rounds(),
                Duration.ofMillis(millis));
        try {
            tuning.run(
                    new Scratch().makeTemporary(),
                    notice -> err.println("tutti: tune: " + notice),
                    new ProgressBar(err)::show);
            String file = file(tuning, ranks);
            spec.commandLine().getOut().print(file);
            spec.commandLine().getOut().flush();
            if (save != null) {
                Files.writeString(save, file);
            }
            return 0;
        } catch (IOException e) {
            throw LaunchException.failure(ErrorCode.SYSTEM, "tune: a file or folder cannot be written: " + e);
        } catch (EngineException e) {
            throw LaunchException.failure(ErrorCode.NOT_STARTED, "tune: " + e.getMessage());
        }
    }

    private List<Trial> trials() throws LaunchException {
        try {
            return Trial.of(parameters);
        } catch (IllegalArgumentException e) {
            throw LaunchException.usage(String.valueOf(e.getMessage()));
        }
    }

    private static String file(Tuning tuning, int ranks) {
        Machine machine = Machine.here(Installation.launcher(), Installation.version());
        StringBuilder file = new StringBuilder();
        file.append(String.format(
                Locale.ROOT,
                "# For %d ranks on %s, %d cores, kernel %s; %s%n",
                ranks,
                machine.cpu(),
                machine.cores(),
                machine.kernel(),
                machine.commit()));
        file.append(String.format(Locale.ROOT, "# time with a value over the time without: mean and worst cell%n"));
        for (Tuning.Score score : tuning.scores()) {
            file.append(String.format(
                    Locale.ROOT,
                    "# %-28s %.2f %.2f%s%n",
                    score.setting(),
                    score.ratio(),
                    score.worst(),
                    score.chosen() ? " chosen" : ""));
        }
        tuning.chosen()
                .forEach((parameter, value) -> file.append(String.format(Locale.ROOT, "%s = %s%n", parameter, value)));
        return file.toString();
    }
}
