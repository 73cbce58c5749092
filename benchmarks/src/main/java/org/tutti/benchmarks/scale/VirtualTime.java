package org.tutti.benchmarks.scale;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Semaphore;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs ranks in virtual time. One moves at a time, on the core whose clock is the least; it may run ahead of the others by the
 * least time in which a store reaches anybody. So a run is always the same.
 */
final class VirtualTime {
    private final Machine machine;
    private final double lookahead;
    private final List<Rank> ranks = new ArrayList<>();
    /** The cores that are not waiting, without the one that is running. */
    private final PriorityQueue<Core> able = new PriorityQueue<>(Core.BY_CLOCK);

    private int running;
    private volatile @Nullable Throwable failure;

    /** A rank, the core that it is on, and its turn to move. */
    private record Rank(Core core, Semaphore turn) {}

    /** Places ranks: consecutive ones on consecutive cores, and on the same one where there are too few. */
    VirtualTime(Machine machine, int size) {
        this.machine = machine;
        this.lookahead = machine.sameComplexHop() / 2;
        Core[] cores = new Core[Math.min(machine.cores(), size)];
        Arrays.setAll(cores, index -> new Core(index, machine));
        able.addAll(List.of(cores));
        for (int rank = 0; rank < size; rank++) {
            Core core = cores[(int) ((long) rank * cores.length / size)];
            core.ranks.add(rank);
            ranks.add(new Rank(core, new Semaphore(0)));
        }
    }

    Core core(int rank) {
        return ranks.get(rank).core;
    }

    /** Runs the ranks to their end, and throws what the first of them to fail threw. */
    void run(IntConsumer body) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        running = ranks.size();
        for (int i = 0; i < ranks.size(); i++) {
            int rank = i;
            threads.add(Thread.ofVirtual().start(() -> runOne(rank, body)));
        }
        handOver();
        for (Thread thread : threads) {
            thread.join();
        }
        if (failure != null) {
            throw new IllegalStateException("a rank failed: " + failure, failure);
        }
    }

    private void runOne(int rank, IntConsumer body) {
        try {
            await(rank);
            body.accept(rank);
            Core core = core(rank);
            core.ranks.remove();
            if (!core.ranks.isEmpty()) {
                able.add(core);
            }
            if (--running > 0) {
                handOver();
            }
        } catch (Throwable e) {
            if (failure == null) {
                failure = e;
                ranks.forEach(other -> other.turn.release());
            }
        }
    }

    /** A rank is about to touch memory: those that are behind go on first. */
    void point(int rank) {
        Core core = core(rank);
        Core next = able.peek();
        if (next != null && core.clock() > next.clock() + lookahead) {
            able.add(core);
            handOver();
            await(rank);
        }
    }

    /** {@return whether a rank shares its core with others} */
    boolean sharesCore(int rank) {
        return core(rank).ranks.size() > 1;
    }

    /** A rank gives its core to the next one that shares it. */
    void giveWay(int rank) {
        Core core = core(rank);
        core.ranks.add(core.ranks.remove());
        core.charge(machine.contextSwitch());
        able.add(core);
        handOver();
        await(rank);
    }

    /** A rank that is alone on its core waits until it is {@linkplain #wake woken}. */
    void park(int rank) {
        handOver();
        await(rank);
    }

    /** Ends the wait of a rank. */
    void wake(int rank) {
        able.add(core(rank));
    }

    private void handOver() {
        Core next = able.poll();
        if (next == null) {
            throw new IllegalStateException("the ranks wait for each other for ever");
        }
        ranks.get(next.ranks.element()).turn.release();
    }

    private void await(int rank) {
        ranks.get(rank).turn.acquireUninterruptibly();
        if (failure != null) {
            throw new IllegalStateException("another rank has failed");
        }
    }
}
