package org.tutti.runtime;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;
import org.tutti.memory.WaitStrategy.Mode;
import org.tutti.segment.Arena;
import org.tutti.segment.Awaited;
import org.tutti.segment.JobTable;
import org.tutti.segment.RankReport;

/**
 * Looks now and then at what the ranks of this process are doing. It notes since when they do it, and says so when one has
 * waited for long. So no rank takes the time, which would cost as much as a third of a barrier. One thread looks for all
 * ranks of a process, four times a second; where ranks outnumber processors, once.
 */
final class StallWatch implements Runnable {
    private static final long DEDICATED_MILLIS = 250;
    private static final long OVERSUBSCRIBED_MILLIS = 1000;
    /** Longer than a rank sleeps. */
    private static final long DEADLOCK_MILLIS = 200;

    private static final long SHORTEST_MILLIS = 20;
    private static final int LOOKS_IN_A_STALL = 5;
    /** A look may meet words that are just changing. */
    private static final int MOST_FAILURES = 8;

    private final Arena arena;
    private final JobTable table;
    private final int first;
    private final Stall[] stalls;
    private final long warnMillis;
    private final long limitMillis;
    private final long intervalNanos;
    private final Thread thread;
    private final @Nullable DeadlockCheck deadlocks;
    private long checkedMillis;
    private int failures;
    private volatile boolean closed;

    /** Tells, at intervals that double, that ranks wait for others to join: the lowest one that has come speaks for all. */
    static final class Alarm {
        private static final int MOST_NAMED = 8;

        private long nextMillis;

        private Alarm(long warnMillis) {
            this.nextMillis = warnMillis == 0 ? Long.MAX_VALUE : warnMillis;
        }

        void tellIfLate(int rank, List<Integer> absent, long millis) {
            if (millis >= nextMillis) {
                nextMillis = 2 * millis;
                if (absent.stream().filter(each -> each < rank).count() == rank) {
                    System.err.println("tutti: rank " + rank + " has waited " + seconds(millis)
                            + " for others to join: ranks=" + named(absent));
                }
            }
        }

        private static String named(List<Integer> ranks) {
            return ranks.size() <= MOST_NAMED
                    ? ranks.toString()
                    : ranks.subList(0, MOST_NAMED) + " and " + (ranks.size() - MOST_NAMED) + " others";
        }
    }

    /** What is known of one rank: what it does, since when, and the wait after which it says so. */
    private static final class Stall {
        private long mark = -1;
        private long sinceMillis;
        private long nextMillis;
    }

    private StallWatch(Arena arena, int first, int end, long warnMillis) {
        this.arena = arena;
        this.table = new JobTable(arena);
        this.first = first;
        this.stalls = new Stall[end - first];
        for (int i = 0; i < stalls.length; i++) {
            stalls[i] = new Stall();
        }
        this.warnMillis = warnMillis;
        this.limitMillis = Parameters.ofProcess().get(Parameter.STALL_LIMIT);
        long usual = arena.geometry().mode() == Mode.DEDICATED ? DEDICATED_MILLIS : OVERSUBSCRIBED_MILLIS;
        long needed = Math.min(intervalMillis(warnMillis, usual), intervalMillis(limitMillis, usual));
        this.intervalNanos = TimeUnit.MILLISECONDS.toNanos(Math.min(usual, needed));
        boolean checks = first == 0 && Parameters.ofProcess().get(Parameter.DEADLOCK_CHECK) == 1;
        this.deadlocks = checks ? new DeadlockCheck(arena) : null;
        this.thread = Thread.ofPlatform().daemon().name("tutti-stall-watch").unstarted(this);
    }

    private static long intervalMillis(long waitMillis, long usual) {
        return waitMillis == 0 ? usual : Math.max(SHORTEST_MILLIS, waitMillis / LOOKS_IN_A_STALL);
    }

    /** {@return an alarm for a wait that begins now} */
    static Alarm alarm() {
        return new Alarm(warnMillis());
    }

    private static long warnMillis() {
        return Parameters.ofProcess().get(Parameter.STALL_WARN);
    }

    /** Starts to look after the ranks from {@code first} up to {@code end}, which this process plays and which are there. */
    static StallWatch start(Arena arena, int first, int end) {
        StallWatch watch = new StallWatch(arena, first, end, warnMillis());
        try {
            watch.thread.start();
        } catch (OutOfMemoryError e) {
            throw new TuttiException(
                    ErrorCode.OUT_OF_MEMORY,
                    "no thread can be started that looks after ranks: ranks=" + (end - first) + ": " + e.getMessage(),
                    -1,
                    e);
        }
        return watch;
    }

    @Override
    public void run() {
        checkedMillis = System.currentTimeMillis();
        while (!closed && !arena.abort().isWritten()) {
            try {
                lookAtAll(System.currentTimeMillis());
                failures = 0;
            } catch (RuntimeException e) {
                failed(e);
            } catch (OutOfMemoryError e) {
                // whoever has used the heap up is told; the next look may find some again
            }
            LockSupport.parkNanos(intervalNanos);
        }
    }

    private void lookAtAll(long now) {
        for (int i = 0; i < stalls.length; i++) {
            look(first + i, stalls[i], now);
        }
        if (deadlocks != null && now - checkedMillis >= DEADLOCK_MILLIS) {
            checkedMillis = now;
            deadlocks.look(now);
        }
    }

    /** Ends the job where what ranks say of themselves has made no sense for long: somebody has overwritten it. */
    private void failed(RuntimeException e) {
        if (++failures == MOST_FAILURES && !closed) {
            arena.abort()
                    .write(
                            ErrorCode.DEFECT,
                            first,
                            "rank " + first + " cannot make sense of what ranks say of themselves: " + e);
        }
    }

    private void look(int rank, Stall stall, long now) {
        if (arena.state(rank) != Arena.State.ACTIVE) {
            return;
        }
        long mark = table.noteSince(rank, stall.mark, now);
        if (mark != stall.mark) {
            stall.mark = mark;
            stall.sinceMillis = now;
            stall.nextMillis = warnMillis;
            return;
        }
        long waited = now - stall.sinceMillis;
        if (limitMillis > 0 && waited >= limitMillis) {
            end(table.report(rank), now);
        } else if (warnMillis > 0 && waited >= stall.nextMillis) {
            warn(table.report(rank), now);
            stall.nextMillis *= 2;
        }
    }

    /** Ends the job because of a wait that is too long. A rank that computes is left alone, however long it does. */
    private void end(RankReport waiting, long now) {
        String text = describe(waiting, now);
        Awaited awaited = waiting.awaited();
        if (!text.isEmpty() && !closed) {
            int culprit = awaited == null ? waiting.rank() : awaited.rank();
            String limit = "; stall.limit=" + Parameter.STALL_LIMIT.format(limitMillis);
            arena.abort().write(ErrorCode.STALLED, culprit, text + limit);
        }
    }

    private void warn(RankReport waiting, long now) {
        String text = describe(waiting, now);
        if (!text.isEmpty() && !closed) {
            System.err.println("tutti: " + text);
        }
    }

    /**
     * {@return who waits in which operation, and for whom where that is one} An empty text of a rank that does not wait, or that has
     * gone on since it was looked at and does something new.
     */
    private String describe(RankReport waiting, long now) {
        if (waiting.sinceMillis() == 0) {
            return "";
        }
        Awaited awaited = waiting.awaited();
        if (awaited != null) {
            return describe(waiting, awaited, table.report(awaited.rank()), now);
        }
        return waiting.message().isEmpty() ? "" : waited(waiting, now);
    }

    private static String waited(RankReport waiting, long now) {
        return "rank " + waiting.rank() + " has waited " + seconds(now - waiting.sinceMillis()) + " in "
                + waiting.lastCall();
    }

    /** {@return who waits in which operation for whom, and what that one is doing} */
    static String describe(RankReport waiting, Awaited awaited, RankReport peer, long now) {
        return waited(waiting, now) + ", for " + awaited
                + (awaited.ranks() > 1 ? "; rank " + awaited.rank() : ", which")
                + " did last: " + peer.lastCall() + ", " + ago(peer, now) + " (" + doing(peer) + ")";
    }

    private static String ago(RankReport peer, long now) {
        return peer.sinceMillis() == 0 ? "just now" : seconds(now - peer.sinceMillis()) + " ago";
    }

    private static String doing(RankReport peer) {
        Awaited next = peer.awaited();
        return (next == null ? peer.activity() : "waits for " + next)
                + (peer.process() == null ? "" : ", pid " + peer.process().pid());
    }

    private static String seconds(long millis) {
        return millis / 1000 + "." + millis % 1000 / 100 + " s";
    }

    /** Ends it, soon. */
    void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    /** Waits until it looks no more. */
    void awaitEnd() throws InterruptedException {
        thread.join();
    }
}
