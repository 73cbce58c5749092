package org.tutti.launcher;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tutti classpath}. */
@Command(
        name = "classpath",
        description = "Prints what a compiler needs on its class path.",
        footer = {"", "For instance: javac -cp \"$(tutti classpath)\" X.java"},
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
final class ClasspathCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        spec.commandLine().getOut().println(Installation.core());
        return 0;
    }
}
