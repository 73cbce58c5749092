package org.tutti.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tutti.ErrorCode;

/**
 * Compiled source files, each in a folder named by a hash of all that its classes depend on. A folder appears with all its
 * content at once, and never changes. Where the cache cannot be written, classes are kept until the command ends.
 */
final class CompileCache {
    private static final String LAYOUT = "1";
    private static final String CLASSES = "classes";
    private static final String MAIN_CLASS = "main-class";
    private static final String UNFINISHED = ".unfinished";
    private static final Duration ABANDONED = Duration.ofHours(1);

    /**
     * A compiled source file.
     *
     * @param folder where it is
     * @param mainClass the class to start
     * @param fresh whether it was compiled just now
     */
    record Entry(Path folder, String mainClass, boolean fresh) {
        /** {@return the folder of its classes} */
        Path classes() {
            return folder.resolve(CLASSES);
        }
    }

    private final Path folder;
    private final Scratch scratch;
    private final Appendable messages;

    /**
     * Makes a cache.
     *
     * @param folder where it is
     * @param scratch for what is not finished, and for what cannot be kept
     * @param messages where javac speaks
     */
    CompileCache(Path folder, Scratch scratch, Appendable messages) {
        this.folder = folder;
        this.scratch = scratch;
        this.messages = messages;
    }

    /** {@return the folder of this user's cache} */
    static Path folderOfUser(Function<String, @Nullable String> environment) {
        String caches = environment.apply("XDG_CACHE_HOME");
        if (caches != null && Path.of(caches).isAbsolute()) {
            return Path.of(caches, "tutti");
        }
        return Path.of(System.getProperty("user.home"), ".cache", "tutti");
    }

    /**
     * {@return a source file's classes, compiled now unless they are there}
     *
     * @param api where Tutti's is
     * @param classPath what else it is compiled against; with a folder among it nothing is kept, since all that is in the
     *     folder would have to be looked at
     * @param jvmArguments the arguments of each rank's java
     */
    Entry get(Path source, List<Path> api, List<Path> classPath, List<String> jvmArguments) throws LaunchException {
        List<Path> all = new ArrayList<>(api); // first, as when ranks run: theirs is the launcher's Tutti
        all.addAll(classPath);
        try {
            byte[] content = Files.readAllBytes(source);
            List<String> options = CompilerOptions.of(all, jvmArguments);
            if (classPath.stream().anyMatch(Files::isDirectory)) {
                return compile(source, content, options, scratch.makeTemporary());
            }
            String key = key(source.getFileName().toString(), content, options, all);
            Entry known = find(folder.resolve(key));
            return known != null ? known : publish(compile(source, content, options, newFolder(key)), key);
        } catch (IOException | UncheckedIOException e) {
            throw LaunchException.failure(ErrorCode.NOT_COMPILED, "cannot compile " + source + ": " + e);
        }
    }

    private static @Nullable Entry find(Path entry) throws IOException {
        Path mainClass = entry.resolve(MAIN_CLASS);
        if (!Files.exists(mainClass)) {
            return null;
        }
        String name = Files.readString(mainClass).strip();
        Entry found = new Entry(entry, name, false);
        return Files.exists(found.classes().resolve(name.replace('.', '/') + ".class")) ? found : null;
    }

    private Entry compile(Path source, byte[] content, List<String> options, Path target)
            throws LaunchException, IOException {
        Path classes = Files.createDirectory(target.resolve(CLASSES));
        String text = new String(content, StandardCharsets.UTF_8);
        SourceCompiler.Outcome outcome = new SourceCompiler().compile(source, text, classes, options);
        messages.append(outcome.messages());
        if (!outcome.success()) {
            throw LaunchException.failure(ErrorCode.NOT_COMPILED, source + " does not compile");
        }
        String mainClass = outcome.mainClass();
        if (mainClass == null) {
            throw LaunchException.failure(
                    ErrorCode.NO_PROGRAM, "no top-level class in " + source + " has a main method");
        }
        Files.writeString(target.resolve(MAIN_CLASS), mainClass + "\n");
        return new Entry(target, mainClass, true);
    }

    /** {@return a new folder beside the entries, or among the temporary files where there can be none} */
    private Path newFolder(String key) throws IOException {
        if (!folder.isAbsolute()) {
            return scratch.makeTemporary();
        }
        try {
            Files.createDirectories(folder);
            abandonedIn(folder).forEach(Scratch::delete);
            return scratch.make(
                    folder.resolve(key + "." + ProcessHandle.current().pid() + UNFINISHED));
        } catch (IOException e) {
            return scratch.makeTemporary();
        }
    }

    /**
     * {@return what commands have left in a cache that were killed while they compiled} Told by its age, since the cache may be
     * shared with other machines.
     */
    static List<Path> abandonedIn(Path cache) throws IOException {
        List<Path> abandoned = new ArrayList<>();
        if (Files.isDirectory(cache)) {
            Instant newest = Instant.now().minus(ABANDONED);
            try (DirectoryStream<Path> found = Files.newDirectoryStream(cache, "*" + UNFINISHED)) {
                for (Path path : found) {
                    if (Files.getLastModifiedTime(path).toInstant().isBefore(newest)) {
                        abandoned.add(path);
                    }
                }
            }
        }
        return abandoned;
    }

    /** {@return the entry in the cache; a compiled one that cannot be moved there stays where it is} */
    private Entry publish(Entry compiled, String key) throws IOException {
        Path entry = folder.resolve(key);
        if (!compiled.folder().startsWith(folder)) {
            return compiled;
        }
        try {
            Files.move(compiled.folder(), entry, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Entry other = find(entry);
            if (other != null) {
                return other;
            }
            Scratch.delete(entry);
            Files.move(compiled.folder(), entry, StandardCopyOption.ATOMIC_MOVE);
        }
        return new Entry(entry, compiled.mainClass(), true);
    }

    /** {@return a hash of all that the classes of a source file depend on} */
    static String key(String name, byte[] content, List<String> options, List<Path> classPath) throws IOException {
        Fingerprint fingerprint =
                new Fingerprint().add(LAYOUT).add(Runtime.version().toString()).add(name);
        options.forEach(fingerprint::add);
        for (Path element : classPath) {
            fingerprint.add(element);
        }
        return fingerprint.add(content).text();
    }
}
