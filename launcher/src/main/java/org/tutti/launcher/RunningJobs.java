package org.tutti.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the jobs that run. An arena loses its name as soon as the job has begun, but whoever takes part keeps it open: it
 * is found among the descriptors of this user's processes, whoever started them.
 */
final class RunningJobs {
    private static final Path PROCESSES = Path.of("/proc");
    private static final String OURS = "tutti-";

    /**
     * A job.
     *
     * @param file by which its arena can be opened
     * @param pids the processes that have it open
     */
    record Found(Path file, Set<Long> pids) {}

    private RunningJobs() {}

    /** {@return the arenas that this user's processes have open} */
    static Collection<Found> find() throws IOException {
        Map<String, Found> found = new LinkedHashMap<>();
        for (long pid : processes()) {
            for (Path descriptor : list(PROCESSES.resolve(Long.toString(pid)).resolve("fd"), "*")) {
                if (isOurs(descriptor)) {
                    found.computeIfAbsent(identity(descriptor), key -> new Found(descriptor, new TreeSet<>()))
                            .pids()
                            .add(pid);
                }
            }
        }
        return found.values();
    }

    private static List<Long> processes() throws IOException {
        return list(PROCESSES, "[0-9]*").stream()
                .map(path -> Long.valueOf(path.getFileName().toString()))
                .sorted()
                .toList();
    }

    /** {@return what is in a folder; nothing where it has gone, or belongs to another user} */
    private static List<Path> list(Path folder, String pattern) {
        List<Path> paths = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, pattern)) {
            stream.forEach(paths::add);
        } catch (IOException | UncheckedIOException | java.nio.file.DirectoryIteratorException e) {
            return paths;
        }
        return paths;
    }

    private static boolean isOurs(Path descriptor) {
        try {
            Path name = Files.readSymbolicLink(descriptor).getFileName();
            return name != null && name.toString().contains(OURS) && Files.isRegularFile(descriptor);
        } catch (IOException e) {
            return false;
        }
    }

    /** {@return what two descriptors of the same file have in common} */
    private static String identity(Path descriptor) {
        try {
            return Files.getAttribute(descriptor, "unix:dev") + ":" + Files.getAttribute(descriptor, "unix:ino");
        } catch (IOException e) {
            return descriptor.toString();
        }
    }
}
