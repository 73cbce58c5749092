package org.tutti.mutants;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does several things at a time. */
final class Crew {
    private final int size;

    /** So many at a time. */
    Crew(int size) {
        this.size = size;
    }

    /** What is done with each of several things. */
    interface Work<T, R> {
        R on(T thing) throws IOException, InterruptedException;
    }

    /** {@return what comes of each, in their order} It begins with the first ones. */
    <T, R> List<R> each(List<T> things, Work<T, R> work) throws InterruptedException {
        List<Future<R>> begun = new ArrayList<>();
        ExecutorService workers = Executors.newFixedThreadPool(size);
        try {
            for (T thing : things) {
                begun.add(workers.submit(() -> work.on(thing)));
            }
            List<R> results = new ArrayList<>();
            for (Future<R> each : begun) {
                results.add(each.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            workers.shutdownNow();
        }
    }
}
