package org.tutti.runtime;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.tutti.ErrorClass;
import org.tutti.TuttiException;

/** Where shared files are made: a folder in memory that belongs to this user alone. */
public final class SharedFolder {
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private SharedFolder() {}

    /** {@return /dev/shm, or the folder for temporary files where there is none} */
    public static Path ofMachine() {
        if (Files.isDirectory(SHARED_MEMORY) && Files.isWritable(SHARED_MEMORY)) {
            return SHARED_MEMORY;
        }
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    /** {@return how many bytes {@link #ofMachine} has left} */
    public static long freeBytes() throws IOException {
        return Files.getFileStore(ofMachine()).getUsableSpace();
    }

    /** Removes this user's folder if nothing is in it any more. */
    static void tidy(Path folder) throws IOException {
        try {
            Files.delete(folder);
        } catch (DirectoryNotEmptyException | NoSuchFileException e) {
            // another job of this user is starting, or has tidied up
        }
    }

    /** {@return a folder of this user, which nobody else can enter; made where it is missing} */
    static Path ofUser() throws IOException {
        Path folder = ofMachine().resolve("tutti-" + System.getProperty("user.name"));
        try {
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        } catch (FileAlreadyExistsException e) {
            requireOwn(folder);
        }
        return folder;
    }

    private static void requireOwn(Path folder) throws IOException {
        PosixFileAttributes found = Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        Path self = Path.of("/proc/self");
        boolean own = !Files.exists(self) || found.owner().equals(Files.getOwner(self));
        if (!found.isDirectory() || !own || !found.permissions().equals(OWNER_ONLY)) {
            throw new TuttiException(
                    ErrorClass.JOIN,
                    "this folder must belong to its user alone: folder=" + folder + ", owner=" + found.owner()
                            + ", permissions=" + PosixFilePermissions.toString(found.permissions()));
        }
    }
}
