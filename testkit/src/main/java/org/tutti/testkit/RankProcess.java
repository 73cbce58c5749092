package org.tutti.testkit;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A resident JVM that plays ranks, and the thread that reads what it replies. */
final class RankProcess {
    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final Process process;
    private final DataOutputStream requests;
    private final Path log;
    private int runs;
    private volatile boolean killed;
    private RankProcesses.@Nullable Listener listener;

    RankProcess(List<String> command, Path folder) throws IOException {
        Files.createDirectories(folder);
        log = folder.resolve(
                "rank-process-" + ProcessHandle.current().pid() + "-" + COUNTER.incrementAndGet() + ".log");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        // what starts the tests may itself be started as a rank, or set parameters
        builder.environment().keySet().removeIf(variable -> variable.startsWith("TUTTI_"));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().remove("JDK_JAVA_OPTIONS");
        process = builder.start();
        requests = new DataOutputStream(process.getOutputStream());
        Thread.ofPlatform().daemon().name("replies of " + process.pid()).start(this::readReplies);
    }

    /** Starts a program, whose fate is told to the listener. */
    void run(String program, Map<String, String> settings, List<String> arguments, RankProcesses.Listener newListener)
            throws IOException {
        synchronized (this) {
            listener = newListener;
        }
        runs++;
        requests.writeUTF(program);
        requests.writeInt(settings.size());
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            requests.writeUTF(setting.getKey());
            requests.writeUTF(setting.getValue());
        }
        requests.writeInt(arguments.size());
        for (String argument : arguments) {
            requests.writeUTF(argument);
        }
        requests.flush();
    }

    private void readReplies() {
        try (DataInputStream replies = new DataInputStream(process.getInputStream())) {
            while (true) {
                byte kind = replies.readByte();
                RankProcesses.Listener current = listener();
                switch (kind) {
                    case RankMain.MESSAGE -> current.told(replies.readUTF());
                    case RankMain.RESULT -> current.returned(replies.readUTF(), Long.parseLong(replies.readUTF()));
                    default ->
                        current.failed(
                                new Outcome.Failure(
                                        replies.readUTF(),
                                        replies.readUTF(),
                                        Integer.parseInt(replies.readUTF()),
                                        replies.readUTF(),
                                        replies.readUTF()),
                                Long.parseLong(replies.readUTF()));
                }
            }
        } catch (IOException e) {
            int exitCode = awaitExit();
            RankProcesses.Listener last;
            synchronized (this) {
                last = listener;
            }
            if (last != null) {
                last.ended(exitCode, System.nanoTime());
            }
        }
    }

    private synchronized RankProcesses.Listener listener() {
        if (listener == null) {
            throw new IllegalStateException("a process without a program replies: " + log);
        }
        return listener;
    }

    private int awaitExit() {
        while (true) {
            try {
                return process.waitFor();
            } catch (InterruptedException e) {
                // nobody interrupts this thread
            }
        }
    }

    long pid() {
        return process.pid();
    }

    /** {@return whether it can run a program} */
    boolean isAlive() {
        return !killed && process.isAlive();
    }

    /** {@return how many programs it has run} */
    int runs() {
        return runs;
    }

    /** {@return the file with what it wrote} */
    Path log() {
        return log;
    }

    /** Ends it at once, by SIGKILL. */
    void kill() {
        killed = true;
        process.destroyForcibly();
    }
}
