package org.tutti.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.security.SecureRandom;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;

/**
 * The names that a job has in a shared folder while it starts. No memory hangs on them: an arena loses its name as soon as
 * it is made. Each tells whose it is and which process made it, so that {@code tutti clean} can prove it dead.
 *
 * <pre>
 *  PREFIX-JOB           a symbolic link to rank 0's descriptor of the arena: there ranks without a launcher meet
 *  PREFIX~PID.socket    rank 0's socket, while it waits for the others
 *  PREFIX~PID-NONCE     an arena's file that has not lost its name yet
 * </pre>
 *
 * PREFIX is {@code tutti-USER-NAMESPACE}: process ids mean nothing in other namespaces (containers) that share the folder.
 */
public final class JobFiles {
    private static final Path SELF = Path.of("/proc/self");
    private static final Path NAMESPACE = SELF.resolve("ns/pid");

    private JobFiles() {}

    /** {@return the folder in which ranks meet: /dev/shm, or the one for temporary files} */
    public static Path folder() {
        if (Files.isDirectory(ArenaPlanner.SHARED_MEMORY) && Files.isWritable(ArenaPlanner.SHARED_MEMORY)) {
            return ArenaPlanner.SHARED_MEMORY;
        }
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    /** {@return how the names of all files begin that this user makes here} */
    public static String prefix() {
        String namespace = "0";
        try {
            namespace = Files.readSymbolicLink(NAMESPACE).toString().replaceAll("[^0-9]", "");
        } catch (IOException e) {
            // a system without namespaces
        }
        return "tutti-" + System.getProperty("user.name") + "-" + namespace;
    }

    /** {@return where the ranks of a job meet} */
    public static Path ofJob(String job) {
        return folder().resolve(prefix() + "-" + job);
    }

    /** {@return where a process listens while it waits for the other ranks of its job} */
    static Path socketOf(long pid) {
        return folder().resolve(prefix() + "~" + pid + ".socket");
    }

    /** {@return a name for an arena's file in a folder, for the moment until it loses it} */
    static Path unfinished(Path folder) {
        String nonce = Long.toHexString(new SecureRandom().nextLong());
        return folder.resolve(prefix() + "~" + ProcessHandle.current().pid() + "-" + nonce);
    }

    /** Throws unless a file belongs to this user: anybody can make one in a shared folder. */
    static void requireOwn(Path file) throws IOException {
        if (!isOwn(file)) {
            throw new TuttiException(
                    ErrorCode.FOREIGN_FILE,
                    "this file belongs to another user: file=" + file + ", owner="
                            + Files.getOwner(file, LinkOption.NOFOLLOW_LINKS));
        }
    }

    /** {@return whether a file, or a link itself, belongs to this user} */
    public static boolean isOwn(Path file) throws IOException {
        UserPrincipal owner = Files.getOwner(file, LinkOption.NOFOLLOW_LINKS);
        return Files.exists(SELF)
                ? owner.equals(Files.getOwner(SELF))
                : owner.getName().equals(System.getProperty("user.name"));
    }
}
