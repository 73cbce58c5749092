package org.tutti.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The command line of an ordinary java, taken apart as java itself does it.
 *
 * @param options the arguments of java, but for the class path
 * @param classPath the class path, or null where none is given
 * @param isJar whether the program is a jar
 * @param program the class, source file or jar
 * @param arguments the arguments of the program
 */
record JavaCommandLine(
        List<String> options, @Nullable String classPath, boolean isJar, String program, List<String> arguments) {
    private static final Set<String> CLASS_PATH = Set.of("-cp", "-classpath", "--class-path");
    private static final String CLASS_PATH_IS = "--class-path=";
    private static final String SOURCE = "--source";
    /** Options whose value is the next word. */
    private static final Set<String> WITH_VALUE = Set.of(
            "-p",
            "--module-path",
            "--upgrade-module-path",
            "--add-modules",
            "--limit-modules",
            "--add-exports",
            "--add-opens",
            "--add-reads",
            "--patch-module",
            "--enable-native-access",
            SOURCE);
    /** Options with which there is no class, jar or source file as usual. */
    private static final Set<String> OTHER_MODES =
            Set.of("-m", "--module", "-d", "--describe-module", "--list-modules", "--validate-modules");

    /**
     * {@return the command line, or null where it runs a module, reads its arguments from a file, or runs nothing at all: then
     * java alone knows what it says}
     *
     * @param words what follows the word java
     */
    static @Nullable JavaCommandLine parse(List<String> words) {
        List<String> options = new ArrayList<>();
        String classPath = null;
        boolean isJar = false;
        int next = 0;
        while (next < words.size() && words.get(next).startsWith("-")) {
            String word = words.get(next++);
            boolean takesNext = CLASS_PATH.contains(word) || WITH_VALUE.contains(word);
            if (OTHER_MODES.contains(word.replaceFirst("=.*", "")) || (takesNext && next == words.size())) {
                return null;
            }
            if (CLASS_PATH.contains(word)) {
                classPath = words.get(next++);
            } else if (word.startsWith(CLASS_PATH_IS)) {
                classPath = word.substring(CLASS_PATH_IS.length());
            } else if (word.equals("-jar")) {
                isJar = true;
            } else {
                options.add(word);
                if (takesNext) {
                    options.add(words.get(next++));
                }
            }
        }
        if (next == words.size() || words.get(next).startsWith("@")) {
            return null;
        }
        return new JavaCommandLine(options, classPath, isJar, words.get(next), words.subList(next + 1, words.size()));
    }

    /** {@return whether the program is a source file} */
    boolean isSource() {
        return !isJar && (program.endsWith(".java") || options.contains(SOURCE));
    }
}
