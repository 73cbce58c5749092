package org.tutti.launcher;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tutti.runtime.ArenaPlan;
import org.tutti.runtime.Processors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tutti mpirun}: the command line of Open MPI's mpirun, for a job as that of {@code tutti run}. */
@Command(
        name = MpirunCommand.NAME,
        customSynopsis = "tutti mpirun [OPTION...] PROGRAM [ARG...] [: [OPTION...] PROGRAM [ARG...]]...",
        description = "Runs programs as mpirun does: scripts that call Open MPI's need no change.",
        footer = {
            "",
            "The exit code is the culprit's: its own, or 128 + the signal that killed it.",
            "124: the time was over. 2: the command line is wrong.",
            "docs/mpirun.md tells what becomes of Open MPI's options."
        },
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
final class MpirunCommand implements Callable<Integer> {
    static final String NAME = "mpirun";

    private static final String FILES_ALONE = ":nocopy";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private MpirunContext first = new MpirunContext();

    @Option(
            names = {"-bind-to", "--bind-to"},
            paramLabel = "core|none",
            description = "Bind each rank to a core of its own (none, the default: to nothing); others are ignored.")
    private String bindTo = "none";

    @Option(
            names = {"-report-bindings", "--report-bindings", "-display-map", "--display-map"},
            description = "Tell on which processors each rank runs.")
    private boolean reportsPlaces;

    @Option(
            names = {"-use-hwthread-cpus", "--use-hwthread-cpus"},
            description = "Without -np, count hardware threads, not cores.")
    private boolean countsThreads;

    @Option(
            names = {"-tag-output", "--tag-output"},
            description = "Mark each line of output with its rank.")
    private boolean tagOutput;

    @Option(
            names = {"-timestamp-output", "--timestamp-output"},
            description = "Mark each line of output with the time.")
    private boolean timestampOutput;

    @Option(
            names = {"-output-filename", "--output-filename"},
            paramLabel = "DIR[:nocopy]",
            description = "Keep the output of rank N in DIR/1/rank.N/stdout and stderr as well, or there alone.")
    private @Nullable String outputFolder;

    @Option(
            names = {"-timeout", "--timeout"},
            paramLabel = "SECONDS",
            description = "End the job after so many seconds.")
    private @Nullable String timeoutText;

    @Mixin
    private ParameterOptions parameters = new ParameterOptions();

    @Option(
            names = {"-q", "-quiet", "--quiet"},
            description = "Do not tell what is ignored.")
    private boolean quiet;

    @Option(
            names = {"-v", "-verbose", "--verbose"},
            description = "Tell where the arena is, and what each rank is started with.")
    private boolean verbose;

    /** Nothing is to be done: ranks may always outnumber processors, and anybody may run them. */
    @Option(
            names = {"-oversubscribe", "--oversubscribe", "-allow-run-as-root", "--allow-run-as-root"},
            description = "Allowed anyway.")
    void allow(@SuppressWarnings("unused") boolean isAllowed) {}

    /** Makes a parser read long options with one dash, and leave what follows the program alone. */
    static CommandLine configure(CommandLine parser) {
        return parser.setStopAtPositional(true).setExpandAtFiles(false).setPosixClusteredShortOptionsAllowed(false);
    }

    @Override
    public Integer call() throws LaunchException, InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        Ignored ignored = new Ignored();
        List<MpirunContext> contexts = first.all();
        for (MpirunContext context : contexts) {
            context.addIgnored(ignored);
        }
        List<Integer> counts = counts(contexts);
        int ranks = RankCount.parse("-np", Integer.toString(sum(counts)));
        ArenaPlan arena = parameters.arena(ranks, commonVariables(contexts));
        List<BitSet> binding = binding(ranks, ignored);
        Duration timeout = TimeLimit.parse(timeoutText);
        RankStarts starts = starts(contexts, counts, new MpirunPrograms(new JavaPrograms(ranks, err)));
        JobDescription job = new JobDescription(Launch.newName(), arena, starts::of, output(), binding, timeout);
        Launch launch = new Launch(err, details());
        String message = ignored.message();
        if (message != null && !quiet) {
            launch.say(message);
        }
        return launch.run(job, starts.programs());
    }

    private Details details() {
        if (verbose) {
            return Details.ALL;
        }
        return reportsPlaces ? Details.PLACES : Details.NONE;
    }

    private List<Integer> counts(List<MpirunContext> contexts) throws LaunchException {
        List<Integer> counts = new ArrayList<>();
        for (MpirunContext context : contexts) {
            counts.add(context.ranks(contexts.size() == 1, () -> usualRanks(countsThreads)));
        }
        return counts;
    }

    private static int sum(List<Integer> counts) {
        return counts.stream().mapToInt(Integer::intValue).sum();
    }

    /** {@return one rank for each core, or for each hardware thread, of those that may be used} */
    static int usualRanks(boolean threads) {
        Processors processors = Processors.ofProcess();
        int places = threads
                ? processors.count()
                : CoreBinding.cores(processors.allowed(), CoreBinding.CPUS).size();
        return Math.min(places, processors.count());
    }

    private RankStarts starts(List<MpirunContext> contexts, List<Integer> counts, MpirunPrograms programs)
            throws LaunchException {
        RankStarts starts = new RankStarts(sum(counts));
        for (int i = 0; i < contexts.size(); i++) {
            MpirunContext context = contexts.get(i);
            Path folder = context.folder();
            Map<String, String> variables = variables(context);
            RankProgram program = programs.find(
                    context.words(),
                    context.classPath(),
                    folder == null ? Path.of("") : folder,
                    name -> variables.getOrDefault(name, System.getenv(name)));
            starts.add(counts.get(i), program, variables, folder);
        }
        return starts;
    }

    private Map<String, String> variables(MpirunContext context) throws LaunchException {
        Map<String, String> variables = new LinkedHashMap<>(context.variables());
        variables.putAll(parameters.variables());
        return variables;
    }

    private Map<String, String> commonVariables(List<MpirunContext> contexts) throws LaunchException {
        Map<String, String> all = new HashMap<>();
        for (MpirunContext context : contexts) {
            all.putAll(variables(context));
        }
        return all;
    }

    private OutputStyle output() {
        if (outputFolder == null) {
            return new OutputStyle(tagOutput, timestampOutput, null, false);
        }
        boolean alone = outputFolder.endsWith(FILES_ALONE);
        String name = alone ? outputFolder.substring(0, outputFolder.length() - FILES_ALONE.length()) : outputFolder;
        return new OutputStyle(tagOutput, timestampOutput, Path.of(name).toAbsolutePath(), alone);
    }

    /** {@return the processors of each rank} Where ranks may share them, too few of them are no error. */
    private List<BitSet> binding(int ranks, Ignored ignored) throws LaunchException {
        String[] words = bindTo.split(":", -1);
        BitSet allowed = Processors.ofProcess().allowed();
        boolean mayShare = words.length > 1 && ranks > allowed.cardinality();
        if (words[0].equals("core") && !mayShare) {
            return CoreBinding.of(ranks, allowed, CoreBinding.CPUS);
        }
        if (!words[0].equals("none")) {
            ignored.add("--bind-to " + bindTo);
        }
        return List.of();
    }
}
