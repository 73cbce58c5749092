package org.tutti.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tutti.ErrorCode;
import org.tutti.launcher.bench.Bench;
import org.tutti.launcher.bench.EngineCommand;
import org.tutti.launcher.bench.EngineException;
import org.tutti.launcher.bench.HelloRank;
import org.tutti.launcher.bench.Machine;
import org.tutti.launcher.bench.Peer;
import org.tutti.launcher.bench.Peers;
import org.tutti.launcher.bench.Startup;
import org.tutti.launcher.bench.StartupReport;
import org.tutti.runtime.JobFiles;
import org.tutti.runtime.Processors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tutti bench startup}. */
@Command(
        name = "startup",
        description = "Measures whole jobs that do next to nothing, from the start of the command to its end.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
final class StartupCommand implements Callable<Integer> {
    /** What the script that started this launcher calls itself, if one did. */
    private static final String SCRIPT = "tutti.command";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-n", "-np"},
            paramLabel = "N,N",
            defaultValue = "2,16",
            description = "How many ranks, each by turns (default: ${DEFAULT-VALUE}).")
    private String ranksText = "";

    @Mixin
    private PeerOptions peers = new PeerOptions();

    @Mixin
    private RoundsOptions rounds = new RoundsOptions();

    @Override
    public Integer call() throws LaunchException, InterruptedException {
        List<Integer> ranks = new ArrayList<>();
        for (String each : ranksText.split(",", -1)) {
            ranks.add(RankCount.parse(each));
        }
        try {
            Scratch scratch = new Scratch();
            Path caches = scratch.makeTemporary();
            List<EngineCommand> commands = commands(ranks, caches, scratch);
            Startup startup = new Startup(commands, caches.resolve("tutti").resolve("aot"), rounds.rounds());
            List<Startup.Job> jobs =
                    startup.play(new ProgressBar(spec.commandLine().getErr())::show);
            Machine machine = Machine.here(Installation.launcher(), Installation.version());
            spec.commandLine().getOut().print(StartupReport.of(machine, commands, jobs));
            spec.commandLine().getOut().flush();
            return 0;
        } catch (IOException e) {
            throw LaunchException.failure(ErrorCode.SYSTEM, "bench: a file or folder cannot be written: " + e);
        } catch (EngineException e) {
            throw LaunchException.failure(ErrorCode.NOT_STARTED, "bench: " + e.getMessage());
        }
    }

    private List<EngineCommand> commands(List<Integer> ranks, Path caches, Scratch scratch)
            throws IOException, EngineException, InterruptedException, LaunchException {
        List<Peer> wanted = peers();
        Peers installed =
                new Peers("hello", scratch.makeTemporary(), scratch.makeTemporary(JobFiles.folder()), notice -> {
                    spec.commandLine().getErr().println("tutti: bench: " + notice);
                });
        List<EngineCommand> commands = new ArrayList<>();
        for (int count : ranks) {
            commands.add(tutti(Bench.TUTTI, count, caches, "on"));
            commands.add(tutti(Bench.TUTTI + "-no-aot", count, caches, "off"));
            commands.addAll(installed.commands(wanted, count, count > Processors.usable()));
        }
        return commands;
    }

    /** {@return those that differ in how they start: each library once} */
    private List<Peer> peers() throws LaunchException {
        return peers.peers().stream()
                .filter(peer -> peer == Peer.OPENMPI || peer == Peer.MPICH)
                .toList();
    }

    private static EngineCommand tutti(String name, int ranks, Path caches, String aot) {
        String[] run = {
            "run", "-n", Integer.toString(ranks), "-cp", Installation.launcher().toString(), HelloRank.class.getName()
        };
        @Nullable String script = System.getProperty(SCRIPT);
        List<String> command = new ArrayList<>();
        if (script == null) {
            command.addAll(Installation.command(run));
        } else {
            command.add(script);
            command.addAll(List.of(run));
        }
        Map<String, String> environment = new HashMap<>(Map.of("XDG_CACHE_HOME", caches.toString(), "TUTTI_AOT", aot));
        environment.put("TUTTI_JAVA_HOME", System.getProperty("java.home"));
        return new EngineCommand(name, ranks, command, environment);
    }
}
