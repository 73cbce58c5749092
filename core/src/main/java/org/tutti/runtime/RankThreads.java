package org.tutti.runtime;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;
import org.tutti.segment.Arena;
import org.tutti.segment.JobTable;
import org.tutti.segment.Lane;
import org.tutti.segment.Post;
import org.tutti.segment.ProcessId;
import org.tutti.spi.NativeAccess;

/** Runs the ranks of a job as platform threads of this JVM, over an arena of their own. */
public final class RankThreads {
    /** What a rank does. */
    @FunctionalInterface
    public interface Body {
        /** Runs as one rank, whose lanes these are. */
        void run(RankLanes lanes) throws Throwable;
    }

    private final Arena arena;
    private final Throwable[] failures;
    private final CountDownLatch prepared;
    private final @Nullable RankLanes[] lanes;
    private volatile boolean unprepared;

    private RankThreads(Arena arena) {
        this.arena = arena;
        this.failures = new Throwable[arena.geometry().ranks()];
        this.prepared = new CountDownLatch(failures.length);
        this.lanes = new @Nullable RankLanes[failures.length];
    }

    /** Runs so many ranks to their end, and throws what the first of them to fail threw. */
    public static void run(ArenaPlan plan, @Nullable NativeAccess nativeAccess, Body body) throws Throwable {
        plan.warn();
        Throwable failure;
        try (Arena arena = newArena(plan, nativeAccess)) {
            RankThreads ranks = new RankThreads(arena);
            ranks.runAll(body);
            failure = ranks.firstFailure();
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static Arena newArena(ArenaPlan plan, @Nullable NativeAccess nativeAccess) {
        try {
            Arena arena = UnnamedArena.create(
                            "threads-" + ProcessHandle.current().pid(), plan, () -> nativeAccess, nativeAccess)
                    .arena();
            arena.nontemporal(Parameters.ofProcess().nontemporal());
            return arena;
        } catch (IOException e) {
            throw new TuttiException(
                    ErrorCode.CANNOT_JOIN, "cannot make the ranks' shared memory: " + e.getMessage(), -1, e);
        }
    }

    private void runAll(Body body) throws InterruptedException {
        StallWatch stalls = StallWatch.start(arena, 0, failures.length);
        for (Thread thread : startAll(body)) {
            thread.join();
        }
        awaitOperations();
        stalls.close();
        stalls.awaitEnd();
    }

    /** What was in flight when the job ended learns so a moment later; until then it uses the arena. */
    private void awaitOperations() throws InterruptedException {
        for (RankLanes each : lanes) {
            if (each != null) {
                for (Thread operation : each.operations()) {
                    operation.join();
                }
            }
        }
    }

    /** {@return the threads of the ranks} Where the system has too few, those that were started learn so before they begin. */
    private List<Thread> startAll(Body body) {
        List<Thread> threads = new ArrayList<>();
        int rank = 0;
        try {
            for (; rank < failures.length; rank++) {
                int self = rank;
                threads.add(Thread.ofPlatform().name("rank-" + self).start(() -> runOne(self, body)));
            }
        } catch (OutOfMemoryError e) {
            unprepared = true;
            arena.abort().write(ErrorCode.OUT_OF_MEMORY, rank, noThread(rank, e));
            failures[rank] = arena.abort().exception();
            for (; rank < failures.length; rank++) {
                prepared.countDown();
            }
        }
        return threads;
    }

    private String noThread(int rank, OutOfMemoryError e) {
        return "rank " + rank + " cannot have a thread: wanted=" + failures.length + " threads, started=" + rank + ": "
                + e.getMessage();
    }

    private void runOne(int rank, Body body) {
        try {
            prepare(rank);
            RankLanes mine = new RankLanes(arena, rank);
            lanes[rank] = mine;
            body.run(mine);
            arena.setState(rank, Arena.State.LEFT);
        } catch (Throwable e) {
            failures[rank] = e;
            arena.abort().write(rank, "rank " + rank, e);
        }
    }

    /**
     * Each rank's thread prepares its own lane, so that its memory is near to it, and waits for the others. Once all have,
     * every rank begins, even where another has ended the job by then: it learns so from its first operation.
     */
    private void prepare(int rank) throws InterruptedException {
        try {
            Post.prepare(arena, rank);
            Lane.prepare(arena, rank, JobTable.WORLD);
            arena.setProcess(rank, ProcessId.current());
            arena.setState(rank, Arena.State.ACTIVE);
        } catch (TuttiException e) {
            unprepared = true;
            arena.abort().write(rank, "rank " + rank, e);
            throw e;
        } finally {
            prepared.countDown();
        }
        prepared.await();
        if (unprepared) {
            arena.abort().check();
        }
    }

    private @Nullable Throwable firstFailure() {
        int culprit = arena.abort().isWritten() ? arena.abort().culprit() : -1;
        if (culprit >= 0 && failures[culprit] != null) {
            return failures[culprit];
        }
        for (Throwable failure : failures) {
            if (failure != null) {
                return failure;
            }
        }
        return null;
    }
}
