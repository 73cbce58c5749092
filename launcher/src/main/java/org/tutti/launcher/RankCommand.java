package org.tutti.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The command line of each rank of a Java program. */
final class RankCommand implements RankProgram {
    /** Variables from which java takes arguments. */
    static final List<String> JAVA_VARIABLES = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private final Path java;
    private final Program program;
    private final List<Path> classPath;
    private final List<String> jvmArguments;
    private final List<String> arguments;
    private @Nullable AotCache cache;
    private List<String> cacheArguments = List.of();
    private Map<Integer, Integer> debugPorts = Map.of();

    /**
     * Makes the command lines.
     *
     * @param java what runs the program
     * @param jvmArguments arguments of java beside those that Tutti always gives
     * @param arguments the arguments of the program
     */
    RankCommand(Path java, Program program, List<String> jvmArguments, List<String> arguments) {
        this.java = java;
        this.program = program;
        this.classPath = classPath(program);
        this.jvmArguments = Stream.of(
                        List.of("-XX:+ExitOnOutOfMemoryError", "-XX:-UsePerfData"),
                        List.of("--enable-native-access=ALL-UNNAMED"),
                        program.jvmArguments(),
                        jvmArguments)
                .flatMap(List::stream)
                .toList();
        this.arguments = arguments;
    }

    /**
     * {@return what ranks have on their class path} The package mpi is there for programs that may need it: last, or before another one that
     * the program brings with it.
     */
    private static List<Path> classPath(Program program) {
        List<Path> classPath = new ArrayList<>(Installation.runtime());
        if (program.mayNeedMpi() && bringsMpi(program)) {
            classPath.add(Installation.mpi());
            classPath.addAll(program.classPath());
        } else {
            classPath.addAll(program.classPath());
            classPath.addAll(program.mayNeedMpi() ? List.of(Installation.mpi()) : List.of());
        }
        return classPath;
    }

    private static boolean bringsMpi(Program program) {
        try {
            return ClassPath.contains(program.classPath(), "mpi.MPI");
        } catch (IOException e) {
            return false;
        }
    }

    /** {@return all that java is told, by these arguments and by variables} */
    List<String> jvmArguments(Function<String, @Nullable String> environment) {
        List<String> all = new ArrayList<>(jvmArguments);
        all.addAll(ofVariables(environment));
        return all;
    }

    /** {@return what java is told by variables} */
    static List<String> ofVariables(Function<String, @Nullable String> environment) {
        List<String> words = new ArrayList<>();
        for (String variable : JAVA_VARIABLES) {
            String value = environment.apply(variable);
            if (value != null && !value.isBlank()) {
                words.addAll(List.of(value.strip().split("\\s+", -1)));
            }
        }
        return words;
    }

    /**
     * Lets the ranks start from a cache, where one suits and is there.
     *
     * @param folder this user's folder for caches
     */
    RankCommand withCacheIn(Path folder) {
        // A cache serves the JDK that made it.
        if (java.equals(Installation.java())) {
            cache = AotCache.of(folder, Installation.runtime(), jvmArguments(System::getenv), System::getenv);
            cacheArguments = cache == null ? List.of() : cache.arguments();
        }
        return this;
    }

    /** Lets ranks wait for debuggers at these ports. */
    RankCommand withDebugPorts(Map<Integer, Integer> ports) {
        debugPorts = ports;
        return this;
    }

    /** {@return the command line of one rank} What the user has chosen comes last, and so overrides. */
    @Override
    public List<String> of(int rank) {
        // A JVM takes no cache together with a debugger's agent.
        Integer port = debugPorts.get(rank);
        List<String> special = port == null ? cacheArguments : List.of(DebugPorts.argument(port));
        return Stream.of(
                        List.of(java.toString()),
                        special,
                        jvmArguments,
                        List.of("-cp", ClassPath.join(classPath), program.mainClass()),
                        arguments)
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public Map<String, String> variables() {
        return Map.of();
    }

    @Override
    public String origin() {
        return program.origin();
    }

    /** Has the cache made that would have suited, for the next job. */
    @Override
    public void succeeded() {
        if (cache != null) {
            cache.prepare();
        }
    }
}
