package org.tutti.launcher.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A command that has been run to its end, or as long as somebody was ready to wait.
 *
 * @param ended whether it ended by itself; else it and all that it has started were killed
 * @param exitCode how it ended
 * @param said what it wrote
 */
record Subprocess(boolean ended, int exitCode, String said) {
    /** Runs a command; nobody answers it. */
    static Subprocess run(List<String> command, Map<String, String> environment, Duration patience)
            throws IOException, InterruptedException {
        Path log = Files.createTempFile("tutti-", ".log"); // a pipe stays open as long as any grandchild lives
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(log.toFile())
                    .redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
            boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            return new Subprocess(
                    ended, process.waitFor(), Files.readString(log).strip());
        } finally {
            Files.delete(log);
        }
    }

    /** {@return whether it did what it should} */
    boolean succeeded() {
        return ended && exitCode == 0;
    }

    @Override
    public String toString() {
        return (ended ? "exit code " + exitCode : "it had to be killed") + "; its output:\n" + said;
    }
}
