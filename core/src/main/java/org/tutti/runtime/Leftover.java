package org.tutti.runtime;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tutti.segment.Arena;
import org.tutti.segment.ProcessId;

/**
 * A file of Tutti's that is found in a shared folder: left by a process that was killed while it started, or in use.
 *
 * @param file the file
 * @param pid the process that made it, or 0 where that is not known
 * @param alive why it must be left alone, or null: nobody will ever use it again
 */
public record Leftover(Path file, long pid, @Nullable String alive) {
    /** The clocks of files and of processes are not the same: a process counts as younger only if it is this much so. */
    private static final Duration CLOCKS = Duration.ofSeconds(5);

    private static final Pattern OF_PROCESS = Pattern.compile("~(\\d+)[.-].*");
    private static final Pattern OURS = Pattern.compile("[~@-].*");
    private static final Pattern PORT = Pattern.compile(".*~(\\d+)-\\d+\\.port");
    private static final Pattern DESCRIPTOR = Pattern.compile("/proc/(\\d+)/fd/\\d+");

    /** {@return all that is found in some folders, in the order of their names} */
    public static List<Leftover> find(Iterable<Path> folders) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path folder : folders) {
            if (Files.isDirectory(folder)) {
                try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "tutti-*")) {
                    found.forEach(files::add);
                }
            }
        }
        files.sort(null);
        List<Leftover> leftovers = new ArrayList<>();
        for (Path file : files) {
            try {
                leftovers.add(judge(file));
            } catch (NoSuchFileException e) {
                // it has just been removed
            }
        }
        return leftovers;
    }

    /** {@return what is to be thought of a file} */
    static Leftover judge(Path file) throws IOException {
        if (!JobFiles.isOwn(file)) {
            return new Leftover(file, 0, "another user's");
        }
        String name = String.valueOf(file.getFileName());
        String prefix = JobFiles.prefix();
        String rest = name.startsWith(prefix) ? name.substring(prefix.length()) : "";
        if (!OURS.matcher(rest).matches()) {
            return new Leftover(
                    file, 0, "made in another container, or not by Tutti: cannot tell whether it is in use");
        }
        Matcher ofProcess = OF_PROCESS.matcher(rest);
        if (ofProcess.matches()) {
            return ofProcess(file, Long.parseLong(ofProcess.group(1)));
        }
        return Files.isSymbolicLink(file)
                ? ofLink(file)
                : new Leftover(file, 0, "neither a link nor a file that names its process");
    }

    private static Leftover ofProcess(Path file, long pid) throws IOException {
        Optional<ProcessHandle> process = ProcessHandle.of(pid);
        Instant made =
                Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
        boolean another = process.flatMap(handle -> handle.info().startInstant())
                .map(start -> start.isAfter(made.plus(CLOCKS)))
                .orElse(false);
        boolean alive = process.isPresent() && !another;
        return new Leftover(file, pid, alive ? "its process runs: pid=" + pid : null);
    }

    /** The link of a job that is starting leads to an arena whose creator lives, that of a service to a port that is open. */
    private static Leftover ofLink(Path link) throws IOException {
        Path target = Files.readSymbolicLink(link);
        Matcher descriptor = DESCRIPTOR.matcher(target.toString());
        if (descriptor.matches()) {
            return ofJob(link, Long.parseLong(descriptor.group(1)));
        }
        Matcher port = PORT.matcher(target.toString());
        if (!port.matches()) {
            return new Leftover(link, 0, "a link that is not Tutti's");
        }
        long pid = Long.parseLong(port.group(1));
        boolean alive = Files.exists(target) && !ofProcess(target, pid).isDead();
        return new Leftover(link, pid, alive ? "its port is open: pid=" + pid : null);
    }

    private static Leftover ofJob(Path link, long pid) throws IOException {
        ProcessId creator = creatorOf(link);
        boolean alive = creator != null && creator.isAlive();
        return new Leftover(link, pid, alive ? "its job is starting: pid=" + pid : null);
    }

    /** {@return who made the arena that a link leads to, or null where it leads to none} */
    static @Nullable ProcessId creatorOf(Path link) throws IOException {
        try {
            return Arena.creatorOf(link);
        } catch (NoSuchFileException | AccessDeniedException e) {
            return null; // the process has ended; its number may be another's by now
        }
    }

    /** {@return whether nobody will ever use it again} */
    public boolean isDead() {
        return alive == null;
    }

    /**
     * Removes it, a dead file and no folder. A link is first moved aside, where nobody looks for it, and looked at once more:
     * a job that is starting may have taken the name in the meantime.
     *
     * @return whether it is gone; false if its name is another job's by now
     */
    public boolean remove() throws IOException {
        if (!Files.isSymbolicLink(file)) {
            return Files.deleteIfExists(file);
        }
        Path aside = JobFiles.unfinished(Objects.requireNonNull(file.getParent()));
        Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
        try {
            if (!ofLink(aside).isDead()) {
                Files.createSymbolicLink(file, Files.readSymbolicLink(aside));
                return false;
            }
            return true;
        } finally {
            Files.delete(aside);
        }
    }
}
