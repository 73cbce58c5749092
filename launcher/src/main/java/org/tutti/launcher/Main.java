package org.tutti.launcher;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.tutti.ErrorCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code tutti}. */
@Command(
        name = Main.NAME,
        description = "MPI for the JVM: processes on one machine compute together through shared memory.",
        footer = {"", "In a clone, `tutti test` builds and tests everything."},
        subcommands = {
            RunCommand.class,
            MpirunCommand.class,
            MpjrunCommand.class,
            BenchCommand.class,
            TuneCommand.class,
            DumpCommand.class,
            InfoCommand.class,
            CleanCommand.class,
            ClasspathCommand.class,
            AotCommand.class
        },
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

    static final String NAME = "tutti";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Main() {}

    /** Runs the command, and ends this process with its exit code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** {@return the command, ready to be executed} */
    static CommandLine commandLine() {
        CommandLine all = new CommandLine(new Main())
                .setStopAtPositional(true)
                .setExpandAtFiles(false)
                .setParameterExceptionHandler(Main::tellUsage)
                .setExecutionExceptionHandler(Main::tell);
        // options may follow its operations, which are no program with options of its own
        for (String command : List.of("bench", "tune")) {
            Objects.requireNonNull(all.getSubcommands().get(command)).setStopAtPositional(false);
        }
        for (String command : List.of(MpirunCommand.NAME, MpjrunCommand.NAME)) {
            MpirunCommand.configure(Objects.requireNonNull(all.getSubcommands().get(command)));
        }
        return all;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return LaunchException.USAGE;
    }

    private static int tellUsage(ParameterException e, String[] args) {
        String name = e.getCommandLine().getCommandSpec().qualifiedName();
        boolean noSuchCommand =
                e instanceof UnmatchedArgumentException && name.equals(NAME) && !args[0].startsWith("-");
        String message = noSuchCommand ? "there is no command " + args[0] : e.getMessage();
        e.getCommandLine()
                .getErr()
                .println(NAME + ": " + ErrorCode.BAD_COMMAND.mark(message + " (see: " + name + " --help)"));
        return LaunchException.USAGE;
    }

    private static int tell(Exception e, CommandLine commandLine, ParseResult result) throws Exception {
        if (e instanceof LaunchException launch) {
            commandLine.getErr().println(NAME + ": " + launch.getMessage());
            return launch.exitCode();
        }
        throw e;
    }
}
