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
import org.jspecify.annotations.Nullable;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;
import org.tutti.segment.Arena;
import org.tutti.segment.Geometry;
import org.tutti.segment.ProcessId;
import org.tutti.spi.NativeAccess;

/**
 * An arena whose file lost its name as soon as it was made, so that nothing of it is left when the last process that has
 * it open ends, however it ends.
 *
 * @param arena the arena, which this process has made
 * @param file a path by which other processes of this user can open it while this process lives
 */
public record UnnamedArena(Arena arena, Path file) {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    /** Makes an arena in shared memory. */
    public static UnnamedArena create(Geometry geometry, @Nullable NativeAccess nativeAccess) throws IOException {
        long nonce = new SecureRandom().nextLong();
        Path name = SharedFolder.ofMachine().resolve("tutti-" + Long.toHexString(nonce));
        FileChannel channel = newFile(name);
        Path file;
        try {
            file = descriptorOf(name);
        } finally {
            Files.delete(name);
        }
        ProcessId creator = ProcessId.current();
        return new UnnamedArena(Arena.create(channel, file, geometry, creator, nonce, nativeAccess), file);
    }

    /** Makes a file that only this user can open, and that was not there before. */
    static FileChannel newFile(Path path) throws IOException {
        return FileChannel.open(
                path,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    /** {@return the path of this process's open file of this name, as other processes see it} */
    private static Path descriptorOf(Path name) throws IOException {
        Path own = Path.of("/proc", Long.toString(ProcessHandle.current().pid()), "fd");
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(DESCRIPTORS)) {
            for (Path descriptor : descriptors) {
                if (isLinkTo(descriptor, name)) {
                    return own.resolve(descriptor.getFileName());
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        throw new TuttiException(ErrorCode.SYSTEM, "the open file is not among this process's descriptors: " + name);
    }

    private static boolean isLinkTo(Path descriptor, Path name) {
        try {
            return Files.readSymbolicLink(descriptor).equals(name);
        } catch (IOException e) {
            return false;
        }
    }
}
