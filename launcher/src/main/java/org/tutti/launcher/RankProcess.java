package org.tutti.launcher;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A rank that has been started. */
final class RankProcess {
    private static final long STARTING_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final int rank;
    private final Process process;
    private final long start = System.nanoTime();

    RankProcess(int rank, Process process) {
        this.rank = rank;
        this.process = process;
    }

    int rank() {
        return rank;
    }

    long pid() {
        return process.pid();
    }

    /** {@return how it ended, or null while it runs} */
    @Nullable
    ExitStatus status() {
        return process.isAlive() ? null : new ExitStatus(process.exitValue());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for the end; returns whether it has come. */
    boolean await(long nanos) throws InterruptedException {
        return process.waitFor(nanos, TimeUnit.NANOSECONDS);
    }

    /** Asks it to end. A JVM that has hardly started cannot end in order yet, and would only complain. */
    void ask() {
        if (System.nanoTime() - start < STARTING_NANOS) {
            kill();
        } else {
            process.destroy();
        }
    }

    /** Ends it without asking. */
    void kill() {
        process.destroyForcibly();
    }

    /** {@return its name in messages} */
    @Override
    public String toString() {
        return "rank " + rank + " (pid " + process.pid() + ")";
    }
}
