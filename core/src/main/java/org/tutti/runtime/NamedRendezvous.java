package org.tutti.runtime;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;
import org.tutti.segment.Arena;
import org.tutti.segment.ProcessId;
import org.tutti.spi.NativeAccess;

/**
 * Meets at the job's name: a symbolic link to rank 0's descriptor of the arena. Rank 0 makes it once the arena's header is
 * filled in and it listens on its socket, so that whoever finds the link finds all that it needs. A link that a job of the
 * same name has left behind is told by its creator, which is dead.
 */
final class NamedRendezvous implements Rendezvous {
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final Settings settings;
    private final Parameters parameters;
    private final Path file;
    private @Nullable Path socket;
    private @Nullable SocketDeathWatch hub;
    private boolean named;

    NamedRendezvous(Settings settings, Parameters parameters) {
        this.settings = settings;
        this.parameters = parameters;
        this.file = JobFiles.ofJob(checked(settings.job()));
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
        removeDead();
        ArenaPlan plan = ArenaPlanner.plan(parameters, settings.size(), () -> nativeAccess);
        plan.warn();
        UnnamedArena made = UnnamedArena.create(settings.job(), plan, () -> nativeAccess, nativeAccess);
        try {
            Path ownSocket = JobFiles.socketOf(ProcessHandle.current().pid(), settings.job());
            hub = SocketDeathWatch.hub(ownSocket, settings.size());
            socket = ownSocket;
            Files.createSymbolicLink(file, made.file());
            named = true;
        } catch (FileAlreadyExistsException e) {
            made.arena().close();
            throw alreadyThere(Leftover.judge(file));
        } catch (IOException e) {
            made.arena().close();
            throw e;
        }
        return made.arena();
    }

    /** Removes what a dead job of the same name has left. */
    private void removeDead() throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        JobFiles.requireOwn(file);
        Leftover link = Leftover.judge(file);
        if (!link.isDead() || !link.remove()) {
            throw alreadyThere(link);
        }
        Path oldSocket = JobFiles.socketOf(link.pid(), settings.job());
        if (Files.exists(oldSocket) && Leftover.judge(oldSocket).isDead()) {
            Files.deleteIfExists(oldSocket);
        }
    }

    private TuttiException alreadyThere(Leftover found) {
        String what = found.pid() == 0
                ? "the job's name is taken by something else: " + Settings.JOB + "=" + settings.job() + ", file=" + file
                        + ", " + found.alive()
                : "another job of this name is starting: " + Settings.JOB + "=" + settings.job() + ", pid="
                        + found.pid();
        return new TuttiException(ErrorCode.JOB_NAME_TAKEN, what);
    }

    private Arena await(@Nullable NativeAccess nativeAccess) throws IOException {
        long deadline = System.nanoTime() + patienceNanos();
        while (System.nanoTime() - deadline < 0) {
            ProcessId creator = isThere() ? Leftover.creatorOf(file) : null;
            if (creator != null && creator.isAlive()) {
                socket = JobFiles.socketOf(creator.pid(), settings.job());
                return Arena.attach(Files.readSymbolicLink(file), nativeAccess);
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
            JobFiles.requireOwn(file);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** With native access too: the kernel's process descriptors are watched only once all are there. */
    @Override
    public @Nullable DeathWatch watch(DeathWatch.Listener listener, @Nullable NativeAccess nativeAccess)
            throws IOException {
        Path path = Objects.requireNonNull(socket, "watches before it has joined");
        SocketDeathWatch watch = hub != null ? hub : SocketDeathWatch.spoke(path, settings.rank());
        return watch.start(listener);
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public void finish() {
        try {
            if (hub != null && socket != null) {
                Files.deleteIfExists(socket);
            }
            if (named) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new TuttiException(ErrorCode.SYSTEM, "cannot remove the job's name: file=" + file, 0, e);
        }
    }

    @Override
    public long patienceNanos() {
        return TimeUnit.SECONDS.toNanos(parameters.joinTimeoutSeconds());
    }
}
