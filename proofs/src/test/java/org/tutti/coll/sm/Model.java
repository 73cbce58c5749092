package org.tutti.coll.sm;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.tutti.segment.HeapLanes;
import org.tutti.segment.HeapWords;
import org.tutti.segment.Resumable;
import org.tutti.segment.Schedule;

/** A short run of the real operations by some ranks over a heap twin; in whatever order they move, it must go well. */
abstract class Model {
    final Schedule schedule;
    final HeapLanes lanes;
    final int ranks;

    Model(Schedule schedule, HeapWords.Defect... defects) {
        this.schedule = schedule;
        this.lanes = new HeapLanes(schedule, defects);
        this.ranks = schedule.ranks();
    }

    /**
     * Plays a model in all orders with so many deviations, or in so many as the limit says.
     *
     * @return in how many orders
     */
    static int explore(int ranks, int deviations, int limit, Function<Schedule, Model> maker) {
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

    /** What a rank does. */
    abstract void run(int rank);

    /** What must hold when all are done. */
    void check() {}

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
                model.lanes.words(rank).drain();
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

    final void finish(int rank, Resumable operation) {
        while (!operation.step()) {
            schedule.pause(rank);
        }
    }

    static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise);
        }
    }
}
