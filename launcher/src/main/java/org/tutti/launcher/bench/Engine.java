package org.tutti.launcher.bench;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.tutti.runtime.Processors;

/**
 * Ranks that measure what they are told to, and that stay from one measurement to the next. A line down each rank's pipe is a
 * command; rank 0 answers through another pipe. Between two commands every rank waits in the kernel, so that only one engine at
 * a time uses the processors.
 */
public final class Engine implements AutoCloseable {
    private static final int LAST_WORDS = 2000;
    private static final Duration END = Duration.ofSeconds(10);

    private final String name;
    private final Path log;
    private final Process process;
    private final List<RandomAccessFile> commands = new ArrayList<>();
    private final RandomAccessFile answers;
    private final BlockingQueue<String> answered = new LinkedBlockingQueue<>();
    private final LeftFiles left = new LeftFiles();
    private String version = "";

    private Engine(EngineCommand engine, Path folder) throws IOException, InterruptedException {
        this.name = engine.name();
        this.log = folder.resolve("log");
        List<String> pipes = new ArrayList<>();
        for (int rank = 0; rank < engine.ranks(); rank++) {
            pipes.add(folder.resolve("rank" + rank).toString());
        }
        pipes.add(folder.resolve("answers").toString());
        makePipes(pipes);
        Files.write(folder.resolve("start"), new byte[(int) StartLine.bytes(engine.ranks())]);
        for (String pipe : pipes.subList(0, engine.ranks())) {
            commands.add(new RandomAccessFile(pipe, "rw")); // for both directions, so that opening never waits
        }
        this.answers = new RandomAccessFile(pipes.getLast(), "rw");
        List<String> all = new ArrayList<>(engine.command());
        all.addAll(List.of(
                folder.toString(),
                Long.toString(ProcessHandle.current().pid()),
                Boolean.toString(engine.ranks() > Processors.usable())));
        ProcessBuilder builder = new ProcessBuilder(all)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(log.toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(engine.environment());
        this.process = builder.start();
        Thread.ofPlatform().daemon().name("answers of " + name).start(this::listen);
    }

    /**
     * {@return an engine that is ready}
     *
     * @param folder where the pipes and its output go; it is there
     * @param patience how long it may take
     */
    public static Engine start(EngineCommand command, Path folder, Duration patience)
            throws EngineException, InterruptedException {
        try {
            Engine engine = new Engine(command, folder);
            try {
                engine.version = engine.await("ready ", "starting", patience);
                engine.left.note(engine.process.toHandle());
            } catch (EngineException | InterruptedException e) {
                engine.close();
                throw e;
            }
            return engine;
        } catch (IOException e) {
            throw new EngineException(command.name() + " cannot be started: " + e, e);
        }
    }

    /** Java has no call that makes a pipe with a name. */
    private static void makePipes(List<String> pipes) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("mkfifo", "-m", "600"));
        command.addAll(pipes);
        Subprocess made = Subprocess.run(command, Map.of(), END);
        if (!made.succeeded()) {
            throw new IOException("mkfifo: " + made);
        }
    }

    private void listen() {
        try {
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                answered.add(line);
            }
        } catch (IOException e) {
            // it has been closed
        }
    }

    /** {@return what tables call it} */
    public String name() {
        return name;
    }

    /** {@return what it says it is} */
    public String version() {
        return version;
    }

    /** {@return one sample of a cell} */
    Sample measure(Cell cell, BufferKind buffers, int iterations, int warmup, Duration patience)
            throws EngineException, InterruptedException {
        byte[] command = new Command(cell, buffers, iterations, warmup).text().getBytes(StandardCharsets.US_ASCII);
        try {
            for (RandomAccessFile each : commands) {
                each.write(command);
            }
        } catch (IOException e) {
            throw new EngineException(name + " takes no commands: " + e, e);
        }
        return Sample.of(await("", cell.text(), patience));
    }

    private String await(String prefix, String doing, Duration patience) throws EngineException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            String line = answered.poll(200, TimeUnit.MILLISECONDS);
            if (line != null && line.startsWith(prefix)) {
                return line.substring(prefix.length());
            }
            if (line != null) {
                throw new EngineException(name + " answered '" + line + "' at " + doing + lastWords());
            }
            if (!process.isAlive()) {
                throw new EngineException(
                        name + " ended at " + doing + " (exit code " + process.exitValue() + ")" + lastWords());
            }
            if (System.nanoTime() - deadline > 0) {
                throw new EngineException(
                        name + " was stuck at " + doing + " for " + patience.toSeconds() + " s" + lastWords());
            }
        }
    }

    private String lastWords() {
        try {
            String text = Files.readString(log).strip();
            return text.isEmpty()
                    ? "; it printed nothing"
                    : "; its output:\n" + text.substring(Math.max(0, text.length() - LAST_WORDS));
        } catch (IOException e) {
            return "";
        }
    }

    /** Ends it: its ranks read an end of file and finish. Those that do not are killed, and so are all where this is interrupted. */
    @Override
    public void close() {
        for (RandomAccessFile each : commands) {
            closeQuietly(each);
        }
        boolean ended = false;
        try {
            ended = process.waitFor(END.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        closeQuietly(answers);
        left.remove();
    }

    private static void closeQuietly(RandomAccessFile file) {
        try {
            file.close();
        } catch (IOException e) {
            // it is closed nevertheless
        }
    }
}
