package org.tutti.launcher.bench;

import java.io.BufferedReader;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.tutti.Communicator;
import org.tutti.Tutti;
import org.tutti.runtime.Processors;

/**
 * A rank that measures what it is told to: it reads a cell, how many iterations and how many before them from the pipe {@code rankR}
 * of a folder, and rank 0 answers to the pipe {@code answers}. In between it waits in the kernel, and takes no time from others.
 */
public final class BenchRank {
    private static final int REHEARSALS = 1000;
    /** Of more ranks than processors, where each call takes some switches. */
    private static final int CROWDED_REHEARSALS = 300;
    /** Where an operation takes long, its own loops are compiled by their iterations. */
    private static final int LONG_REHEARSALS = 20;

    private static final long LONG_BYTES = 64 << 10;

    private final Communicator world;
    private final StartLine start;
    private final Map<Task, Timing> timings = new HashMap<>();

    private record Task(Cell cell, BufferKind buffers) {}

    private BenchRank(Communicator world, StartLine start) {
        this.world = world;
        this.start = start;
    }

    /**
     * Runs a rank.
     *
     * @param args the folder of the pipes, and the process whose pipes they are
     */
    public static void main(String[] args) throws IOException {
        endWith(Long.parseLong(args[1]));
        Path folder = Path.of(args[0]);
        try (Communicator world = Tutti.init(args);
                StartLine start = new StartLine(folder.resolve("start"), world.rank(), world.size())) {
            new BenchRank(world, start).serve(folder);
        }
    }

    /** Opening a pipe waits until somebody has its other end: a rank that comes when nobody is there any more would wait for ever. */
    static void endWith(long pid) {
        CompletableFuture<?> ended = ProcessHandle.of(pid)
                .<CompletableFuture<?>>map(ProcessHandle::onExit)
                .orElse(CompletableFuture.completedFuture(null));
        CompletableFuture<?> _ = ended.thenRun(() -> Runtime.getRuntime().halt(1));
    }

    private void serve(Path folder) throws IOException {
        try (BufferedReader commands = Files.newBufferedReader(folder.resolve("rank" + world.rank()));
                PrintStream answers = world.rank() == 0
                        ? new PrintStream(
                                new FileOutputStream(folder.resolve("answers").toFile()), true, StandardCharsets.UTF_8)
                        : new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8)) {
            world.barrier();
            answers.println("ready JDK " + Runtime.version());
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                answers.println(answer(line));
            }
        }
    }

    private String answer(String line) {
        Command command = Command.of(line);
        Task task = new Task(command.cell(), command.buffers());
        Timing timing = timings.computeIfAbsent(task, this::prepare);
        return timing.measure(command.iterations(), command.warmup()).text();
    }

    private int rehearsals(Cell cell) {
        if (cell.bytes() >= LONG_BYTES) {
            return LONG_REHEARSALS;
        }
        return world.size() <= Processors.usable() ? REHEARSALS : CROWDED_REHEARSALS;
    }

    private Timing prepare(Task task) {
        Cell cell = task.cell();
        Workload workload = new Workload(world, cell, task.buffers());
        workload.check();
        Timing timing = new Timing(world, workload, cell.operation(), start);
        timing.rehearse(rehearsals(cell));
        return timing;
    }
}
