package org.tutti.benchmarks;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.tutti.Communicator;
import org.tutti.Tutti;

/** Two ranks that are threads: the caller's, and one that makes the same calls until it is told how many there were. */
final class RankPair {
    private final Consumer<Communicator> call;
    private final CompletableFuture<Communicator> world = new CompletableFuture<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread ranks;
    private long made;
    private volatile long wanted = Long.MAX_VALUE;

    /** Starts the ranks; {@link #call} and rank 1 make this call together. */
    RankPair(Consumer<Communicator> call) {
        this.call = call;
        ranks = Thread.ofPlatform().daemon().name("ranks").start(this::runRanks);
    }

    private void runRanks() {
        try {
            Tutti.runThreads(2, rank -> {
                if (rank.rank() == 0) {
                    world.complete(rank); // used by the caller until the end
                    ended.await();
                } else {
                    for (long i = 0; i < wanted; i++) {
                        call.accept(rank);
                    }
                }
            });
        } catch (RuntimeException | Error e) {
            world.completeExceptionally(e);
        }
    }

    /** Makes the call once, as rank 0. */
    void call() {
        made++;
        call.accept(world.join());
    }

    /** Rank 1 may be inside one more call, for which it needs company. */
    void end() throws InterruptedException {
        wanted = made + 1;
        call();
        ended.countDown();
        ranks.join();
    }
}
