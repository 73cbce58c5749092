package org.tutti.launcher;

import java.io.File;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tutti.launcher.bench.Bench;
import org.tutti.launcher.bench.ElementKind;
import org.tutti.launcher.bench.EngineCommand;
import org.tutti.launcher.bench.FloorProcess;
import org.tutti.launcher.bench.Request;
import org.tutti.launcher.bench.Sizes;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code tutti bench} measures, and how. */
final class BenchOptions {
    private static final int MOST_MILLIS = 60_000;

    @Mixin
    private MeasuredJob job = new MeasuredJob();

    @Option(
            names = "--sizes",
            paramLabel = "SIZES",
            defaultValue = "4:1M",
            description = "Bytes: FROM:TO doubles, A,B,C are these (default: ${DEFAULT-VALUE}).")
    private String sizesText = "";

    @Option(
            names = "--types",
            paramLabel = "TYPES",
            defaultValue = "float",
            description = "What elements are: float, double, int and long (default: ${DEFAULT-VALUE}).")
    private String typesText = "";

    @Option(
            names = "--buffers",
            paramLabel = "KINDS",
            defaultValue = "array",
            description = {
                "What the elements are in: array, segment (off the heap) and shared (allocated by the communicator)",
                "(default: ${DEFAULT-VALUE})."
            })
    private String buffersText = "";

    @Mixin
    private PeerOptions peers = new PeerOptions();

    @Mixin
    private RoundsOptions rounds = new RoundsOptions();

    @Option(names = "--floor", description = "Measure the machine's own limit in the same rounds.")
    private boolean floor;

    @Option(
            names = "--millis",
            paramLabel = "N",
            defaultValue = "20",
            description = "How long one turn is (default: ${DEFAULT-VALUE}).")
    private int millis;

    @Parameters(
            paramLabel = "OPERATION",
            description = "Which ones, e.g. barrier allreduce reduce-scatter latency bw (default: all).")
    private List<String> operations = new ArrayList<>();

    /** {@return a bench of what the command line asks for} */
    Bench bench() throws LaunchException {
        int ranks = job.ranks();
        RoundsOptions.requireFrom1("--millis", millis, MOST_MILLIS);
        return new Bench(request(ranks), job.command(Bench.TUTTI, ranks, job.parameters(), Map.of()), floor(ranks));
    }

    private Request request(int ranks) throws LaunchException {
        try {
            Request request = new Request(
                    Request.operations(operations),
                    ranks,
                    ElementKind.parse(typesText),
                    Sizes.parse(sizesText),
                    Request.buffers(buffersText),
                    rounds.rounds(),
                    Duration.ofMillis(millis),
                    System.nanoTime(),
                    peers.peers(),
                    floor);
            return request.requireCells();
        } catch (IllegalArgumentException e) {
            throw LaunchException.usage(String.valueOf(e.getMessage()));
        }
    }

    private static EngineCommand floor(int ranks) {
        List<String> command = List.of(
                Installation.java().toString(),
                "-XX:-UsePerfData",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                ClassPath.join(Installation.runtime()) + File.pathSeparator + MeasuredJob.classPath(),
                FloorProcess.class.getName(),
                Integer.toString(ranks));
        return new EngineCommand(Bench.FLOOR, 1, command, Map.of());
    }
}
