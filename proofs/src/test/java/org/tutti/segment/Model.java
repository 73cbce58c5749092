package org.tutti.segment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A short run of the real protocols by some ranks over a heap twin; in whatever order they move, it must go well. */
public abstract class Model {
    /** Decides which rank moves. */
    protected final Schedule schedule;

    /** How many ranks there are. */
    protected final int ranks;

    /** A model whose ranks move as a schedule decides. */
    protected Model(Schedule schedule) {
        this.schedule = schedule;
        this.ranks = schedule.ranks();
    }

    /**
     * Plays a model in all orders with so many deviations, or in so many as the limit says.
     *
     * @return in how many orders
     */
    public static int explore(int ranks, int deviations, int limit, Function<Schedule, Model> maker) {
        List<Integer> choices = List.of();
        for (int runs = 1; ; runs++) {
            Schedule schedule = new Schedule(ranks, deviations, choices);
            try {
                maker.apply(schedule).play();
            } catch (AssertionError e) {
                throw new AssertionError("in order " + runs + ", " + choices + ": " + e.getMessage(), e);
            }
            choices = next(choices, schedule.options());
            if (choices.isEmpty() || runs == limit) {
                return runs;
            }
        }
    }

    /** {@return the choices of the next order: the last one that has another way takes it} Nothing after the last order. */
    private static List<Integer> next(List<Integer> choices, List<Integer> options) {
        for (int last = options.size() - 1; last >= 0; last--) {
            int choice = last < choices.size() ? choices.get(last) : 0;
            if (choice + 1 < options.get(last)) {
                List<Integer> next = new ArrayList<>(choices.subList(0, Math.min(last, choices.size())));
                while (next.size() < last) {
                    next.add(0);
                }
                next.add(choice + 1);
                return next;
            }
        }
        return List.of();
    }

    /** {@return the words as a rank sees them} */
    protected abstract HeapWords words(int rank);

    /** What a rank does. */
    protected abstract void run(int rank);

    /** What must hold when all are done. */
    protected void check() {}

    private static final class RankThread extends Thread {
        private final Model model;
        private final int rank;
        private Throwable failure;

        RankThread(Model model, int rank) {
            this.model = model;
            this.rank = rank;
        }

        @Override
        public void run() {
            try {
                model.schedule.begin(rank);
                model.run(rank);
                model.words(rank).drain();
            } catch (Throwable e) {
                failure = e;
            }
            model.schedule.end(rank);
        }
    }

    /** Runs all ranks to their end, and throws what one of them threw. */
    private void play() {
        RankThread[] threads = new RankThread[ranks];
        for (int rank = 0; rank < ranks; rank++) {
            threads[rank] = new RankThread(this, rank);
            threads[rank].start();
        }
        schedule.start();
        Throwable failure = null;
        for (RankThread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            if (failure == null || failure instanceof Schedule.Stuck) {
                failure = thread.failure == null ? failure : thread.failure;
            }
        }
        if (failure != null) {
            throw new AssertionError(failure.getMessage(), failure);
        }
        check();
    }

    /** Fails unless a condition holds. */
    public static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise);
        }
    }
}
