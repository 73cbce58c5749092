package org.tutti.launcher;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tutti.TuttiException;
import org.tutti.coll.CollectiveScope;
import org.tutti.coll.CollectiveSelection;
import org.tutti.runtime.ArenaPlan;
import org.tutti.runtime.ArenaPlanner;
import org.tutti.runtime.NativeAccessFinder;
import org.tutti.runtime.Parameter;
import org.tutti.runtime.Parameters;
import org.tutti.runtime.Processors;
import org.tutti.runtime.Settings;
import org.tutti.segment.ArenaLayout;
import org.tutti.segment.Geometry;
import org.tutti.segment.LaneLayout;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tutti info}. */
@Command(
        name = InfoCommand.NAME,
        description = "Tells what a job would find here: the machine, the memory that N ranks need, every parameter.",
        footer = {
            "",
            "A value comes from --set, else from its variable (coll.sm.slots: TUTTI_COLL_SM_SLOTS), else in a rank from",
            "its system property (-Dtutti.coll.sm.slots), else from the file that TUTTI_PARAMETERS names",
            "(~/.config/tutti/parameters), else it is the default."
        },
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
final class InfoCommand implements Callable<Integer> {
    static final String NAME = "info";

    private static final int GAP = 2;
    private static final int MEANING_COLUMNS = 76;

    /** What the table says of one parameter. */
    private record Row(String name, String value, String place, String meaning) {}

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-n", "-np"},
            paramLabel = "N",
            description = "For how many ranks; without it coll.sm.info_num_procs.")
    private @Nullable String ranksText;

    @Mixin
    private ParameterOptions options = new ParameterOptions();

    @picocli.CommandLine.Parameters(
            arity = "0..1",
            paramLabel = "PARAMETER",
            description = "Tell of this parameter alone, with its legal values.")
    private @Nullable String name;

    @Override
    public Integer call() throws LaunchException {
        PrintWriter out = spec.commandLine().getOut();
        Parameters parameters = options.parameters(System::getenv);
        Geometry geometry = plan(parameters).geometry();
        if (name != null) {
            printOne(out, parameter(name), parameters, geometry);
            return 0;
        }
        for (String line : new Main.Version().getVersion()) {
            out.println(line);
        }
        printMachine(out, plan(parameters));
        printMemory(out, geometry);
        printComponents(out, geometry);
        out.println();
        printAll(out, parameters, geometry);
        return 0;
    }

    private static Parameter parameter(String name) throws LaunchException {
        try {
            return Parameter.named(name);
        } catch (TuttiException e) {
            throw LaunchException.usage("tutti info", e);
        }
    }

    private ArenaPlan plan(Parameters parameters) throws LaunchException {
        int ranks = ranksText == null ? (int) parameters.get(Parameter.INFO_NUM_PROCS) : RankCount.parse(ranksText);
        try {
            return ArenaPlanner.plan(parameters, ranks, () -> NativeAccessFinder.find(Settings::value));
        } catch (TuttiException e) {
            throw LaunchException.failure(e.code(), "no arena for " + ranks + " ranks: " + e.reason());
        }
    }

    private static void printMachine(PrintWriter out, ArenaPlan plan) {
        out.println(System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                + System.getProperty("os.arch"));
        out.println(Processors.ofProcess());
        boolean available = NativeAccessFinder.find(Settings::value) != null;
        out.println("native access: " + (available ? "yes" : "no, " + NativeAccessFinder.whyNot(Settings::value)));
        out.println(plan);
        plan.refused().forEach(place -> out.println("  not in " + place));
    }

    private static void printMemory(PrintWriter out, Geometry geometry) {
        LaneLayout lane = new LaneLayout(geometry);
        out.println("memory of " + geometry.ranks() + " ranks: " + geometry.worldBytes()
                + " bytes = header " + ArenaLayout.headerBytes(geometry.ranks()) + " + " + geometry.ranks()
                + " x lane " + lane.bytes() + ", of which ring " + geometry.ringBytes());
    }

    private static void printComponents(PrintWriter out, Geometry geometry) throws LaunchException {
        try {
            CollectiveScope world = CollectiveScope.planned("world", geometry.ranks(), geometry, Map.of());
            out.println("components of world, the highest first:");
            CollectiveSelection.of(world).lines().forEach(line -> out.println("  " + line));
        } catch (TuttiException e) {
            throw LaunchException.usage("tutti info", e);
        }
    }

    private static void printAll(PrintWriter out, Parameters parameters, Geometry geometry) {
        List<Row> rows = new ArrayList<>();
        for (Parameter parameter : Parameter.values()) {
            rows.add(new Row(
                    parameter.toString(),
                    value(parameter, parameters, geometry),
                    place(parameter, parameters),
                    parameter.meaning()));
        }
        TextTable table = TextTable.forColumns(
                Help.defaultColorScheme(Ansi.OFF),
                column(rows, Row::name),
                column(rows, Row::value),
                column(rows, Row::place),
                new Column(MEANING_COLUMNS, 0, Overflow.WRAP));
        rows.forEach(row -> table.addRowValues(row.name, row.value, row.place, row.meaning));
        out.print(table);
        out.flush();
    }

    private static Column column(List<Row> rows, Function<Row, String> cell) {
        int width = rows.stream().map(cell).mapToInt(String::length).max().orElse(0);
        return new Column(width + GAP, 0, Overflow.SPAN);
    }

    private static void printOne(PrintWriter out, Parameter parameter, Parameters parameters, Geometry geometry) {
        out.println(
                parameter + " = " + value(parameter, parameters, geometry) + " (" + place(parameter, parameters) + ")");
        out.println("  " + parameter.meaning());
        out.println("  must be " + parameter.legalValues() + "; without being set " + parameter.initial());
        out.println("  variable " + parameter.variable() + ", system property " + parameter.property()
                + (parameter.isAgreed() ? "; the same on all ranks" : "; each process has its own"));
    }

    /** {@return the value, and what it comes to where it is auto} */
    private static String value(Parameter parameter, Parameters parameters, Geometry geometry) {
        String value = parameters.text(parameter);
        if (!value.equals("auto") || !parameter.isAgreed()) {
            return value;
        }
        return "auto: " + parameter.format(parameter.agreedIn(geometry));
    }

    private static String place(Parameter parameter, Parameters parameters) {
        String place = parameters.place(parameter);
        return place == null ? "default" : place;
    }
}
