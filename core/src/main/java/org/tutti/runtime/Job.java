package org.tutti.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;
import org.tutti.segment.Arena;
import org.tutti.segment.Geometry;
import org.tutti.segment.JobTable;
import org.tutti.segment.Lane;
import org.tutti.segment.Post;
import org.tutti.segment.ProcessId;
import org.tutti.segment.RankReport;
import org.tutti.spi.NativeAccess;

/** A job on this host, as one rank that is a process sees it: its arena, the world's lane, and the watch over the others. */
public final class Job implements DeathWatch.Listener {
    private static final long JOIN_POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int LAUNCHER_ENDED = 1;
    private static final long LATECOMERS_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long NAMING_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private final Settings settings;
    private final Rendezvous rendezvous;
    private final @Nullable NativeAccess nativeAccess;
    private final Arena arena;
    private final JobTable table;
    private final RankMemory memory;
    private final List<DeathWatch> watches = new ArrayList<>();
    private final Placement placement;
    private volatile @Nullable RankLanes lanes;
    private volatile @Nullable StallWatch stallWatch;
    private boolean released;

    private Job(Settings settings, Rendezvous rendezvous, @Nullable NativeAccess nativeAccess) throws IOException {
        this.settings = settings;
        this.rendezvous = rendezvous;
        this.nativeAccess = nativeAccess;
        this.arena = attach(settings, rendezvous, nativeAccess);
        arena.nontemporal(Parameters.ofProcess().nontemporal());
        this.table = new JobTable(arena);
        this.memory = new RankMemory(arena, settings.rank());
        this.placement = Placement.of(settings.rank(), arena.geometry(), nativeAccess);
    }

    /** Joins a job beside that of this process's world, together with all its other ranks. */
    public static Job join(Settings settings) {
        Job job = attach(settings);
        try {
            job.enter(sizes -> 0);
        } catch (TuttiException e) {
            job.release();
            throw e;
        }
        ExitGuard.install(job);
        return job;
    }

    /** Opens the arena of the job that these settings name; {@link #enter} takes this rank's place in it. */
    public static Job attach(Settings settings) {
        String launched = settings.arena();
        Rendezvous rendezvous = launched != null
                ? new LaunchedRendezvous(launched, settings.launcher())
                : new NamedRendezvous(settings, Parameters.ofProcess());
        try {
            return new Job(settings, rendezvous, NativeAccessFinder.find(settings.values()));
        } catch (IOException e) {
            rendezvous.finish();
            throw cannotJoin(settings, e);
        } catch (TuttiException e) {
            rendezvous.finish();
            throw e;
        }
    }

    private static TuttiException cannotJoin(Settings settings, IOException cause) {
        return new TuttiException(
                ErrorCode.CANNOT_JOIN, "cannot join the job: " + settings.job() + ": " + cause, settings.rank(), cause);
    }

    /**
     * Takes this rank's place and waits for the others; what fails on the way is everybody's failure.
     *
     * @param common what all ranks must have in common, given the sizes that they share
     */
    public void enter(ToLongFunction<Geometry> common) {
        try {
            takeRow(common.applyAsLong(arena.geometry()));
            add(rendezvous.watch(this, nativeAccess));
            arena.setState(rank(), Arena.State.ACTIVE);
            awaitAll(rendezvous.patienceNanos());
            stallWatch = StallWatch.start(arena, rank(), rank() + 1);
            lanes = new RankLanes(arena, rank(), memory);
            if (nativeAccess != null) {
                add(size() == 1 ? null : NeighborWatch.start(arena, rank(), this));
                add(new NativeDeathWatch(nativeAccess, arena, settings, this));
            }
            placement.take();
        } catch (IOException e) {
            failToJoin(ErrorCode.CANNOT_JOIN, e);
            throw cannotJoin(settings, e);
        } catch (TuttiException e) {
            failToJoin(e.code(), e);
            throw e;
        } catch (OutOfMemoryError e) {
            failToJoin(ErrorCode.OUT_OF_MEMORY, e);
            throw arena.abort().exception();
        } finally {
            rendezvous.finish();
        }
    }

    private void failToJoin(ErrorCode code, Throwable cause) {
        arena.abort().write(code, rank(), "rank " + rank() + " could not join: " + TuttiException.reasonOf(cause));
        if (rank() == 0 && !isLaunched()) {
            // whoever has found the name still attaches, and reads why
            LockSupport.parkNanos(LATECOMERS_NANOS);
        }
    }

    private void add(@Nullable DeathWatch watch) {
        if (watch != null) {
            watches.add(watch);
        }
    }

    /** A rank that cannot map the arena tells the others why. */
    private static Arena attach(Settings settings, Rendezvous rendezvous, @Nullable NativeAccess nativeAccess)
            throws IOException {
        try {
            Arena arena = rendezvous.join(nativeAccess);
            if (arena.geometry().ranks() != settings.size()) {
                throw new TuttiException(
                        ErrorCode.SIZES_DIFFER,
                        "the ranks disagree about their number: " + Settings.SIZE + "=" + settings.size() + " at rank "
                                + settings.rank() + ", " + arena.geometry().ranks() + " in the arena");
            }
            Parameters.ofProcess().requireAgreed(arena.geometry(), settings.rank());
            return arena;
        } catch (IOException | TuttiException e) {
            String text = "rank " + settings.rank() + " (pid "
                    + ProcessHandle.current().pid() + ") could not attach: " + TuttiException.reasonOf(e);
            if (settings.isLaunched() || settings.rank() != 0) {
                ErrorCode code = e instanceof TuttiException known ? known.code() : ErrorCode.CANNOT_JOIN;
                tryToFail(rendezvous.file(), code, settings.rank(), text);
            }
            throw e;
        }
    }

    private static void tryToFail(Path file, ErrorCode code, int rank, String text) {
        try {
            Arena.fail(file, code, rank, text);
        } catch (IOException | RuntimeException e) {
            // there is no arena to leave a word in: the exception that is on its way says so
        }
    }

    private void takeRow(long common) {
        if (!arena.claim(rank())) {
            throw new TuttiException(
                    ErrorCode.RANK_TAKEN,
                    "another process has this rank: rank=" + rank()
                            + (arena.hasJoined(rank())
                                    ? ", pid=" + arena.process(rank()).pid()
                                    : ", pid unknown yet"));
        }
        Post.prepare(arena, rank());
        Lane.prepare(arena, rank(), JobTable.WORLD, common);
        arena.setProcess(rank(), ProcessId.current());
    }

    private void awaitAll(long patienceNanos) {
        long start = System.nanoTime();
        StallWatch.Alarm alarm = StallWatch.alarm();
        List<Integer> absent = absent(arena, size());
        while (!absent.isEmpty()) {
            arena.abort().check();
            alarm.tellIfLate(rank(), absent, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
            if (System.nanoTime() - start > patienceNanos) {
                arena.abort()
                        .write(
                                ErrorCode.RANKS_MISSING,
                                absent.getFirst(),
                                "these ranks never came: ranks=" + absent + ", size=" + size() + ", join.timeout="
                                        + TimeUnit.NANOSECONDS.toSeconds(patienceNanos) + " s");
                throw arena.abort().exception();
            }
            LockSupport.parkNanos(JOIN_POLL_NANOS);
            absent = absent(arena, size());
        }
    }

    private static List<Integer> absent(Arena arena, int size) {
        List<Integer> absent = new ArrayList<>();
        for (int rank = 0; rank < size; rank++) {
            if (!arena.hasJoined(rank)) {
                absent.add(rank);
            }
        }
        return absent;
    }

    @Override
    public synchronized void rankEnded(int rank) {
        if (!released && arena.state(rank) != Arena.State.LEFT) {
            arena.abort()
                    .write(
                            ErrorCode.RANK_ENDED,
                            rank,
                            describe(rank) + " ended without leaving; it did last: " + lastCall(rank));
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

    /** Ends the job because an exception has ended this rank, unless it has ended already. */
    void fail(Throwable exception) {
        arena.abort().write(rank(), describe(rank()), exception);
    }

    /** Ends the job because of this rank, unless it has ended already. */
    void fail(ErrorCode code, String what) {
        arena.abort().write(code, rank(), describe(rank()) + " " + what);
    }

    /** {@return what this rank did last, for a person} */
    String lastCall() {
        return lastCall(rank());
    }

    private String lastCall(int rank) {
        RankReport report = table.report(rank); // where this rank has not seen all join, others may have, and gone on
        return lanes == null && report.sequence() == 0 ? "nothing yet, the job was starting" : report.lastCall();
    }

    /** {@return whether the job ended because of another rank} */
    boolean endedByAnother() {
        return arena.abort().isWritten() && arena.abort().culprit() != rank();
    }

    /** {@return whether this rank has left, or the job has ended} */
    synchronized boolean isOver() {
        return released
                || arena.state(rank()) == Arena.State.LEFT
                || arena.abort().isWritten();
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

    /** {@return this rank's part of the arena, from the time on at which that was {@linkplain #attach opened}} */
    public RankMemory memory() {
        return memory;
    }

    /** {@return this rank's lanes} */
    public RankLanes lanes() {
        return Objects.requireNonNull(lanes, "the job has not been joined");
    }

    /**
     * Ends this rank's part.
     *
     * @param met whether all ranks have closed the world together: then this rank's end is no failure any more; otherwise
     *     an exception is on its way out of this rank, and names itself unless the program catches it
     */
    public void leave(boolean met) {
        placement.leave();
        if (met) {
            arena.setState(rank(), Arena.State.LEFT);
            stopWatching();
        } else {
            try {
                Thread.ofPlatform().daemon().name("tutti-departure").start(this::failUnlessNamed);
            } catch (OutOfMemoryError e) {
                failUnlessNamed();
            }
        }
    }

    /**
     * Ends this rank's part of a job beside the world's, and lets go of its arena: nothing of it may be used any more.
     *
     * @param met whether all communicators of this rank have been closed together with their others
     */
    public void leaveAndRelease(boolean met) {
        if (met) {
            arena.setState(rank(), Arena.State.LEFT);
            release();
        } else {
            Thread.ofPlatform().daemon().name("tutti-departure").start(() -> {
                failUnlessNamed();
                release();
            });
        }
    }

    private synchronized void unmap() {
        released = true;
        try {
            arena.close();
        } catch (IOException e) {
            // its file is closed when this process ends
        }
    }

    private void release() {
        ExitGuard.forget(this);
        stopWatching();
        StallWatch stalls = stallWatch;
        try {
            if (stalls != null) {
                stalls.awaitEnd();
            }
            for (DeathWatch watch : watches) {
                watch.awaitEnd();
            }
            if (lanes != null) {
                for (Thread operation : lanes.operations()) {
                    operation.join(); // it learns that the job has ended, if it waits
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // somebody still looks: the arena lasts as long as this process
            return;
        }
        unmap();
    }

    /** Ends the watch over the others. */
    void stopWatching() {
        watches.forEach(DeathWatch::close);
        StallWatch stalls = stallWatch;
        if (stalls != null) {
            stalls.close();
        }
    }

    private void failUnlessNamed() {
        LockSupport.parkNanos(NAMING_NANOS);
        fail(ErrorCode.RANK_THREW, "left its world by an exception, which the program has caught");
    }
}
