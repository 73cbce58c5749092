package org.tutti.launcher;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tutti.ErrorClass;
import org.tutti.TuttiException;
import org.tutti.runtime.ArenaPlan;
import org.tutti.runtime.ArenaPlanner;
import org.tutti.runtime.NativeAccessFinder;
import org.tutti.runtime.Parameter;
import org.tutti.runtime.ParameterSource;
import org.tutti.runtime.Parameters;
import org.tutti.runtime.Settings;
import picocli.CommandLine.Option;

/** The option by which a command line sets parameters. */
final class ParameterOptions {
    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "Set a parameter of Tutti, e.g. wait.mode=dedicated; tutti info lists them.")
    private List<String> assignments = new ArrayList<>();

    /** {@return the parameters that the command line sets, and their values, which are legal} */
    Map<Parameter, String> values() throws LaunchException {
        Map<Parameter, String> values = new LinkedHashMap<>();
        for (String assignment : assignments) {
            int equals = assignment.indexOf('=');
            if (equals < 0) {
                throw LaunchException.usage("must be NAME=VALUE: --set " + assignment);
            }
            try {
                Parameter parameter = Parameter.named(assignment.substring(0, equals));
                String value = assignment.substring(equals + 1);
                parameter.parse(value);
                values.put(parameter, value);
            } catch (TuttiException e) {
                throw LaunchException.usage("--set", e);
            }
        }
        return values;
    }

    /** {@return all parameters: those of the command line, then these environment variables, then the user's file} */
    Parameters parameters(Function<String, @Nullable String> variables) throws LaunchException {
        ParameterSource commandLine = ParameterSource.commandLine(values());
        try {
            return Parameters.of(commandLine, ParameterSource.environment(variables), ParameterSource.file(variables));
        } catch (TuttiException e) {
            throw LaunchException.usage("the parameters", e);
        }
    }

    /** {@return the environment variables that carry the parameters of the command line to the ranks} */
    Map<String, String> variables() throws LaunchException {
        Map<String, String> variables = new LinkedHashMap<>();
        values().forEach((parameter, value) -> variables.put(parameter.variable(), value));
        return variables;
    }

    /**
     * {@return the arena of a job}
     *
     * @param environment the variables that the command line sets
     */
    ArenaPlan arena(int ranks, Map<String, String> environment) throws LaunchException {
        Parameters all = parameters(name -> environment.getOrDefault(name, System.getenv(name)));
        try {
            return ArenaPlanner.plan(all, ranks, () -> NativeAccessFinder.find(Settings::value));
        } catch (TuttiException e) {
            throw e.errorClass() == ErrorClass.NO_SPACE
                    ? LaunchException.failure(e.code(), e.reason())
                    : LaunchException.usage("with these parameters there is no arena", e);
        }
    }
}
