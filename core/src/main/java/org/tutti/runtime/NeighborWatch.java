package org.tutti.runtime;

import java.time.Duration;
import org.tutti.segment.Arena;
import org.tutti.segment.LifeWord;

/**
 * Learns of deaths before all other watches: each rank's process sleeps on the word of the rank behind it, in a ring, which the kernel
 * marks as soon as that one's process ends, however much memory it has to take back. Who sees it writes the abort record, which all others
 * look at. Where both a rank and the one before it die, or the kernel cannot do this, the other watches tell.
 */
final class NeighborWatch implements DeathWatch {
    private static final Duration AWAKE = Duration.ofMillis(1);

    private final LifeWord own;
    private final LifeWord next;
    private final int nextRank;
    private final Listener listener;
    private final Thread thread;
    private volatile boolean closed;

    private NeighborWatch(Arena arena, int rank, Listener listener) {
        this.nextRank = (rank + 1) % arena.geometry().ranks();
        this.own = arena.lifeWord(rank);
        this.next = arena.lifeWord(nextRank);
        this.listener = listener;
        this.thread = Thread.ofPlatform().daemon().name("tutti-neighbor-watch").unstarted(this::run);
    }

    /** Begins to watch, and to be watched. */
    static NeighborWatch start(Arena arena, int rank, Listener listener) {
        NeighborWatch watch = new NeighborWatch(arena, rank, listener);
        watch.thread.start();
        return watch;
    }

    private void run() {
        if (!own.begin()) {
            return;
        }
        try {
            while (!closed && !next.sleepUnlessMarked()) {
                // it has been awake for something else
            }
            if (!closed) {
                listener.rankEnded(nextRank);
            }
        } finally {
            own.end(); // or else the kernel would say that this process has died
        }
    }

    @Override
    public void close() {
        closed = true;
        next.wake();
    }

    @Override
    public void awaitEnd() throws InterruptedException {
        while (!thread.join(AWAKE)) {
            next.wake(); // it had looked before it was closed, and slept after it was woken
        }
    }
}
