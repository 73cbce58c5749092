package org.tutti.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What javac is told: what a program needs of its rank's java for its compilation too, it is given here. */
final class CompilerOptions {
    private static final String PREVIEW = "--enable-preview";
    private static final Set<String> SHARED =
            Set.of("--add-exports", "--add-modules", "--add-reads", "--limit-modules", "--module-path", "-p");

    private CompilerOptions() {}

    /**
     * {@return the options of javac}
     *
     * @param classPath what the source is compiled against
     * @param jvmArguments the arguments of each rank's java
     */
    static List<String> of(List<Path> classPath, List<String> jvmArguments) {
        List<String> options = new ArrayList<>(List.of("-g", "-proc:none", "-encoding", "UTF-8", "-cp"));
        options.add(ClassPath.join(classPath));
        for (int i = 0; i < jvmArguments.size(); i++) {
            String argument = jvmArguments.get(i);
            int equals = argument.indexOf('=');
            if (argument.equals(PREVIEW)) {
                options.addAll(List.of(
                        PREVIEW, "--source", Integer.toString(Runtime.version().feature())));
            } else if (SHARED.contains(argument) && i + 1 < jvmArguments.size()) {
                options.addAll(List.of(argument, jvmArguments.get(++i)));
            } else if (equals > 0 && SHARED.contains(argument.substring(0, equals))) {
                options.addAll(List.of(argument.substring(0, equals), argument.substring(equals + 1)));
            }
        }
        return options;
    }
}
