package org.tutti.launcher;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tutti.ErrorClass;
import org.tutti.TuttiException;
import org.tutti.runtime.ArenaPlan;
import org.tutti.runtime.ArenaPlanner;
import org.tutti.runtime.NativeAccessFinder;
import org.tutti.runtime.Parameters;
import org.tutti.runtime.Processors;
import org.tutti.runtime.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tutti run}. */
@Command(
        name = "run",
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
    private static final Set<String> OWN_VARIABLES =
            Set.of(Settings.JOB, Settings.RANK, Settings.SIZE, Settings.ARENA, Settings.LAUNCHER);
    private static final Set<String> NOT_FOR_JVM =
            Set.of("-cp", "-classpath", "--class-path", "-jar", "-m", "--module");

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
        Duration timeout = timeout();
        checkFolder();
        Map<String, String> environment = environment();
        ArenaPlan arena = arena(ranks, environment);
        List<BitSet> binding = binding(ranks);
        List<String> chosen = chosenJvmArguments();
        Map<Integer, Integer> debugPorts = DebugPorts.parse(debugged, ranks);
        Path caches = CompileCache.folderOfUser(System::getenv);
        Program found = new Programs(new CompileCache(caches, new Scratch(), err), chosen).find(program, classPath);
        RankCommand command = new RankCommand(found, jvmArguments(ranks, chosen), arguments).withDebugPorts(debugPorts);
        AotCache cache =
                AotCache.of(caches, Installation.runtime(), command.jvmArguments(System::getenv), System::getenv);
        if (cache != null) {
            command.withCache(cache.arguments());
        }
        JobDescription job =
                new JobDescription(newName(), arena, command::of, environment, folder, tagOutput, binding, timeout);
        Consumer<String> messages = message -> err.println(Main.NAME + ": " + message);
        if (verbose) {
            messages.accept(found.origin());
            messages.accept(arena.toString());
            arena.refused().forEach(place -> messages.accept("not in " + place));
            messages.accept(Processors.ofProcess() + ", " + arena.geometry());
        }
        arena.warn();
        debugPorts.forEach((rank, port) -> messages.accept(DebugPorts.advice(rank, port)));
        int code = new JobRunner(job, messages, verbose ? messages : null).run();
        if (cache != null && code == 0) {
            cache.prepare();
        }
        return code;
    }

    private int ranks() throws LaunchException {
        if (ranksText == null) {
            throw LaunchException.usage("-n is missing: how many ranks? For instance: tutti run -n 4 X.java");
        }
        return RankCount.parse(ranksText);
    }

    private @Nullable Duration timeout() throws LaunchException {
        if (timeoutText == null) {
            return null;
        }
        try {
            double seconds = Double.parseDouble(timeoutText);
            if (seconds > 0 && seconds <= Integer.MAX_VALUE) {
                return Duration.ofMillis((long) Math.ceil(seconds * 1000));
            }
        } catch (NumberFormatException e) {
            // reported below
        }
        throw LaunchException.usage("--timeout must be a positive number of seconds: --timeout " + timeoutText);
    }

    private List<BitSet> binding(int ranks) throws LaunchException {
        return switch (bindTo) {
            case "none" -> List.of();
            case "core" -> CoreBinding.of(ranks, Processors.ofProcess().allowed(), CoreBinding.CPUS);
            default -> throw LaunchException.usage("must be core or none: --bind-to " + bindTo);
        };
    }

    private void checkFolder() throws LaunchException {
        if (folder != null && !Files.isDirectory(folder)) {
            throw LaunchException.usage("there is no such folder: -wdir " + folder);
        }
    }

    /** {@return the variables that the command line sets} */
    private Map<String, String> environment() throws LaunchException {
        Map<String, String> environment = new LinkedHashMap<>();
        for (String variable : variables) {
            int equals = variable.indexOf('=');
            String name = equals < 0 ? variable : variable.substring(0, equals);
            if (name.isEmpty() || OWN_VARIABLES.contains(name)) {
                throw LaunchException.usage("not a variable that can be given to ranks: -x " + variable);
            }
            if (equals >= 0) {
                environment.put(name, variable.substring(equals + 1));
            } else if (System.getenv(name) == null) {
                throw LaunchException.usage("the variable is not set, and has no value here: -x " + variable);
            }
        }
        parameters.values().forEach((parameter, value) -> environment.put(parameter.variable(), value));
        return environment;
    }

    private ArenaPlan arena(int ranks, Map<String, String> environment) throws LaunchException {
        Parameters all = parameters.parameters(name -> environment.getOrDefault(name, System.getenv(name)));
        try {
            return ArenaPlanner.plan(all, ranks, () -> NativeAccessFinder.find(Settings::value));
        } catch (TuttiException e) {
            throw e.errorClass() == ErrorClass.NO_SPACE
                    ? LaunchException.failure(e.code(), e.reason())
                    : LaunchException.usage("with these parameters there is no arena", e);
        }
    }

    private List<String> chosenJvmArguments() throws LaunchException {
        List<String> chosen = new ArrayList<>();
        for (String line : jvmArguments) {
            try {
                chosen.addAll(ShellWords.split(line));
            } catch (IllegalArgumentException e) {
                throw LaunchException.usage("--jvm-args: " + e.getMessage());
            }
        }
        for (String argument : chosen) {
            if (NOT_FOR_JVM.contains(argument.replaceFirst("=.*", ""))) {
                throw LaunchException.usage("--jvm-args cannot say what to run; PROGRAM and -cp do: " + argument);
            }
        }
        return chosen;
    }

    /** {@return what each rank's java is told: its share of the machine, and what the user has chosen} */
    private static List<String> jvmArguments(int ranks, List<String> chosen) {
        List<String> everywhere = new ArrayList<>(chosen);
        everywhere.addAll(RankCommand.ofVariables(System::getenv));
        List<String> all =
                new ArrayList<>(JvmShare.of(ranks, Processors.usable()).arguments(everywhere));
        all.addAll(chosen);
        return all;
    }

    static String newName() {
        return "run-" + ProcessHandle.current().pid() + "-" + Integer.toHexString(new SecureRandom().nextInt());
    }
}
