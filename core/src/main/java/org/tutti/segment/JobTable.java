package org.tutti.segment;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tutti.memory.ElementType;
import org.tutti.memory.Words;

/** Reads from an arena what its ranks are doing, without touching them: they neither answer nor notice. */
public final class JobTable {
    /** What the directory calls the world's lane. */
    public static final long WORLD = 1;
    /** What messages call it. */
    public static final String WORLD_NAME = "world";

    /** So far apart are the marks of the same operation in different lanes. */
    private static final long LANES_APART = 0x9E375;

    private final Arena arena;
    private final Words words;
    private final LaneLayout layout;

    /** Makes a reader of an arena, which may be a {@linkplain Arena#view view}. */
    public JobTable(Arena arena) {
        this.arena = arena;
        this.words = arena.words();
        this.layout = LaneLayout.ofAnyRanks(arena.geometry());
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
            return new RankReport(rank, state, process, WORLD_NAME, 0, "", null, false, 0, "");
        }
        String message = messageOf(rank);
        long key = message.isEmpty() ? laneOf(rank) : WORLD;
        long base = arena.lane(rank, key);
        long sequence = lastSequence(base);
        if (!message.isEmpty()) {
            Awaited from = arena.waitRows().awaited(rank);
            long since = arena.waitRows().since(rank, mark(arena.waitRows().blocked(rank)));
            return new RankReport(rank, state, process, WORLD_NAME, sequence, message, from, false, since, message);
        }
        Awaited awaited = state == Arena.State.ACTIVE ? awaited(base, key) : null;
        long since = arena.waitRows().since(rank, mark(key, sequence, awaited));
        long signature = words.getPlain(base + layout.arrival(sequence) + LaneLayout.SIGNATURE);
        boolean asleep = awaited != null && isAsleep(base);
        String name = nameOf(rank, key);
        if (arena.lane(rank, key) != base) {
            return report(rank); // it has been closed meanwhile: this is something else
        }
        String call = sequence == 0 ? "" : Signature.describe(signature);
        return new RankReport(rank, state, process, name, sequence, call, awaited, asleep, since, "");
    }

    /** {@return for which message or request a rank waits, or an empty text} */
    private String messageOf(int rank) {
        boolean isBlocked =
                (arena.waitRows().blocked(rank) & 1) != 0 && !arena.abort().isWritten();
        return isBlocked ? arena.waitRows().blockedIn(rank) : "";
    }

    private static long mark(long blocked) {
        return 2 * Vigil.timesGoneOn(blocked) + 1;
    }

    /** {@return the lane in which a rank waits, or else the world's} */
    private long laneOf(int rank) {
        long key = arena.waitRows().waits(rank);
        long base = key == 0 ? 0 : arena.lane(rank, key);
        return base != 0 && awaited(base, key) != null ? key : WORLD;
    }

    /** {@return what messages call a lane of a rank} */
    String nameOf(int rank, long key) {
        long base = arena.lane(rank, key);
        if (key == WORLD || base == 0) {
            return WORLD_NAME;
        }
        byte[] text = new byte[layout.nameCapacity()];
        words.copyOut(ElementType.BYTE, base + layout.name, text, 0, text.length);
        int length = 0;
        while (length < text.length && text[length] != 0) {
            length++;
        }
        return new String(text, 0, length, StandardCharsets.UTF_8);
    }

    /**
     * Notes since when a rank of this process does what it does. Called by one thread.
     *
     * @param before what it did at the last look
     * @param millis now, in milliseconds since the epoch
     * @return a number that changes when the rank begins an operation, or to wait, or goes on
     */
    public long noteSince(int rank, long before, long millis) {
        long key = laneOf(rank);
        long base = arena.lane(rank, key);
        if (base == 0) {
            return before; // it has been closed meanwhile
        }
        long mark = !messageOf(rank).isEmpty()
                ? mark(arena.waitRows().blocked(rank))
                : mark(key, lastSequence(base), awaited(base, key));
        if (mark != before) {
            arena.waitRows().setSince(rank, mark, millis);
        }
        return mark;
    }

    private static long mark(long key, long sequence, @Nullable Awaited awaited) {
        return 2 * (sequence + (key - WORLD) * LANES_APART) + (awaited == null ? 0 : 1);
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

    /** {@return whom a rank waits for: whom it said to wait for when that became long, unless that has come} */
    private @Nullable Awaited awaited(long base, long key) {
        // SYNC awaited: the word that is waited for, and the value
        Awaited awaited = Awaited.unpack(words.getAcquire(base + layout.awaited));
        if (awaited == null || arena.abort().isWritten() || !isRank(awaited.rank())) {
            return null;
        }
        long word = words.getPlain(base + layout.awaitedWord);
        long value = words.getPlain(base + layout.awaitedValue);
        long peer = arena.lane(awaited.rank(), key);
        if (word == LaneLayout.OPENING || peer == 0) {
            return peer == 0 ? awaited : null;
        }
        return seen(peer, word, value) < value ? awaited : null;
    }

    private boolean isRank(int number) {
        return number >= 0 && number < arena.geometry().ranks();
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
