package org.tutti.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;
import org.tutti.segment.Arena;
import org.tutti.segment.ProcessId;
import org.tutti.spi.NativeAccess;

/**
 * An arena whose file has no name, or lost it as soon as it was made, so that nothing of it is left when the last process
 * that has it open ends, however it ends.
 *
 * @param arena the arena, which this process has made
 * @param file a path by which other processes of this user can open it while this process lives
 */
public record UnnamedArena(Arena arena, Path file) {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    /**
     * An open file without a name.
     *
     * @param channel the file
     * @param path this process's descriptor of it, as other processes see it
     */
    private record Opened(FileChannel channel, Path path) {}

    /**
     * Makes an arena where its plan says.
     *
     * @param job the name of the job
     * @param memoryFiles asked only where the plan is a file of memory
     * @param nativeAccess what this process uses while it works with the arena, or null
     */
    public static UnnamedArena create(
            String job,
            ArenaPlan plan,
            Supplier<@Nullable NativeAccess> memoryFiles,
            @Nullable NativeAccess nativeAccess)
            throws IOException {
        Path folder = plan.folder();
        Opened opened = folder == null ? newMemoryFile(memoryFiles.get()) : newFile(JobFiles.unfinished(folder));
        long nonce = new SecureRandom().nextLong();
        Arena arena = Arena.create(
                opened.channel, opened.path, job, plan.geometry(), ProcessId.current(), nonce, nativeAccess);
        return new UnnamedArena(arena, opened.path);
    }

    private static Opened newMemoryFile(@Nullable NativeAccess nativeAccess) throws IOException {
        if (nativeAccess == null) {
            throw new TuttiException(ErrorCode.DEFECT, "a file of memory was planned without native access");
        }
        String name = "tutti-" + Long.toHexString(new SecureRandom().nextLong());
        FileChannel channel = nativeAccess.newMemoryFile(name);
        return new Opened(channel, descriptorOf("/memfd:" + name + " (deleted)"));
    }

    /** Makes a file that only this user can open, and takes its name away. */
    private static Opened newFile(Path name) throws IOException {
        FileChannel channel = FileChannel.open(
                name,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            return new Opened(channel, descriptorOf(name.toRealPath().toString()));
        } finally {
            Files.delete(name);
        }
    }

    /** {@return the path of this process's open file that the kernel shows as this link, as other processes see it} */
    private static Path descriptorOf(String link) throws IOException {
        Path own = Path.of("/proc", Long.toString(ProcessHandle.current().pid()), "fd");
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(DESCRIPTORS)) {
            for (Path descriptor : descriptors) {
                if (isLinkTo(descriptor, link)) {
                    return own.resolve(descriptor.getFileName());
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        throw new TuttiException(ErrorCode.SYSTEM, "the open file is not among this process's descriptors: " + link);
    }

    private static boolean isLinkTo(Path descriptor, String link) {
        try {
            return Files.readSymbolicLink(descriptor).toString().equals(link);
        } catch (IOException e) {
            return false;
        }
    }
}
