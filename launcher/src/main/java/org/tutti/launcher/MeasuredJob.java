package org.tutti.launcher;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.tutti.launcher.bench.BenchRank;
import org.tutti.launcher.bench.EngineCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Ranks that measure, and how a job of them is started: as any other one. */
final class MeasuredJob {
    @Option(
            names = {"-n", "-np"},
            paramLabel = "N",
            defaultValue = "2",
            description = "How many ranks (default: ${DEFAULT-VALUE}).")
    private String ranksText = "";

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

    /** {@return how many ranks it has} */
    int ranks() throws LaunchException {
        return RankCount.parse(ranksText);
    }

    /** {@return the parameters that the command line sets, and their values} */
    Map<String, String> parameters() throws LaunchException {
        Map<String, String> values = new LinkedHashMap<>();
        parameters.values().forEach((parameter, value) -> values.put(parameter.toString(), value));
        return values;
    }

    /**
     * {@return how it is started}
     *
     * @param name what tables call it
     * @param ranks how many it has
     * @param values parameters
     * @param further parameters that win over these
     */
    EngineCommand command(String name, int ranks, Map<String, String> values, Map<String, String> further) {
        Map<String, String> all = new LinkedHashMap<>(values);
        all.putAll(further);
        List<String> run = new ArrayList<>(List.of("run", "-n", Integer.toString(ranks), "--bind-to", bindTo));
        all.forEach((parameter, value) -> run.addAll(List.of("--set", parameter + "=" + value)));
        jvmArguments.forEach(arguments -> run.addAll(List.of("--jvm-args", arguments)));
        run.addAll(List.of("-cp", classPath(), BenchRank.class.getName()));
        return new EngineCommand(name, ranks, Installation.command(run.toArray(String[]::new)), Map.of());
    }

    /** {@return where the classes that measure are} */
    static String classPath() {
        return ClassPath.join(List.of(Installation.launcher(), Installation.locationOf(Histogram.class)));
    }
}
