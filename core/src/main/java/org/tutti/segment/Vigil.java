package org.tutti.segment;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.tutti.ErrorCode;

/**
 * What a rank does for others, and tells whoever looks, when a wait has become long. A lane that nobody has used yet has no
 * words in which a mismatch would be seen: where a rank waits for the others to open one, and another has closed that
 * communicator, the other finds out here, as soon as it waits for something itself.
 */
public final class Vigil {
    private static final byte[] NOTHING = new byte[0];
    /**
     * Of the number by which a rank says that it waits: that it does, that it does so for a given time only, how often it has looked
     * meanwhile, and how often it has gone on.
     */
    private static final long WAITS = 1;

    private static final long WAITS_FOR_A_TIME = 2;
    private static final long ALL = WAITS | WAITS_FOR_A_TIME;
    private static final long LOOK = 4;
    private static final long GOES_ON = 1L << 32;
    private static final long LOOKS = GOES_ON - LOOK;
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Arena arena;
    private final int worldRank;
    private final Map<Long, Roster> open = new ConcurrentHashMap<>();
    private volatile long suspect;
    private volatile long suspectedNanos;
    private volatile boolean hasManyThreads;
    private long state;

    /** Keeps vigil for a rank of the world. */
    public Vigil(Arena arena, int worldRank) {
        this.arena = arena;
        this.worldRank = worldRank;
    }

    /** Notes that this rank has a communicator, which is not closed yet. */
    public void opened(Roster roster) {
        open.put(roster.key(), roster);
    }

    /** Notes that this rank has closed a communicator. */
    public void closed(Roster roster) {
        open.remove(roster.key());
    }

    /** {@return how many communicators this rank has not closed} */
    public int size() {
        return open.size();
    }

    /** Notes that several threads may use this rank at once: while one of them waits others may do what ends the wait. */
    public void hasManyThreads() {
        hasManyThreads = true;
    }

    /** {@return whether a rank waits that says so by this number, until others do something} */
    public static boolean waitsForOthers(long blocked) {
        return (blocked & ALL) == WAITS;
    }

    /** {@return this number without how often the rank has looked} It changes when the rank goes on. */
    public static long withoutLooks(long blocked) {
        return blocked & ~LOOKS;
    }

    /** {@return how often a rank has gone on, by this number} */
    static long timesGoneOn(long blocked) {
        return blocked / GOES_ON;
    }

    /** {@return how often a rank has looked for what it waits for between two of these numbers} From two on it has done so once as a whole. */
    public static long looksBetween(long before, long now) {
        return ((now - before) & LOOKS) / LOOK;
    }

    /**
     * Tells whoever looks that this rank waits, and for what: until it {@link #goesOn} nothing of it moves but what others cause.
     *
     * @param awaited the rank of the world that it waits for, or -1 where it may be any
     * @param text for what, or an empty text where its lane tells
     * @param forATime whether the wait ends by itself
     */
    public void blocks(int awaited, int ranks, String text, boolean forATime) {
        if (hasManyThreads) {
            return;
        }
        state |= forATime ? ALL : WAITS;
        arena.waitRows()
                .setBlocked(
                        worldRank,
                        state,
                        awaited < 0 ? 0 : Awaited.pack(awaited, ranks),
                        text.isEmpty() ? NOTHING : text.getBytes(StandardCharsets.UTF_8));
    }

    /** Tells whoever looks that this rank goes on, or that something has come while it waits. */
    public void goesOn() {
        if ((state & WAITS) != 0) {
            state = (state & -GOES_ON) + GOES_ON;
            arena.waitRows().setBlocked(worldRank, state, 0, NOTHING);
        }
    }

    /** Tells whoever looks that this rank, if it waits, has looked for what it waits for, and found nothing. */
    public void hasLooked() {
        if ((state & WAITS) != 0) {
            state = withoutLooks(state) | ((state + LOOK) & LOOKS);
            arena.waitRows().setLooked(worldRank, state);
        }
    }

    /** Tells whoever looks for whom this rank waits to open a lane. What the lane's own words say of it may be used again. */
    void waitsToOpen(long key, int awaited) {
        arena.waitRows().setOpens(worldRank, awaited);
        arena.waitRows().setWaits(worldRank, key);
        blocks(awaited, 1, "", false);
    }

    /** Tells whoever looks that this rank waits for nobody to open a lane. */
    void hasOpened() {
        arena.waitRows().setOpens(worldRank, -1);
        goesOn();
    }

    /** Tells whoever looks in which lane a wait has become long. */
    void lingersIn(long key) {
        arena.waitRows().setWaits(worldRank, key);
    }

    /**
     * Ends the job where another rank has waited for long for this one to use a communicator that it has closed.
     * Keys below 0 are those of communicators that their members open at once, one after the other.
     */
    void look() {
        hasLooked();
        for (int rank = 0; rank < arena.geometry().ranks(); rank++) {
            long key = arena.waitRows().waits(rank);
            if (key > 0
                    && key != JobTable.WORLD
                    && !open.containsKey(key)
                    && arena.waitRows().waitsToOpen(rank, worldRank)) {
                suspect(rank, key);
                return;
            }
        }
        suspect = 0;
    }

    /** Where the communicator is being made, this rank knows it a moment later. */
    private void suspect(int rank, long key) {
        long now = System.nanoTime();
        if (suspect != key) {
            suspect = key;
            suspectedNanos = now;
        } else if (now - suspectedNanos > GRACE_NANOS) {
            arena.abort()
                    .write(
                            ErrorCode.MISMATCH,
                            worldRank,
                            "ranks called different operations: rank " + rank + ": its first operation of "
                                    + new JobTable(arena).nameOf(rank, key) + ", rank " + worldRank
                                    + ": has closed that communicator");
        }
    }
}
