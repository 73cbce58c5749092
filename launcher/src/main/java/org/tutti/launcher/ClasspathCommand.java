package org.tutti.launcher;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tutti classpath}. */
@Command(
        name = ClasspathCommand.NAME,
        description = "Prints what a compiler needs on its class path.",
        footer = {
            "",
            "For instance: javac -cp \"$(tutti classpath)\" X.java",
            "or, where X.java imports mpi.*: javac -cp \"$(tutti classpath mpi)\" X.java"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
final class ClasspathCommand implements Callable<Integer> {
    static final String NAME = "classpath";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "mpi",
            description = "Also the package mpi, for programs written for MPI's earlier Java bindings.")
    private @Nullable String api;

    @Override
    public Integer call() throws LaunchException {
        if (api != null && !api.equals("mpi")) {
            throw LaunchException.usage("there is core, without a word, and mpi: tutti classpath " + api);
        }
        List<Path> needed =
                api == null ? List.of(Installation.core()) : List.of(Installation.mpi(), Installation.core());
        spec.commandLine().getOut().println(ClassPath.join(needed));
        return 0;
    }
}
