package org.tutti.launcher;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tutti.runtime.ArenaPlan;
import org.tutti.runtime.Processors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tutti run}. */
@Command(
        name = RunCommand.NAME,
        description = "Runs N processes of a Java program that compute together.",
        footer = {
            "",
            "The exit code is the culprit's: its own, or 128 + the signal that killed it.",
            "124: the time was over. 2: the command line is wrong."
        },
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
final class RunCommand implements Callable<Integer> {
    static final String NAME = "run";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-n", "-np"},
            paramLabel = "N",
            description = "How many ranks (processes).")
    private @Nullable String ranksText;

    @Option(names = "-cp", paramLabel = "PATH", description = "Class path; PROGRAM is then the name of a class.")
    private @Nullable String classPath;

    @Option(names = "--tag-output", description = "Mark each line of output with its rank.")
    private boolean tagOutput;

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "End the job after so many seconds.")
    private @Nullable String timeoutText;

    @Option(
            names = "-x",
            paramLabel = "VAR[=VALUE]",
            description = "Give the ranks an environment variable; without a value, require that it is set.")
    private List<String> variables = new ArrayList<>();

    @Option(names = "-wdir", paramLabel = "DIR", description = "Run the ranks in this folder.")
    private @Nullable Path folder;

    @Option(
            names = "--jvm-args",
            paramLabel = "\"ARGS\"",
            description = "Arguments of each rank's java, split as a shell does; they override Tutti's.")
    private List<String> jvmArguments = new ArrayList<>();

    @Mixin
    private ParameterOptions parameters = new ParameterOptions();

    @Option(
            names = "--bind-to",
            paramLabel = "core|none",
            description = "Bind each rank to a core of its own (none, the default: to nothing).")
    private String bindTo = "none";

    @Option(
            names = "--debug",
            paramLabel = "RANK[:PORT]",
            description = "Let this rank wait at its start for a debugger; the others wait for it.")
    private List<String> debugged = new ArrayList<>();

    @Option(names = "--verbose", description = "Tell where the arena is, and what each rank is started with.")
    private boolean verbose;

    @picocli.CommandLine.Parameters(
            index = "0",
            paramLabel = "PROGRAM",
            description = "X.java (compiled when needed), X.jar, or with -cp a class. What follows are its arguments.")
    private String program = "";

    @picocli.CommandLine.Parameters(index = "1..*", paramLabel = "ARG", description = "Arguments of the program.")
    private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws LaunchException, InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        int ranks = ranks();
        Duration timeout = TimeLimit.parse(timeoutText);
        Path where = RankStart.folder(folder);
        Map<String, String> environment = environment();
        ArenaPlan arena = parameters.arena(ranks, environment);
        List<BitSet> binding = binding(ranks);
        List<String> chosen = JvmArguments.split(jvmArguments);
        Map<Integer, Integer> debugPorts = DebugPorts.parse(debugged, ranks);
        JavaPrograms java = new JavaPrograms(ranks, err);
        Program found = java.finder(chosen, Path.of("")).find(program, classPath);
        RankCommand command =
                java.command(Installation.java(), found, chosen, arguments).withDebugPorts(debugPorts);
        JobDescription job = new JobDescription(
                Launch.newName(),
                arena,
                rank -> new RankStart(command.of(rank), environment, where),
                OutputStyle.shown(tagOutput),
                binding,
                timeout);
        Launch launch = new Launch(err, verbose ? Details.ALL : Details.NONE);
        debugPorts.forEach((rank, port) -> launch.say(DebugPorts.advice(rank, port)));
        return launch.run(job, List.of(command));
    }

    private int ranks() throws LaunchException {
        if (ranksText == null) {
            throw LaunchException.usage("-n is missing: how many ranks? For instance: tutti run -n 4 X.java");
        }
        return RankCount.parse(ranksText);
    }

    private List<BitSet> binding(int ranks) throws LaunchException {
        return switch (bindTo) {
            case "none" -> List.of();
            case "core" -> CoreBinding.of(ranks, Processors.ofProcess().allowed(), CoreBinding.CPUS);
            default -> throw LaunchException.usage("must be core or none: --bind-to " + bindTo);
        };
    }

    /** {@return the variables that the command line sets} */
    private Map<String, String> environment() throws LaunchException {
        RankVariables given = RankVariables.parse(variables);
        if (!given.unset().isEmpty()) {
            throw LaunchException.usage("the variable is not set, and has no value here: -x "
                    + given.unset().getFirst());
        }
        Map<String, String> environment = new LinkedHashMap<>(given.values());
        environment.putAll(parameters.variables());
        return environment;
    }
}
