package org.tutti.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.tutti.ErrorClass;
import org.tutti.TuttiException;
import org.tutti.segment.Arena;
import org.tutti.segment.Lane;
import org.tutti.segment.ProcessId;
import org.tutti.spi.NativeAccess;
import org.tutti.spi.Progress;

/** A job on this host, as one rank that is a process sees it: its arena, the world's lane, and the watch over the others. */
public final class Job implements DeathWatch.Listener {
    /** What the directory calls the world's lane. */
    static final long WORLD = 1;

    private static final long JOIN_POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int LAUNCHER_ENDED = 1;

    private final Settings settings;
    private final Arena arena;
    private final Lane lane;
    private @Nullable DeathWatch watch;

    private Job(Settings settings, Arena arena, Lane lane) {
        this.settings = settings;
        this.arena = arena;
        this.lane = lane;
    }

    /** Joins the job that these settings name, together with all its other ranks. */
    public static Job join(Settings settings) {
        try {
            Parameters parameters = Parameters.of(settings.values());
            String launched = settings.arena();
            Rendezvous rendezvous =
                    launched != null ? new LaunchedRendezvous(launched) : new NamedRendezvous(settings, parameters);
            return join(settings, rendezvous, NativeAccessFinder.find(settings.values()));
        } catch (IOException e) {
            throw new TuttiException(
                    ErrorClass.JOIN, "cannot join the job: " + settings.job() + ": " + e, settings.rank(), e);
        }
    }

    private static Job join(Settings settings, Rendezvous rendezvous, @Nullable NativeAccess nativeAccess)
            throws IOException {
        Arena arena = attach(settings, rendezvous, nativeAccess);
        Job job = null;
        try {
            enter(arena, settings);
            awaitAll(arena, settings, rendezvous.patienceNanos());
            Lane lane = Lane.open(arena, settings.rank(), WORLD, "world", Progress.NONE);
            job = new Job(settings, arena, lane);
            job.watch = job.startWatch(nativeAccess, rendezvous);
            return job;
        } finally {
            if (settings.rank() == 0) {
                rendezvous.finish();
            }
        }
    }

    /** A rank that cannot map the arena tells the others why. */
    private static Arena attach(Settings settings, Rendezvous rendezvous, @Nullable NativeAccess nativeAccess)
            throws IOException {
        try {
            Arena arena = rendezvous.join(nativeAccess);
            if (arena.geometry().ranks() != settings.size()) {
                throw new TuttiException(
                        ErrorClass.JOIN,
                        "the ranks disagree about their number: " + Settings.SIZE + "=" + settings.size() + " at rank "
                                + settings.rank() + ", " + arena.geometry().ranks() + " in the arena");
            }
            return arena;
        } catch (IOException | TuttiException e) {
            String text = "rank " + settings.rank() + " (pid "
                    + ProcessHandle.current().pid() + ") could not attach: " + e.getMessage();
            tryToFail(rendezvous.file(), settings.rank(), text);
            throw e;
        }
    }

    private static void tryToFail(Path file, int rank, String text) {
        try {
            Arena.fail(file, ErrorClass.JOIN, rank, text);
        } catch (IOException | RuntimeException e) {
            // there is no arena to leave a word in: the exception that is on its way says so
        }
    }

    /** Fills this rank's row in. */
    private static void enter(Arena arena, Settings settings) {
        int rank = settings.rank();
        if (arena.state(rank) != Arena.State.ABSENT) {
            throw new TuttiException(
                    ErrorClass.JOIN,
                    "another process has this rank: rank=" + rank + ", pid="
                            + arena.process(rank).pid());
        }
        try {
            Lane.prepare(arena, rank, WORLD);
        } catch (TuttiException e) {
            arena.abort().write(e.errorClass(), rank, "rank " + rank + " could not join: " + e.getMessage());
            throw e;
        }
        arena.setProcess(rank, ProcessId.current());
        arena.setState(rank, Arena.State.ACTIVE);
    }

    private static void awaitAll(Arena arena, Settings settings, long patienceNanos) {
        long start = System.nanoTime();
        for (int rank = 0; rank < settings.size(); rank++) {
            while (arena.state(rank) == Arena.State.ABSENT) {
                arena.abort().check();
                if (System.nanoTime() - start > patienceNanos) {
                    List<Integer> absent = absent(arena, settings.size());
                    arena.abort()
                            .write(
                                    ErrorClass.TIMEOUT,
                                    absent.getFirst(),
                                    "these ranks never came: ranks=" + absent + ", size=" + settings.size()
                                            + ", join.timeout=" + TimeUnit.NANOSECONDS.toSeconds(patienceNanos)
                                            + " s");
                    throw arena.abort().exception();
                }
                LockSupport.parkNanos(JOIN_POLL_NANOS);
            }
        }
    }

    private static List<Integer> absent(Arena arena, int size) {
        List<Integer> absent = new ArrayList<>();
        for (int rank = 0; rank < size; rank++) {
            if (arena.state(rank) == Arena.State.ABSENT) {
                absent.add(rank);
            }
        }
        return absent;
    }

    private DeathWatch startWatch(@Nullable NativeAccess nativeAccess, Rendezvous rendezvous) throws IOException {
        if (nativeAccess != null) {
            return new NativeDeathWatch(nativeAccess, arena, settings, this);
        }
        if (settings.isLaunched()) {
            return new LauncherDeathWatch(settings.launcher(), this);
        }
        Path socket = rendezvous.file().resolveSibling(settings.job() + ".socket");
        return settings.rank() == 0
                ? SocketDeathWatch.hub(socket, this)
                : SocketDeathWatch.spoke(socket, settings.rank(), this);
    }

    @Override
    public void rankEnded(int rank) {
        if (arena.state(rank) != Arena.State.LEFT) {
            arena.abort()
                    .write(
                            ErrorClass.PROC_FAILED,
                            rank,
                            describe(rank) + " ended without leaving; it did last: " + lane.lastCall(rank));
        }
    }

    /** Without a launcher nobody collects this process: it ends at once, as quietly as it can. */
    @Override
    public void launcherEnded() {
        Runtime.getRuntime().halt(LAUNCHER_ENDED);
    }

    private String describe(int rank) {
        return "rank " + rank + " (pid " + arena.process(rank).pid() + ")";
    }

    /** Ends the job because of this rank, unless it has ended already. */
    void fail(ErrorClass errorClass, String what) {
        arena.abort().write(errorClass, rank(), describe(rank()) + " " + what);
    }

    /** {@return what this rank did last, for a person} */
    String lastCall() {
        return lane.lastCall(rank());
    }

    /** {@return whether the job ended because of another rank} */
    boolean endedByAnother() {
        return arena.abort().isWritten() && arena.abort().culprit() != rank();
    }

    /** {@return whether this rank has left, or the job has ended} */
    boolean isOver() {
        return arena.state(rank()) == Arena.State.LEFT || arena.abort().isWritten();
    }

    /** {@return whether a launcher started this rank} */
    boolean isLaunched() {
        return settings.isLaunched();
    }

    /** {@return this rank} */
    public int rank() {
        return settings.rank();
    }

    /** {@return how many ranks the job has} */
    public int size() {
        return settings.size();
    }

    /** {@return the world's lane for blocking operations} */
    public Lane lane() {
        return lane;
    }

    /** Notes that this rank has closed its world: its end is no failure any more. */
    public void leave() {
        arena.setState(rank(), Arena.State.LEFT);
        if (watch != null) {
            watch.close();
        }
    }
}
