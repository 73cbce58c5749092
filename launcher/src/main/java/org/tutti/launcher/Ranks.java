package org.tutti.launcher;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The processes of a job. Whatever ends the launcher ends them: a signal or an error through the hook of the JVM. */
final class Ranks implements AutoCloseable {
    private static final long ASKED_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
    private static final long KILLED_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long OFFSPRING_TICK_MILLIS = 2;

    private final List<RankProcess> started = new CopyOnWriteArrayList<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Set<RankProcess> ended = new HashSet<>();
    private final Watchdog watchdog = new Watchdog();
    private final Thread hook = new Thread(this::stop, "tutti-stop");

    Ranks() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Starts the next rank.
     *
     * @return its process, or null when the launcher is stopping
     */
    synchronized @Nullable Process start(ProcessBuilder builder) throws IOException {
        if (isStopping()) {
            return null;
        }
        Process process = builder.start();
        started.add(new RankProcess(started.size(), process));
        watchdog.started(process.pid());
        return process;
    }

    /** Takes note of the ranks that have ended. */
    void noteEnded() {
        for (RankProcess rank : started) {
            if (!rank.isAlive() && ended.add(rank)) {
                watchdog.ended(rank.pid());
            }
        }
    }

    /** {@return the ranks that have been started, in their order} */
    List<RankProcess> all() {
        return started;
    }

    /** {@return the first rank that runs, or null when all have ended} */
    @Nullable
    RankProcess firstAlive() {
        for (RankProcess rank : started) {
            if (rank.isAlive()) {
                return rank;
            }
        }
        return null;
    }

    /** {@return whether all have ended as they should} */
    boolean haveSucceeded() {
        return started.stream().map(RankProcess::status).allMatch(status -> status != null && status.isSuccess());
    }

    /** {@return whether the launcher itself is being ended, so that there is nothing left to say} */
    boolean isStopping() {
        return stopping.getCount() == 0;
    }

    /** Waits for the news that the launcher itself is being ended; returns whether it has come. */
    boolean awaitStopping(long nanos) throws InterruptedException {
        return stopping.await(nanos, TimeUnit.NANOSECONDS);
    }

    private void stop() {
        synchronized (this) {
            stopping.countDown();
        }
        endAndDismiss();
    }

    /** Ends all, and what watches over them. */
    @Override
    public void close() {
        endAndDismiss();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // it is running, and does the same
        }
    }

    private void endAndDismiss() {
        try {
            end();
            watchdog.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends all that run, and what they have started: asks the ranks first, and kills all that does not obey. */
    void end() throws InterruptedException {
        if (firstAlive() == null) {
            return;
        }
        List<ProcessHandle> offspring = offspring();
        started.forEach(RankProcess::ask);
        offspring.forEach(ProcessHandle::destroy);
        awaitAll(offspring, ASKED_NANOS);
        started.forEach(RankProcess::kill);
        offspring.forEach(ProcessHandle::destroyForcibly);
        awaitAll(offspring, KILLED_NANOS);
    }

    /** {@return what the ranks have started, as a shell does that is a rank and runs a JVM} */
    private static List<ProcessHandle> offspring() {
        ProcessHandle launcher = ProcessHandle.current();
        try (Stream<ProcessHandle> descendants = launcher.descendants()) {
            return descendants
                    .filter(process -> !process.parent().equals(Optional.of(launcher)))
                    .toList();
        }
    }

    private void awaitAll(List<ProcessHandle> offspring, long nanos) throws InterruptedException {
        long deadline = System.nanoTime() + nanos;
        for (RankProcess rank : started) {
            rank.await(Math.max(0, deadline - System.nanoTime()));
        }
        for (ProcessHandle process : offspring) {
            while (process.isAlive() && System.nanoTime() < deadline) {
                Thread.sleep(OFFSPRING_TICK_MILLIS);
            }
        }
    }
}
