package org.tutti.launcher;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The command {@code tutti}. */
@Command(
        name = "tutti",
        description = "MPI for the JVM: processes on one machine compute together through shared memory.",
        footer = {"", "In a clone, `tutti test` builds and tests everything."},
        subcommands = {RunCommand.class, ClasspathCommand.class},
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
public final class Main implements Callable<Integer> {
    /** What {@code --version} prints. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "tutti " + Installation.version(),
                "java " + Runtime.version() + " in " + System.getProperty("java.home")
            };
        }
    }

    @Spec
    private @Nullable CommandSpec spec;

    private Main() {}

    /** Runs the command, and ends this process with its exit code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** {@return the command, ready to be executed} */
    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setStopAtPositional(true)
                .setExpandAtFiles(false)
                .setParameterExceptionHandler(Main::tellUsage)
                .setExecutionExceptionHandler(Main::tell);
    }

    @Override
    public Integer call() {
        if (spec != null) {
            spec.commandLine().usage(System.err);
        }
        return LaunchException.USAGE;
    }

    private static int tellUsage(ParameterException e, String[] args) {
        String name = e.getCommandLine().getCommandSpec().qualifiedName();
        e.getCommandLine().getErr().println(name + ": " + e.getMessage() + " (see " + name + " --help)");
        return LaunchException.USAGE;
    }

    private static int tell(Exception e, CommandLine commandLine, ParseResult result) throws Exception {
        if (e instanceof LaunchException launch) {
            commandLine.getErr().println("tutti: " + launch.getMessage());
            return launch.exitCode();
        }
        throw e;
    }
}
