package org.tutti.launcher.bench;

import java.io.BufferedReader;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * One rank's side of an {@link Engine}: it reads commands from the pipe {@code rankR} of a folder, and rank 0 answers to the pipe
 * {@code answers}. In between it waits in the kernel, and takes no time from others.
 */
final class Service {
    private final Path folder;
    private final int rank;

    Service(Path folder, int rank) {
        this.folder = folder;
        this.rank = rank;
    }

    /** Ends this process with another: who opens a pipe waits until somebody has its other end, which may never be. */
    static void endWith(long pid) {
        CompletableFuture<?> ended = ProcessHandle.of(pid)
                .<CompletableFuture<?>>map(ProcessHandle::onExit)
                .orElse(CompletableFuture.completedFuture(null));
        CompletableFuture<?> _ = ended.thenRun(() -> Runtime.getRuntime().halt(1));
    }

    /** Says that it is ready and what it is, then answers commands until there are no more. */
    void serve(String version, Function<Command, Sample> answer) throws IOException {
        try (BufferedReader commands = Files.newBufferedReader(folder.resolve("rank" + rank));
                PrintStream answers = new PrintStream(answers(), true, StandardCharsets.UTF_8)) {
            answers.println("ready " + version);
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                answers.println(answer.apply(Command.of(line)).text());
            }
        }
    }

    private OutputStream answers() throws IOException {
        return rank == 0 ? new FileOutputStream(folder.resolve("answers").toFile()) : OutputStream.nullOutputStream();
    }
}
