package org.tutti.launcher;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A rank that has been started. */
final class RankProcess {
    private final int rank;
    private final Process process;

    RankProcess(int rank, Process process) {
        this.rank = rank;
        this.process = process;
    }

    int rank() {
        return rank;
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

    /** Asks it to end. */
    void ask() {
        process.destroy();
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
