package org.tutti.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.tutti.runtime.JobFiles;

/** Folders that are there only while the command runs: what is left of them is deleted when it ends, by a signal too. */
final class Scratch {
    /** A thread that is being stopped may still write into a folder while it is being deleted. */
    private static final int ATTEMPTS = 3;

    private final Set<Path> folders = ConcurrentHashMap.newKeySet();

    Scratch() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::deleteAll, "tutti-scratch"));
    }

    /** {@return a new folder for which this is the name} */
    Path make(Path folder) throws IOException {
        folders.add(folder);
        return Files.createDirectories(folder);
    }

    /** {@return a new folder among the temporary files} */
    Path makeTemporary() throws IOException {
        Path folder = Files.createTempDirectory(
                JobFiles.prefix() + "~" + ProcessHandle.current().pid() + "-");
        folders.add(folder);
        return folder;
    }

    /** {@return a new folder in another one} */
    Path makeTemporary(Path parent) throws IOException {
        Path folder = Files.createTempDirectory(
                parent, JobFiles.prefix() + "~" + ProcessHandle.current().pid() + "-");
        folders.add(folder);
        return folder;
    }

    private void deleteAll() {
        folders.forEach(Scratch::delete);
    }

    /** Deletes a folder with all that is in it, as far as that is possible. */
    static void delete(Path folder) {
        for (int i = 0; i < ATTEMPTS && Files.exists(folder); i++) {
            try {
                deleteOnce(folder);
            } catch (IOException | UncheckedIOException e) {
                // tried again; what cannot be deleted stays
            }
        }
    }

    private static void deleteOnce(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> paths = Files.walk(folder)) {
            deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }
}
