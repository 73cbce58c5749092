package org.tutti.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.security.SecureRandom;
import java.util.regex.Pattern;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;

/**
 * The names that a job has in a shared folder, while it starts, and where others connect to it. No memory hangs on them: an arena loses its name as soon as
 * it is made. Each tells whose it is and which process made it, so that {@code tutti clean} can prove it dead.
 *
 * <pre>
 *  PREFIX-JOB               a symbolic link to rank 0's descriptor of the arena: there ranks without a launcher meet
 *  PREFIX~PID-JOB.socket    rank 0's socket, while it waits for the others; JOB is a digest
 *  PREFIX~PID-NONCE         an arena's file that has not lost its name yet
 *  PREFIX~PID-NUMBER.port   a port: where ranks of other jobs connect, until it is closed
 *  PREFIX@SERVICE           a symbolic link to a port, while that is published
 * </pre>
 *
 * PREFIX is {@code tutti-USER-NAMESPACE}: process ids mean nothing in other namespaces (containers) that share the folder.
 */
public final class JobFiles {
    private static final Path SELF = Path.of("/proc/self");
    private static final Pattern PORT = Pattern.compile("[^/]*~\\d+-\\d+\\.port");
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

    /** {@return where a process listens while it waits for the other ranks of a job} It may be in several. */
    static Path socketOf(long pid, String job) {
        return folder().resolve(prefix() + "~" + pid + "-" + Integer.toHexString(job.hashCode()) + ".socket");
    }

    /** {@return where a process listens for ranks of other jobs} */
    static Path portOf(long pid, int number) {
        return folder().resolve(prefix() + "~" + pid + "-" + number + ".port");
    }

    /** {@return the file of the port that has a name} */
    static Path port(String name) {
        if (name == null
                || !name.startsWith(prefix() + "~")
                || !PORT.matcher(name).matches()) {
            throw new TuttiException(
                    ErrorCode.BAD_PORT,
                    "not the name of a port of this user on this machine, as opening one gives it: port=" + name);
        }
        return folder().resolve(name);
    }

    /** {@return the link that leads to the port of a service} */
    static Path ofService(String service) {
        return folder().resolve(prefix() + "@" + service);
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
