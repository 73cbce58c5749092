package org.tutti.launcher;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.Supplier;
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

    /**
     * The commands by name, in the order of the usage. Picocli reads the annotations of each that it is given, and all of them take
     * it longer than the JVM takes to start.
     */
    private static final Map<String, Supplier<Object>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put(RunCommand.NAME, RunCommand::new);
        COMMANDS.put(MpirunCommand.NAME, MpirunCommand::new);
        COMMANDS.put(MpjrunCommand.NAME, MpjrunCommand::new);
        COMMANDS.put(BenchCommand.NAME, BenchCommand::new);
        COMMANDS.put(TuneCommand.NAME, TuneCommand::new);
        COMMANDS.put(DumpCommand.NAME, DumpCommand::new);
        COMMANDS.put(InfoCommand.NAME, InfoCommand::new);
        COMMANDS.put(CleanCommand.NAME, CleanCommand::new);
        COMMANDS.put(ClasspathCommand.NAME, ClasspathCommand::new);
        COMMANDS.put(AotCommand.NAME, AotCommand::new);
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Main() {}

    /** Runs the command, and ends this process with its exit code. */
    public static void main(String[] args) {
        System.exit(commandLine(args).execute(args));
    }

    /** {@return the command, ready to execute these words: the one command that the first names, or all where it names none} */
    static CommandLine commandLine(String... args) {
        CommandLine all = new CommandLine(new Main());
        Predicate<String> isWanted = args.length > 0 && COMMANDS.containsKey(args[0]) ? args[0]::equals : name -> true;
        COMMANDS.forEach((name, command) -> {
            if (isWanted.test(name)) {
                all.addSubcommand(name, command.get());
            }
        });
        all.setStopAtPositional(true)
                .setExpandAtFiles(false)
                .setParameterExceptionHandler(Main::tellUsage)
                .setExecutionExceptionHandler(Main::tell);
        all.getSubcommands().forEach(Main::configure);
        return all;
    }

    private static void configure(String name, CommandLine command) {
        switch (name) {
            // options may follow its operations, which are no program with options of its own
            case BenchCommand.NAME, TuneCommand.NAME -> command.setStopAtPositional(false);
            case MpirunCommand.NAME, MpjrunCommand.NAME -> MpirunCommand.configure(command);
            default -> {}
        }
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
