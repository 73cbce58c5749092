package org.tutti.segment;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tutti.memory.Words;

/** Reads from an arena what its ranks are doing, without touching them: they neither answer nor notice. */
public final class JobTable {
    /** What the directory calls the world's lane. */
    public static final long WORLD = 1;
    /** What messages call it. */
    public static final String WORLD_NAME = "world";

    private final Arena arena;
    private final Words words;
    private final LaneLayout layout;

    /** Makes a reader of an arena, which may be a {@linkplain Arena#view view}. */
    public JobTable(Arena arena) {
        this.arena = arena;
        this.words = arena.words();
        this.layout = new LaneLayout(arena.geometry());
    }

    /** {@return what all ranks are doing, in their order} */
    public Stream<RankReport> reports() {
        return IntStream.range(0, arena.geometry().ranks()).mapToObj(this::report);
    }

    /** {@return what a rank is doing} */
    public RankReport report(int rank) {
        Arena.State state = arena.state(rank);
        ProcessId process = arena.hasJoined(rank) ? arena.process(rank) : null;
        if (process == null || arena.lane(rank, WORLD) == 0) {
            return new RankReport(rank, state, process, 0, "", null, false, 0);
        }
        long base = base(rank);
        long sequence = lastSequence(base);
        Awaited awaited = state == Arena.State.ACTIVE ? awaited(base) : null;
        long since = arena.since(rank, mark(sequence, awaited));
        String call = sequence == 0 ? "" : call(base, sequence);
        return new RankReport(rank, state, process, sequence, call, awaited, awaited != null && isAsleep(base), since);
    }

    /**
     * Notes since when a rank of this process does what it does. Called by one thread.
     *
     * @param before what it did at the last look
     * @param millis now, in milliseconds since the epoch
     * @return a number that changes when the rank begins an operation, or to wait, or goes on
     */
    public long noteSince(int rank, long before, long millis) {
        long base = base(rank);
        long mark = mark(lastSequence(base), awaited(base));
        if (mark != before) {
            arena.setSince(rank, mark, millis);
        }
        return mark;
    }

    private static long mark(long sequence, @Nullable Awaited awaited) {
        return 2 * sequence + (awaited == null ? 0 : 1);
    }

    private long base(int rank) {
        return arena.lane(rank, WORLD) + layout.colour(rank);
    }

    private long lastSequence(long base) {
        long last = 0;
        for (int i = 0; i < layout.slots(); i++) {
            // SYNC arrival: the unit and the ring, and what the rank has acquired before; and that all reads of the
            // operation before are over
            last = Math.max(last, words.getAcquire(base + layout.arrival(i) + LaneLayout.SEQUENCE));
        }
        return last;
    }

    private String call(long base, long sequence) {
        return Signature.describe(words.getPlain(base + layout.arrival(sequence) + LaneLayout.SIGNATURE));
    }

    /** {@return whom a rank waits for: whom it said to wait for when that became long, unless that has come} */
    private @Nullable Awaited awaited(long base) {
        // SYNC awaited: the word that is waited for, and the value
        Awaited awaited = Awaited.unpack(words.getAcquire(base + layout.awaited));
        if (awaited == null || arena.abort().isWritten()) {
            return null;
        }
        long word = words.getPlain(base + layout.awaitedWord);
        long value = words.getPlain(base + layout.awaitedValue);
        return seen(base(awaited.rank()), word, value) < value ? awaited : null;
    }

    private long seen(long base, long word, long value) {
        if (word == layout.staged) {
            // SYNC staged: the ring before the position
            return words.getAcquire(base + layout.staged);
        }
        if (word == layout.folded) {
            // SYNC folded: the results in the ring before the position
            return words.getAcquire(base + layout.folded);
        }
        if (word == layout.consumed) {
            // SYNC consumed: that all reads before the position are over
            return words.getAcquire(base + layout.consumed);
        }
        long unit = word == layout.arrival(value)
                ? layout.arrival(value)
                : word == layout.fanIn(value) ? layout.fanIn(value) : layout.fanOut(value);
        // SYNC arrival: the unit and the ring, and what the rank has acquired before; and that all reads of the
        // operation before are over
        return words.getAcquire(base + unit + LaneLayout.SEQUENCE);
    }

    private boolean isAsleep(long base) {
        // SYNC sleep: either the sleeper sees the new value, or who stores it sees the sleeper
        return words.getAcquire(base + layout.sleeping) != 0;
    }
}
