package org.tutti.segment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.tutti.memory.SharedMapping;
import org.tutti.memory.WaitStrategy;
import org.tutti.spi.Progress;

/** Runs ranks as threads over a {@link CheckedMemory}. */
public final class CheckedRanks {
    static final long KEY = 1;
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);

    private CheckedRanks() {}

    /** What a rank does with its lane. */
    public interface OnLane {
        /** Runs as one rank. */
        void run(Lane lane);
    }

    /** What a rank does with its post. */
    public interface OnPost {
        /** Runs as one rank. */
        void run(Post post);
    }

    /** What a rank does with its arena. */
    interface OnArena {
        /** Runs as one rank. */
        void run(Arena arena, int rank);
    }

    /**
     * Runs ranks to their end, and throws what the first of them to fail threw.
     *
     * @param seed decides when stores come out
     */
    public static void run(Geometry geometry, long seed, OnLane body) throws Exception {
        runOnArenas(geometry, seed, (arena, rank) -> body.run(join(arena, rank)));
    }

    /**
     * Runs ranks that have posts to their end, and throws what the first of them to fail threw.
     *
     * @param seed decides when stores come out
     */
    public static void runPosts(Geometry geometry, long seed, OnPost body) throws Exception {
        runOnArenas(geometry, seed, (arena, rank) -> {
            Post.prepare(arena, rank);
            awaitAll(arena, rank);
            body.run(new Post(arena, rank, arena.pool(rank)::allocate));
        });
    }

    /** {@return a rank's lane, once all have prepared theirs} */
    static Lane join(Arena arena, int rank) {
        Lane.prepare(arena, rank, KEY);
        awaitAll(arena, rank);
        return Lane.open(arena, rank, KEY, "checked", Progress.NONE);
    }

    private static void awaitAll(Arena arena, int rank) {
        arena.setState(rank, Arena.State.ACTIVE);
        for (int i = 0; i < arena.geometry().ranks(); i++) {
            int peer = i;
            WaitStrategy.until(() -> arena.hasJoined(peer), LIMIT_NANOS);
        }
    }

    /** Runs ranks, each with an arena of its own over the same memory, to their end. */
    static void runOnArenas(Geometry geometry, long seed, OnArena body) throws Exception {
        boolean canWake = geometry.mode() == WaitStrategy.Mode.OVERSUBSCRIBED;
        CheckedMemory memory =
                new CheckedMemory(geometry.ranks(), Math.toIntExact(geometry.arenaBytes()), seed, canWake);
        Path file = Files.createTempFile("arena", "");
        List<Arena> arenas = new ArrayList<>();
        try {
            for (int rank = 0; rank < geometry.ranks(); rank++) {
                SharedMapping unused = SharedMapping.of(SharedMapping.open(file), geometry.arenaBytes());
                arenas.add(new Arena(unused, file, geometry, memory.of(rank)));
            }
            runAll(memory, arenas, body);
        } finally {
            for (Arena arena : arenas) {
                arena.close();
            }
            Files.delete(file);
        }
    }

    private static void runAll(CheckedMemory memory, List<Arena> arenas, OnArena body) throws InterruptedException {
        List<Throwable> failures = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < arenas.size(); i++) {
            int rank = i;
            threads.add(Thread.ofPlatform().daemon().name("rank-" + rank).start(() -> {
                try {
                    body.run(arenas.get(rank), rank);
                    memory.of(rank).end();
                } catch (Throwable e) {
                    synchronized (memory) {
                        failures.add(e);
                        memory.fail();
                    }
                }
            }));
        }
        long deadline = System.nanoTime() + LIMIT_NANOS;
        for (Thread thread : threads) {
            thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
            if (thread.isAlive()) {
                throw new AssertionError("a rank hangs: " + List.of(thread.getStackTrace()));
            }
        }
        if (!failures.isEmpty()) {
            throw new AssertionError("a rank failed: " + failures.getFirst(), failures.getFirst());
        }
    }
}
