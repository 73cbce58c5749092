package org.tutti.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.File;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tutti.TuttiException;
import org.tutti.spi.NativeAccess;

/** A second JVM, started by a test: the command line that starts it, and what it does. */
final class ChildJvm {
    static final long AN_HOUR = TimeUnit.HOURS.toNanos(1);
    static final int CALLS = 2_000_000;

    private ChildJvm() {}

    /** {@return a command that runs {@link #main} with these options of {@code java} and these arguments} */
    static List<String> command(List<String> options, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-cp");
        command.add(Stream.of(
                        "org/tutti/posix/ChildJvm.class",
                        "org/tutti/posix/PosixAccess.class",
                        "org/tutti/spi/NativeAccess.class",
                        "META-INF/services/org.tutti.spi.NativeAccess")
                .map(ChildJvm::rootOf)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator)));
        command.addAll(options);
        command.add(ChildJvm.class.getName());
        command.addAll(List.of(arguments));
        return command;
    }

    /** {@return a builder whose process inherits no options from the environment} */
    static ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().remove("JDK_JAVA_OPTIONS");
        return builder;
    }

    /** {@return the folder or jar in which a resource lies} Also right where a module's tests are patched into it. */
    private static String rootOf(String resource) {
        String url = String.valueOf(NativeAccess.class.getClassLoader().getResource(resource));
        String root = url.startsWith("jar:")
                ? url.substring("jar:".length(), url.indexOf("!/"))
                : url.substring(0, url.length() - resource.length());
        return Path.of(URI.create(root)).toString();
    }

    static MemorySegment map(Path file, Arena arena) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, 4096, arena);
        }
    }

    /** Does what its first argument says and writes the outcome to standard output, where the test reads it. */
    public static void main(String[] arguments) throws IOException {
        switch (arguments[0]) {
            case "reason" ->
                System.out.println(ServiceLoader.load(NativeAccess.class)
                        .findFirst()
                        .orElseThrow()
                        .unavailable());
            case "sleep" -> sleep(map(Path.of(arguments[1]), Arena.global()), Long.parseLong(arguments[2]));
            case "calls" -> wakeAndSleepManyTimes(map(Path.of(arguments[1]), Arena.global()));
            case "exhaust" -> watchUntilDescriptorsRunOut();
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void sleep(MemorySegment memory, long offset) {
        System.out.println("sleeping");
        new PosixAccess().sleepWhile(memory, offset, 0, AN_HOUR);
        System.out.println("awake");
    }

    private static void wakeAndSleepManyTimes(MemorySegment memory) {
        PosixAccess posix = new PosixAccess();
        memory.set(JAVA_INT, 0, 1);
        for (int i = 0; i < CALLS; i++) {
            posix.wake(memory, 0);
            posix.sleepWhile(memory, 0, 0, AN_HOUR);
        }
        System.out.println("done");
    }

    private static void watchUntilDescriptorsRunOut() {
        try (PidfdWatch watch = new PidfdWatch()) {
            while (true) {
                watch.add(ProcessHandle.current().pid(), 7);
            }
        } catch (TuttiException failure) {
            System.out.println(failure.getMessage());
        }
    }
}
