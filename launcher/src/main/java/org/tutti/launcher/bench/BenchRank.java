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
    /** Where an operation takes long, its own loops are compiled by their iterations. */
    private static final int LONG_REHEARSALS = 20;

    private static final long LONG_BYTES = 64 << 10;

    private final Communicator world;
    private final Map<Cell, Timing> timings = new HashMap<>();

    private BenchRank(Communicator world) {
        this.world = world;
    }

    /**
     * Runs a rank.
     *
     * @param args the folder of the pipes, and the process whose pipes they are
     */
    public static void main(String[] args) throws IOException {
        endWith(Long.parseLong(args[1]));
        try (Communicator world = Tutti.init(args)) {
            new BenchRank(world).serve(Path.of(args[0]));
        }
    }

    /** Opening a pipe waits until somebody has its other end: a rank that comes when nobody is there any more would wait for ever. */
    private static void endWith(long pid) {
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

    /** {@return the sample that a line asks for: a cell, the iterations, and those that are not timed} */
    private String answer(String line) {
        int at = line.lastIndexOf(' ', line.lastIndexOf(' ') - 1);
        Cell cell = Cell.of(line.substring(0, at));
        String[] counts = line.substring(at + 1).split(" ", -1);
        Timing timing = timings.computeIfAbsent(cell, this::prepare);
        return timing.measure(Integer.parseInt(counts[0]), Integer.parseInt(counts[1]))
                .text();
    }

    private Timing prepare(Cell cell) {
        Workload workload = new Workload(world, cell);
        workload.check();
        Timing timing = new Timing(world, workload, cell.operation());
        timing.rehearse(
                cell.bytes() < LONG_BYTES && world.size() <= Processors.usable() ? REHEARSALS : LONG_REHEARSALS);
        return timing;
    }
}
