package org.tutti.launcher.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** Files in shared memory that Open MPI leaves behind when it is ended by force. */
final class LeftFiles {
    private static final String PREFIX = "/dev/shm/vader_segment.";

    private final Set<Path> files = new HashSet<>();

    /** Notes those that a process and what it has started have mapped now. */
    void note(ProcessHandle process) {
        Stream.concat(Stream.of(process), process.descendants()).forEach(each -> {
            try (Stream<String> maps = Files.lines(Path.of("/proc", Long.toString(each.pid()), "maps"))) {
                maps.map(line -> line.substring(Math.max(0, line.indexOf('/'))))
                        .filter(path -> path.startsWith(PREFIX))
                        .forEach(path -> files.add(Path.of(path)));
            } catch (IOException | UncheckedIOException e) {
                // it has ended
            }
        });
    }

    /** Removes them, once nobody uses them any more. */
    void remove() {
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                // somebody else's
            }
        }
    }
}
