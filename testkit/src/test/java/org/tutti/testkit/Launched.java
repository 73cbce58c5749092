package org.tutti.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A launcher that runs, with its output in files. */
final class Launched implements AutoCloseable {
    private static final long LIMIT_SECONDS = 60;

    private final Process process;
    private final Path out;
    private final Path err;

    private Launched(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts the launcher's main class. */
    static Launched main(Path folder, Map<String, String> environment, String... args) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:-UsePerfData", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path")));
        command.add("org.tutti.launcher.Main");
        command.addAll(Arrays.asList(args));
        return start(folder, environment, command);
    }

    /** Starts any command. */
    static Launched start(Path folder, Map<String, String> environment, List<String> command) throws IOException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeIf(variable -> variable.startsWith("TUTTI_"));
        builder.environment()
                .put(
                        "XDG_CACHE_HOME",
                        Path.of("target", "cache").toAbsolutePath().toString());
        builder.environment().put("TUTTI_UNDER_TEST", "yes");
        builder.environment().put("TUTTI_AOT", "off");
        builder.environment().putAll(environment);
        return new Launched(builder.start(), out, err);
    }

    /** Gives standard input, and ends it. */
    Launched say(String text) throws IOException {
        try (var in = process.outputWriter()) {
            in.write(text);
        }
        return this;
    }

    /** {@return the exit code, once it has ended} */
    int await() throws InterruptedException, IOException {
        return await(LIMIT_SECONDS);
    }

    /** {@return the exit code, once it has ended within so many seconds} */
    int await(long seconds) throws InterruptedException, IOException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            close();
            throw new AssertionError("the launcher hangs: " + this);
        }
        return process.exitValue();
    }

    /** {@return the lines of standard output so far} */
    List<String> out() throws IOException {
        return lines(out);
    }

    /** {@return the lines of standard error so far} */
    List<String> err() throws IOException {
        return lines(err);
    }

    private static List<String> lines(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    /** Waits until standard output satisfies a condition. */
    void awaitOut(Predicate<List<String>> condition) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!condition.test(out())) {
            if (System.nanoTime() > deadline || (!process.isAlive() && !condition.test(out()))) {
                throw new AssertionError("this output never came: " + this);
            }
            Thread.sleep(10);
        }
    }

    /** {@return the processes that it has started and that run} */
    List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    long pid() {
        return process.pid();
    }

    /** {@return whether a process has not ended} One that nobody has taken notice of yet has ended. It may end while it is asked. */
    static boolean isRunning(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException e) {
            return Files.exists(Path.of("/proc", Long.toString(pid)));
        }
    }

    /** Sends a signal to a process. */
    static void signal(String name, long pid) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new AssertionError("cannot send " + name + " to " + pid);
        }
    }

    /** Ends it and all that it has started. */
    @Override
    public void close() {
        try (Stream<ProcessHandle> all = process.descendants()) {
            all.forEach(ProcessHandle::destroyForcibly);
        }
        process.destroyForcibly();
    }

    @Override
    public String toString() {
        try {
            return process + "\n--- out\n" + String.join("\n", out()) + "\n--- err\n" + String.join("\n", err());
        } catch (IOException e) {
            return process + " " + e;
        }
    }
}
