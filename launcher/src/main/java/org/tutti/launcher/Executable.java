package org.tutti.launcher;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A program that is run as it is: a script, perhaps, that calls java in the end. That finds Tutti's java first on PATH, and
 * Tutti's jars first on CLASSPATH.
 *
 * @param words the program and its arguments
 * @param variables the environment variables that it gets
 */
record Executable(List<String> words, Map<String, String> variables) implements RankProgram {
    private static final String PATH = "PATH";

    /**
     * {@return the program with these words}
     *
     * @param environment the variables that the ranks would have otherwise
     */
    static Executable of(List<String> words, Function<String, @Nullable String> environment) {
        Map<String, String> variables = new LinkedHashMap<>();
        Path bin = Installation.java().getParent();
        variables.put(PATH, prepend(String.valueOf(bin), environment.apply(PATH), ""));
        List<Path> tutti = new ArrayList<>(Installation.runtime());
        tutti.add(Installation.mpi());
        String jars = ClassPath.join(tutti);
        variables.put(ClassPath.VARIABLE, prepend(jars, environment.apply(ClassPath.VARIABLE), ClassPath.USUAL));
        return new Executable(words, variables);
    }

    private static String prepend(String first, @Nullable String value, String usual) {
        String rest = value == null ? usual : value;
        return rest.isEmpty() ? first : first + File.pathSeparator + rest;
    }

    /**
     * {@return whether a word names an executable file}
     *
     * @param word a path, or a name that is looked for on PATH
     * @param folder where the program will run
     */
    static boolean exists(String word, Path folder, Function<String, @Nullable String> environment) {
        if (word.contains("/")) {
            return isExecutable(folder.resolve(word));
        }
        String path = environment.apply(PATH);
        if (path != null && !word.isEmpty()) {
            for (String element : path.split(File.pathSeparator, -1)) {
                if (isExecutable(folder.resolve(element).resolve(word))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isExecutable(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }

    @Override
    public List<String> of(int rank) {
        return words;
    }

    @Override
    public String origin() {
        return "program " + words.getFirst();
    }

    @Override
    public void succeeded() {}
}
