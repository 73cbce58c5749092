package org.tutti.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The AOT cache from which ranks start faster: the classes of Tutti, and of the JDK as far as they need it, loaded and linked
 * (JEP 483). There is one in the user's folder for caches for each JDK, build of Tutti and {@linkplain AotFit variant}. The
 * first job that finds none leaves a process behind that makes it.
 *
 * <p>JDK 25 does not compare the jars of such a cache with those of the class path. So the file's name does it, the cache
 * holds classes of Tutti's jars alone, and these come first on the class path, whether there is a cache or not.
 */
final class AotCache {
    /** Set to {@code off}, there is none. */
    static final String SWITCH = "TUTTI_AOT";

    private static final List<String> QUIET = List.of("-Xlog:aot*=off,cds*=off");
    private static final String CACHE = ".aot";
    private static final String UNFINISHED = ".unfinished";
    private static final Duration ABANDONED = Duration.ofHours(1);
    private static final int MOST_FILES = 8;

    private final Path folder;
    private final Path file;
    private final AotFit fit;

    private AotCache(Path folder, String name, AotFit fit) {
        this.folder = folder;
        this.file = folder.resolve(name + CACHE);
        this.fit = fit;
    }

    /**
     * {@return the cache that suits, which may not be there yet, or null where there can be none}
     *
     * @param folder this user's folder for caches
     * @param jars Tutti's
     * @param arguments all arguments of a rank's JVM
     */
    static @Nullable AotCache of(
            Path folder, List<Path> jars, List<String> arguments, Function<String, @Nullable String> environment) {
        AotFit fit = AotFit.of(arguments, Runtime.getRuntime().maxMemory());
        boolean off = "off".equals(environment.apply(SWITCH));
        if (off || fit == null || !folder.isAbsolute() || !jars.stream().allMatch(Files::isRegularFile)) {
            return null;
        }
        try {
            Fingerprint fingerprint = new Fingerprint()
                    .add(Runtime.version().toString())
                    .add(System.getProperty("java.home"))
                    .add(fit.variant());
            for (Path jar : jars) {
                fingerprint.add(jar);
            }
            return new AotCache(folder.resolve("aot"), fingerprint.text(), fit);
        } catch (IOException e) {
            return null;
        }
    }

    /** {@return where it is, or will be} */
    Path file() {
        return file;
    }

    /** {@return whether it is there} */
    boolean exists() {
        return Files.isReadable(file);
    }

    /** {@return what tells java to use it; nothing where it is not there} A cache that is damaged is left alone, silently. */
    List<String> arguments() {
        if (!exists()) {
            return List.of();
        }
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        } catch (IOException e) {
            // a folder that cannot be written is not swept either
        }
        List<String> arguments = new ArrayList<>(QUIET);
        arguments.addAll(List.of("-XX:AOTCache=" + file, "-XX:+VerifySharedSpaces"));
        return arguments;
    }

    /** Has it made by a process of low priority that outlives this one, unless it is there or is being made. */
    void prepare() {
        if (exists()) {
            return;
        }
        Path unfinished = Path.of(file + UNFINISHED);
        try {
            Files.createDirectories(folder);
            sweep(folder);
            Files.createFile(unfinished);
            List<String> command = new ArrayList<>(List.of("nice", "-n", "19"));
            command.addAll(Installation.command(AotCommand.NAME, unfinished.toString(), file.toString()));
            command.addAll(fit.training());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectInput(Redirect.from(JobRunner.NOTHING))
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD);
            builder.environment()
                    .keySet()
                    .removeIf(name -> name.startsWith("TUTTI_") || RankCommand.JAVA_VARIABLES.contains(name));
            builder.start();
        } catch (FileAlreadyExistsException e) {
            // another command has it made
        } catch (IOException e) {
            // there is no such folder, or no nice(1): ranks start as ever
        }
    }

    /** {@return what tells the java of a rank to make a cache when it ends} */
    static List<String> training(Path unfinished) {
        // No profiles: what the JIT thinks of Tutti's methods shall come of the program that calls them.
        return List.of(
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-AOTRecordTraining",
                "-XX:AOTCacheOutput=" + unfinished);
    }

    /** Makes a finished file appear under its name. */
    static void publish(Path unfinished, Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Deletes all but the caches used last, and what is left of processes that were killed. */
    static void sweep(Path folder) throws IOException {
        Instant newest = Instant.now().minus(ABANDONED);
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = files.toList();
            Stream<Path> abandoned = found.stream()
                    .filter(path -> path.toString().contains(UNFINISHED)
                            && timeOf(path).toInstant().isBefore(newest));
            Stream<Path> superfluous = found.stream()
                    .filter(path -> path.toString().endsWith(CACHE))
                    .sorted(Comparator.comparing(AotCache::timeOf).reversed())
                    .skip(MOST_FILES - 1);
            for (Path path : Stream.concat(abandoned, superfluous).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static FileTime timeOf(Path path) {
        try {
            return Files.getLastModifiedTime(path);
        } catch (IOException e) {
            return FileTime.from(Instant.EPOCH);
        }
    }
}
