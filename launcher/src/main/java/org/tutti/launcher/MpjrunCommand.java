package org.tutti.launcher;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code tutti mpjrun}: the command line of MPJ Express's mpjrun.sh, for a job as that of {@code tutti run}. */
@Command(
        name = MpjrunCommand.NAME,
        description = "Runs a Java program as mpjrun.sh does: scripts that call that of MPJ Express need no change.",
        footer = {"", "Other options are arguments of each rank's java, such as -Xmx1g or -Dname=value."},
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
final class MpjrunCommand implements Callable<Integer> {
    static final String NAME = "mpjrun";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "-np", paramLabel = "N", description = "How many ranks (processes); one for each core.")
    private @Nullable String ranksText;

    @Option(
            names = {"-cp", "-classpath"},
            paramLabel = "PATH",
            description = "Class path; without it CLASSPATH, or else this folder.")
    private @Nullable String classPath;

    @Option(names = "-jar", description = "PROGRAM is a jar.")
    private boolean isJar;

    @Option(names = "-wdir", paramLabel = "DIR", description = "Run the ranks in this folder.")
    private @Nullable Path folder;

    @Option(
            names = "-dev",
            paramLabel = "DEVICE",
            description = "Ignored: ranks compute together through shared memory.")
    private @Nullable String device;

    @Option(
            names = "-machinesfile",
            paramLabel = "FILE",
            description = "A file that names this host; other hosts are refused.")
    private @Nullable Path hostFile;

    @Unmatched
    private List<String> jvmArguments = new ArrayList<>();

    @CommandLine.Parameters(index = "0", paramLabel = "PROGRAM", description = "A class, X.java, or a jar.")
    private String program = "";

    @CommandLine.Parameters(index = "1..*", paramLabel = "ARG", description = "Arguments of the program.")
    private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws LaunchException, InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        Launch launch = new Launch(err, Details.NONE);
        checkHosts();
        Path where = RankStart.folder(folder);
        int ranks = ranksText == null ? MpirunCommand.usualRanks(false) : RankCount.parse("-np", ranksText);
        JavaPrograms java = new JavaPrograms(ranks, err);
        RankCommand command = java.command(Installation.java(), find(java), jvmArguments, arguments);
        JobDescription job = new JobDescription(
                Launch.newName(),
                new ParameterOptions().arena(ranks, Map.of()),
                rank -> new RankStart(command.of(rank), Map.of(), where),
                OutputStyle.shown(false),
                List.of(),
                null);
        if (device != null) {
            launch.say("ignored, without effect here: -dev " + device);
        }
        return launch.run(job, List.of(command));
    }

    private void checkHosts() throws LaunchException {
        if (hostFile != null) {
            new Hosts(Hosts::isHere).addFile("-machinesfile", hostFile);
        }
    }

    private Program find(JavaPrograms java) throws LaunchException {
        Programs finder = java.finder(jvmArguments, Path.of(""));
        String given = classPath != null ? classPath : System.getenv(ClassPath.VARIABLE);
        List<Path> elements = ClassPath.parseAsJava(given != null ? given : ClassPath.USUAL, Path.of(""));
        if (isJar) {
            return finder.jar(program);
        }
        if (program.endsWith(".java")) {
            return finder.source(program, classPath == null ? List.of() : elements);
        }
        return Programs.mainClass(program, elements);
    }
}
