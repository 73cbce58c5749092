package org.tutti.launcher;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tutti.ErrorCode;
import org.tutti.segment.Arena;

/**
 * Watches over the ranks of a job until all have ended. When one fails, the arena's abort record tells who is to blame:
 * its first writer is nearest to the cause, be it a rank or, for a rank that could not speak any more, this supervisor.
 */
final class Supervisor {
    /** The exit code of a job whose time was over, as that of timeout(1). */
    static final int TIMED_OUT = 124;

    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
    private static final long LAST_WORDS_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long SIGNAL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Arena arena;
    private final Ranks ranks;
    private final @Nullable Duration timeout;
    private final long start = System.nanoTime();

    Supervisor(Arena arena, Ranks ranks, @Nullable Duration timeout) {
        this.arena = arena;
        this.ranks = ranks;
        this.timeout = timeout;
    }

    /** Waits for the end of all ranks; returns what the job comes to. */
    Verdict supervise() throws InterruptedException {
        while (!awaitEnd(TICK_NANOS)) {
            if (timeout != null && System.nanoTime() - start > timeout.toNanos()) {
                return endLate(timeout);
            }
            if (hasFailed()) {
                return endFailed();
            }
            failWithAbsentees();
            ranks.noteEnded();
        }
        return hasFailed() ? endFailed() : Verdict.SUCCESS;
    }

    /** {@return whether all have ended, at the latest after so much time} */
    private boolean awaitEnd(long nanos) throws InterruptedException {
        long deadline = System.nanoTime() + nanos;
        for (RankProcess rank = ranks.firstAlive(); rank != null; rank = ranks.firstAlive()) {
            long left = deadline - System.nanoTime();
            if (left <= 0 || !rank.await(left)) {
                return false;
            }
        }
        return true;
    }

    /**
     * {@return whether the job has failed} A rank that has ended without leaving is no failure yet: the others fail if they
     * need it.
     */
    private boolean hasFailed() {
        for (RankProcess rank : ranks.all()) {
            ExitStatus status = rank.status();
            if (status != null && !status.isSuccess()) {
                return true;
            }
        }
        return arena.abort().isWritten() && arena.abort().code() != ErrorCode.RANK_ENDED;
    }

    /** Tells ranks that wait for the others to join that one of these has ended and never will. */
    private void failWithAbsentees() {
        boolean joined = ranks.all().stream().anyMatch(rank -> arena.state(rank.rank()) == Arena.State.ACTIVE);
        if (!joined || arena.abort().isWritten()) {
            return;
        }
        for (RankProcess rank : ranks.all()) {
            ExitStatus status = rank.status();
            if (status != null && !arena.hasJoined(rank.rank())) {
                arena.abort()
                        .write(ErrorCode.RANK_ENDED, rank.rank(), rank + " " + status + " without joining the job");
            }
        }
    }

    private Verdict endFailed() throws InterruptedException {
        if (isInterrupted()) {
            return Verdict.INTERRUPTED;
        }
        ensureRecord();
        if (someoneWillNotice()) {
            awaitEnd(GRACE_NANOS);
        }
        awaitCulprit();
        if (ranks.haveSucceeded() && arena.abort().code() != ErrorCode.ABORTED) {
            return Verdict.SUCCESS;
        }
        Verdict verdict = Verdict.ofFailed(arena, ranks.all());
        ranks.end();
        return verdict;
    }

    /** {@return whether a rank takes part in the arena, and so will fail by itself} */
    private boolean someoneWillNotice() {
        return ranks.all().stream().anyMatch(rank -> rank.isAlive() && arena.state(rank.rank()) == Arena.State.ACTIVE);
    }

    /** A rank that has announced its end is about to end, and its exit code is the job's. One that has asked for the end surely does. */
    private void awaitCulprit() throws InterruptedException {
        int culprit = arena.abort().culprit();
        ErrorCode code = arena.abort().code();
        boolean isEnding = code == ErrorCode.RANK_ENDED || code == ErrorCode.ABORTED;
        if (isEnding && culprit >= 0 && culprit < ranks.all().size()) {
            ranks.all().get(culprit).await(code == ErrorCode.ABORTED ? LAST_WORDS_NANOS : GRACE_NANOS);
        }
    }

    /** {@return whether the launcher is being ended too} A rank that has ended so may have been a moment faster. */
    private boolean isInterrupted() throws InterruptedException {
        boolean perhaps = ranks.all().stream()
                .map(RankProcess::status)
                .anyMatch(status -> status != null && status.isInterruption());
        return ranks.isStopping() || (perhaps && ranks.awaitStopping(SIGNAL_NANOS));
    }

    private void ensureRecord() {
        if (arena.abort().isWritten()) {
            return;
        }
        for (RankProcess rank : ranks.all()) {
            ExitStatus status = rank.status();
            if (status != null && !status.isSuccess()) {
                arena.abort()
                        .write(
                                ErrorCode.RANK_ENDED,
                                rank.rank(),
                                rank + " " + status + RankTable.lastCall(arena, rank.rank()));
            }
        }
    }

    private Verdict endLate(Duration limit) throws InterruptedException {
        String text = "the job was ended after " + seconds(limit) + " s (--timeout)";
        String message = ErrorCode.JOB_TIMEOUT.mark(text) + "\n" + RankTable.of(arena);
        arena.abort().write(ErrorCode.JOB_TIMEOUT, -1, text);
        ranks.end();
        return new Verdict(TIMED_OUT, message);
    }

    private static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString();
    }
}
