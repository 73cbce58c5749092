package org.tutti.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;
import org.tutti.segment.Arena;
import org.tutti.segment.Geometry;
import org.tutti.segment.ProcessId;
import org.tutti.spi.NativeAccess;

/**
 * Meets at the job's name: rank 0 makes the arena under another name, fills its header in and renames it, so that whoever
 * finds the name finds a whole arena, and a socket on which rank 0 listens. A file that a job of the same name has left behind is told by its dead creator.
 */
final class NamedRendezvous implements Rendezvous {
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final Settings settings;
    private final Parameters parameters;
    private final Path file;
    private final Path socket;
    private @Nullable SocketDeathWatch hub;

    NamedRendezvous(Settings settings, Parameters parameters) {
        this.settings = settings;
        this.parameters = parameters;
        Path folder = SharedFolder.ofMachine();
        String name = "tutti-" + System.getProperty("user.name") + "-" + checked(settings.job());
        this.file = folder.resolve(name);
        this.socket = folder.resolve(name + "~socket");
    }

    private static String checked(String job) {
        if (!job.matches("[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}")) {
            throw new TuttiException(
                    ErrorCode.BAD_JOB_NAME,
                    "a job's name has 1 to 64 letters, digits, and . _ - inside: " + Settings.JOB + "=" + job);
        }
        return job;
    }

    @Override
    public Arena join(@Nullable NativeAccess nativeAccess) throws IOException {
        return settings.rank() == 0 ? create(nativeAccess) : await(nativeAccess);
    }

    private Arena create(@Nullable NativeAccess nativeAccess) throws IOException {
        ProcessId other = Files.exists(file) ? Arena.creatorOf(file) : null;
        if (other != null && other.isAlive()) {
            throw new TuttiException(
                    ErrorCode.JOB_NAME_TAKEN,
                    "another job of this name is starting: " + Settings.JOB + "=" + settings.job() + ", pid="
                            + other.pid());
        }
        long nonce = new SecureRandom().nextLong();
        Path unfinished = file.resolveSibling(file.getFileName() + "~" + Long.toHexString(nonce));
        Geometry geometry = parameters.geometry(settings.size(), SharedFolder.freeBytes());
        try {
            Arena arena = Arena.create(
                    UnnamedArena.newFile(unfinished), file, geometry, ProcessId.current(), nonce, nativeAccess);
            hub = SocketDeathWatch.hub(socket);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            return arena;
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private Arena await(@Nullable NativeAccess nativeAccess) throws IOException {
        long deadline = System.nanoTime() + patienceNanos();
        while (System.nanoTime() - deadline < 0) {
            if (isThere()) {
                return Arena.attach(file, nativeAccess);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        throw new TuttiException(
                ErrorCode.RANKS_MISSING,
                "rank 0 never came: " + Settings.JOB + "=" + settings.job() + ", join.timeout="
                        + parameters.joinTimeoutSeconds() + " s, file=" + file);
    }

    private boolean isThere() throws IOException {
        try {
            SharedFolder.requireOwn(file);
            ProcessId creator = Arena.creatorOf(file);
            return creator != null && creator.isAlive();
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** With native access too: the kernel's process descriptors are watched only once all are there. */
    @Override
    public @Nullable DeathWatch watch(DeathWatch.Listener listener, @Nullable NativeAccess nativeAccess)
            throws IOException {
        SocketDeathWatch watch = hub != null ? hub : SocketDeathWatch.spoke(socket, settings.rank());
        return watch.start(listener);
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public void finish() {
        if (hub == null) {
            return;
        }
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            throw new TuttiException(ErrorCode.SYSTEM, "cannot remove the job's name: file=" + file, 0, e);
        }
    }

    @Override
    public long patienceNanos() {
        return TimeUnit.SECONDS.toNanos(parameters.joinTimeoutSeconds());
    }
}
