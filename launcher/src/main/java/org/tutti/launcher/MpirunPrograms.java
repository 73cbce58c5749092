package org.tutti.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tutti.ErrorCode;

/**
 * Finds out what the program of mpirun's command line is: the command java with whatever follows it, what {@code tutti run} takes
 * too, or any other executable. Java programs are run as {@code tutti run} runs them.
 */
final class MpirunPrograms {
    private final JavaPrograms java;

    MpirunPrograms(JavaPrograms java) {
        this.java = java;
    }

    /**
     * {@return the program}
     *
     * @param words the program and its arguments
     * @param classPath the class path of the command line, or null
     * @param folder where the ranks run: names of files are looked up there
     * @param environment the variables that the ranks will have
     */
    RankProgram find(
            List<String> words, @Nullable String classPath, Path folder, Function<String, @Nullable String> environment)
            throws LaunchException {
        String word = words.getFirst();
        List<String> arguments = words.subList(1, words.size());
        if (classPath == null && JavaHome.isJava(word)) {
            return ofJava(JavaHome.find(word, folder), arguments, folder, environment);
        }
        if (classPath != null || word.endsWith(".java") || word.endsWith(".jar")) {
            Program program = java.finder(List.of(), folder).find(word, classPath);
            return java.command(Installation.java(), program, List.of(), arguments);
        }
        if (Executable.exists(word, folder, environment)) {
            return Executable.of(words, environment);
        }
        List<Path> usual = classPath(null, folder, environment);
        if (isClass(word, usual)) {
            return java.command(Installation.java(), Programs.mainClass(word, usual), List.of(), arguments);
        }
        throw LaunchException.usage(
                ErrorCode.NO_PROGRAM,
                "there is no such program, neither an executable nor a class on the class path " + ClassPath.join(usual)
                        + ": " + word);
    }

    private RankProgram ofJava(
            Path file, List<String> words, Path folder, Function<String, @Nullable String> environment)
            throws LaunchException {
        JavaCommandLine line = JavaCommandLine.parse(words);
        if (line == null) {
            List<String> all = new ArrayList<>(List.of(file.toString()));
            all.addAll(words);
            return Executable.of(all, environment);
        }
        Program program = program(line, folder, environment);
        return java.command(file, program, line.options(), line.arguments());
    }

    private Program program(JavaCommandLine line, Path folder, Function<String, @Nullable String> environment)
            throws LaunchException {
        Programs finder = java.finder(line.options(), folder);
        String word = line.program();
        if (line.isJar()) {
            return finder.jar(word);
        }
        List<Path> classPath = classPath(line.classPath(), folder, environment);
        if (line.isSource()) {
            // It may belong to other source files, which java finds and Tutti's compiler does not.
            return new Program(classPath, word, List.of(), "source file " + finder.existing(word), true);
        }
        return Programs.mainClass(word.replace('/', '.'), classPath);
    }

    private static List<Path> classPath(
            @Nullable String given, Path folder, Function<String, @Nullable String> environment)
            throws LaunchException {
        String classPath = given != null ? given : environment.apply(ClassPath.VARIABLE);
        return ClassPath.parseAsJava(classPath != null ? classPath : ClassPath.USUAL, folder);
    }

    private static boolean isClass(String word, List<Path> classPath) throws LaunchException {
        try {
            return ClassPath.contains(classPath, word);
        } catch (IOException e) {
            throw LaunchException.usage(
                    ErrorCode.NO_PROGRAM, "cannot look for class " + word + " on the class path: " + e);
        }
    }
}
