package org.tutti.runtime;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;

/** Where values of parameters come from. */
public interface ParameterSource {
    /** The variable that names a file of parameters. */
    String FILE = "TUTTI_PARAMETERS";

    /** {@return the text that it has for a parameter, or null} */
    @Nullable
    String text(Parameter parameter);

    /** {@return how a person would look for the text that it has for a parameter} */
    String place(Parameter parameter);

    /** {@return values from a command line} */
    static ParameterSource commandLine(Map<Parameter, String> values) {
        return of(values::get, parameter -> "--set");
    }

    /** {@return environment variables} */
    static ParameterSource environment(Function<String, @Nullable String> variables) {
        return of(parameter -> variables.apply(parameter.variable()), Parameter::variable);
    }

    /** {@return what the program itself prefers} */
    static ParameterSource program() {
        return of(PreferredValues::get, parameter -> "the program");
    }

    /** {@return the system properties of this process} */
    static ParameterSource systemProperties() {
        return of(
                parameter -> System.getProperty(parameter.property()),
                parameter -> "system property " + parameter.property());
    }

    /**
     * {@return the file that {@value #FILE} names, or {@code tutti/parameters} in the user's folder for configurations
     * where there is one} Each of its lines is {@code name = value}.
     */
    static ParameterSource file(Function<String, @Nullable String> variables) {
        String named = variables.apply(FILE);
        Path path = named != null ? Path.of(named) : configurations(variables).resolve("tutti", "parameters");
        if (named == null && !Files.exists(path)) {
            return of(parameter -> null, parameter -> "");
        }
        Properties values = read(path);
        for (String name : values.stringPropertyNames()) {
            requireName(path, name);
        }
        return of(parameter -> values.getProperty(parameter.toString()), parameter -> path.toString());
    }

    private static Path configurations(Function<String, @Nullable String> variables) {
        String folder = variables.apply("XDG_CONFIG_HOME");
        return folder != null && !folder.isEmpty()
                ? Path.of(folder)
                : Path.of(System.getProperty("user.home"), ".config");
    }

    private static Properties read(Path path) {
        Properties values = new Properties();
        try (Reader reader = Files.newBufferedReader(path)) {
            values.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new TuttiException(
                    ErrorCode.BAD_PARAMETER_FILE, "cannot read the file of parameters: " + path + ": " + e, -1, e);
        }
        return values;
    }

    private static void requireName(Path path, String name) {
        try {
            Parameter.named(name);
        } catch (TuttiException e) {
            throw new TuttiException(e.code(), e.reason() + ", in " + path, -1, e);
        }
    }

    private static ParameterSource of(Function<Parameter, @Nullable String> texts, Function<Parameter, String> places) {
        return new ParameterSource() {
            @Override
            public @Nullable String text(Parameter parameter) {
                return texts.apply(parameter);
            }

            @Override
            public String place(Parameter parameter) {
                return places.apply(parameter);
            }
        };
    }
}
