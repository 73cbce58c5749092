package org.tutti.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;

/** Where shared files are made. */
public final class SharedFolder {
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");
    private static final Path SELF = Path.of("/proc/self");

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

    /** Throws unless a file belongs to this user: anybody can make one in a shared folder. */
    static void requireOwn(Path file) throws IOException {
        UserPrincipal owner = Files.getOwner(file, LinkOption.NOFOLLOW_LINKS);
        boolean own = Files.exists(SELF)
                ? owner.equals(Files.getOwner(SELF))
                : owner.getName().equals(System.getProperty("user.name"));
        if (!own) {
            throw new TuttiException(
                    ErrorCode.FOREIGN_FILE, "this file belongs to another user: file=" + file + ", owner=" + owner);
        }
    }
}
