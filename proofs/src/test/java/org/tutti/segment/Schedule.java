package org.tutti.segment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * One run of some ranks, of which one moves at a time, in an order that is a list of choices. A rank goes on until it can only
 * wait, then the first that can goes on. From this order a run may deviate, as often as is allowed: before each access to a
 * shared word another rank may go on instead, and after a wait another than the first.
 */
public final class Schedule {
    private static final long NOT_PAUSING = -1;

    private final int ranks;
    private final int deviations;
    private final List<Integer> choices;
    private final List<Integer> options = new ArrayList<>();
    private final Semaphore[] turns;
    private final boolean[] over;
    private final boolean[] asleep;
    private final long[] stores;
    private final long[] known;
    private final long[] pausing;
    private int deviated;
    private boolean stuck;

    /** What a rank throws that can never go on. */
    public static final class Stuck extends AssertionError {
        private static final long serialVersionUID = 1;

        Stuck() {
            super("the ranks wait for each other for ever");
        }
    }

    /**
     * Prepares a run.
     *
     * @param choices which way to take where there are several; from their end on always the first
     */
    public Schedule(int ranks, int deviations, List<Integer> choices) {
        this.ranks = ranks;
        this.deviations = deviations;
        this.choices = choices;
        this.turns = new Semaphore[ranks];
        Arrays.setAll(turns, rank -> new Semaphore(0));
        this.over = new boolean[ranks];
        this.asleep = new boolean[ranks];
        this.stores = new long[ranks];
        this.known = new long[ranks];
        this.pausing = new long[ranks];
        Arrays.fill(pausing, NOT_PAUSING);
    }

    /** {@return how many ranks there are} */
    public int ranks() {
        return ranks;
    }

    /** {@return how many ways there were at each choice of this run} */
    public List<Integer> options() {
        return options;
    }

    /** Lets one rank begin. */
    public void start() {
        handOver();
    }

    /** Waits until a rank may begin. */
    public void begin(int rank) {
        await(rank);
    }

    /** Ends a rank, and lets others go on. */
    public void end(int rank) {
        over[rank] = true;
        if (!stuck) {
            handOver();
        }
    }

    /** Another rank may go on before what this one is about to do. */
    void point(int rank) {
        int next = choose(rank);
        if (next != rank) {
            turns[next].release();
            await(rank);
        }
    }

    /** Notes that a rank has stored something, for which others may wait. */
    void stored(int rank) {
        stores[rank]++;
    }

    /** This rank has seen nothing new: others go on until one of them has stored something since it began to look. */
    public void pause(int rank) {
        if (known[rank] == storesOfOthers(rank)) {
            pausing[rank] = known[rank];
            handOver();
            await(rank);
            pausing[rank] = NOT_PAUSING;
        }
        known[rank] = storesOfOthers(rank);
    }

    /** Others go on until one of them wakes this rank. */
    void sleep(int rank) {
        asleep[rank] = true;
        handOver();
        await(rank);
    }

    /** Ends the sleep of all. */
    void wake() {
        Arrays.fill(asleep, false);
    }

    private void await(int rank) {
        turns[rank].acquireUninterruptibly();
        if (stuck) {
            throw new Stuck();
        }
    }

    private void handOver() {
        int next = choose(-1);
        if (next >= 0) {
            turns[next].release();
            return;
        }
        for (int rank = 0; rank < ranks; rank++) {
            if (!over[rank]) {
                stuck = true;
                turns[rank].release();
            }
        }
    }

    /** {@return who goes on: the rank that is running, which comes first, or another; -1 where nobody can} */
    private int choose(int running) {
        List<Integer> able = new ArrayList<>();
        if (running >= 0) {
            able.add(running);
        }
        for (int rank = 0; rank < ranks; rank++) {
            boolean seesNothingNew = pausing[rank] == storesOfOthers(rank);
            if (rank != running && !over[rank] && !asleep[rank] && !seesNothingNew) {
                able.add(rank);
            }
        }
        if (able.size() <= 1 || deviated == deviations) {
            return able.isEmpty() ? -1 : able.getFirst();
        }
        int choice = options.size() < choices.size() ? choices.get(options.size()) : 0;
        options.add(able.size());
        deviated += choice == 0 ? 0 : 1;
        return able.get(choice);
    }

    private long storesOfOthers(int rank) {
        return Arrays.stream(stores).sum() - stores[rank];
    }
}
