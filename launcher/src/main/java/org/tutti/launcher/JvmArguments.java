package org.tutti.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Arguments of each rank's java that a command line gives. */
final class JvmArguments {
    private static final Set<String> NOT_FOR_JVM =
            Set.of("-cp", "-classpath", "--class-path", "-jar", "-m", "--module");

    private JvmArguments() {}

    /** {@return the arguments that options --jvm-args give, each a line that is split as a shell does} */
    static List<String> split(List<String> lines) throws LaunchException {
        List<String> arguments = new ArrayList<>();
        for (String line : lines) {
            try {
                arguments.addAll(ShellWords.split(line));
            } catch (IllegalArgumentException e) {
                throw LaunchException.usage("--jvm-args: " + e.getMessage());
            }
        }
        for (String argument : arguments) {
            if (NOT_FOR_JVM.contains(argument.replaceFirst("=.*", ""))) {
                throw LaunchException.usage("--jvm-args cannot say what to run; PROGRAM and -cp do: " + argument);
            }
        }
        return arguments;
    }
}
