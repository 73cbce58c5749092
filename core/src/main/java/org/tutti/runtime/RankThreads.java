package org.tutti.runtime;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;
import org.tutti.segment.Arena;
import org.tutti.segment.Geometry;
import org.tutti.segment.Lane;
import org.tutti.spi.NativeAccess;
import org.tutti.spi.Progress;

/** Runs the ranks of a job as platform threads of this JVM, over an arena of their own. */
public final class RankThreads {
    /** What a rank does. */
    @FunctionalInterface
    public interface Body {
        /** Runs as one rank, whose lane this is. */
        void run(Lane lane) throws Throwable;
    }

    private final Arena arena;
    private final Throwable[] failures;

    private RankThreads(Arena arena) {
        this.arena = arena;
        this.failures = new Throwable[arena.geometry().ranks()];
    }

    /** Runs so many ranks to their end, and throws what the first of them to fail threw. */
    public static void run(Geometry geometry, @Nullable NativeAccess nativeAccess, Body body) throws Throwable {
        Throwable failure;
        try (Arena arena = newArena(geometry, nativeAccess)) {
            RankThreads ranks = new RankThreads(arena);
            ranks.runAll(body);
            failure = ranks.firstFailure();
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static Arena newArena(Geometry geometry, @Nullable NativeAccess nativeAccess) {
        try {
            return UnnamedArena.create(geometry, nativeAccess).arena();
        } catch (IOException e) {
            throw new TuttiException(
                    ErrorCode.CANNOT_JOIN, "cannot make the ranks' shared memory: " + e.getMessage(), -1, e);
        }
    }

    private void runAll(Body body) throws InterruptedException {
        int size = failures.length;
        for (int rank = 0; rank < size; rank++) {
            Lane.prepare(arena, rank, Job.WORLD);
        }
        Thread[] threads = new Thread[size];
        for (int i = 0; i < size; i++) {
            int rank = i;
            threads[i] = Thread.ofPlatform().name("rank-" + rank).start(() -> runOne(rank, body));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void runOne(int rank, Body body) {
        try {
            body.run(Lane.open(arena, rank, Job.WORLD, "world", Progress.NONE));
        } catch (Throwable e) {
            failures[rank] = e;
            arena.abort().write(rank, "rank " + rank, e);
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
