package org.tutti.segment;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.tutti.memory.ElementType;
import org.tutti.memory.Words;

/** What each rank says, in its row of an arena, of what it waits for and since when: for whoever looks. Each writes its own alone. */
public final class WaitRows {
    /** Of a mark its last bits are kept beside the time, which needs 41 bits until the year 2039 and 44 until 2527. */
    private static final int MARK_BITS = 20;

    private static final long MARK_MASK = (1L << MARK_BITS) - 1;

    private final Words words;

    WaitRows(Words words) {
        this.words = words;
    }

    /**
     * Notes since when a rank does what it does. Called by one thread of that rank's process.
     *
     * @param mark what it does, as {@link JobTable} numbers it
     * @param millis since when, in milliseconds since the epoch
     */
    void setSince(int rank, long mark, long millis) {
        // SYNC since: what the rank's process saw of it when it noted the time
        words.setRelease(ArenaLayout.row(rank) + ArenaLayout.ROW_SINCE, (millis << MARK_BITS) | (mark & MARK_MASK));
    }

    /** {@return since when a rank does what this mark says, or 0 where that has not been noted} */
    long since(int rank, long mark) {
        // SYNC since: what the rank's process saw of it when it noted the time
        long noted = words.getAcquire(ArenaLayout.row(rank) + ArenaLayout.ROW_SINCE);
        return ((noted ^ mark) & MARK_MASK) == 0 ? noted >>> MARK_BITS : 0;
    }

    /**
     * Says that a rank waits, and for what, or that it goes on. Called by that rank alone.
     *
     * @param state a number that counts up, odd while it waits, as {@link Vigil} has it
     * @param awaited whom it waits for, as {@link Awaited} packs it, or 0
     * @param text for what, or an empty text where its lane tells
     */
    void setBlocked(int rank, long state, long awaited, byte[] text) {
        long row = ArenaLayout.row(rank);
        words.setPlain(row + ArenaLayout.ROW_AWAITED, awaited);
        int bytes = Math.min(text.length, ArenaLayout.ROW_TEXT_CAPACITY);
        words.setPlain(row + ArenaLayout.ROW_TEXT_BYTES, bytes);
        words.copyIn(ElementType.BYTE, text, 0, row + ArenaLayout.ROW_TEXT, bytes);
        // SYNC blocked: what the rank says of its wait, and what it has taken before
        words.setRelease(row + ArenaLayout.ROW_BLOCKED, state);
    }

    /** Says that a rank still waits, for what it has said. Called by that rank alone. */
    void setLooked(int rank, long state) {
        // SYNC blocked: what the rank says of its wait, and what it has taken before
        words.setRelease(ArenaLayout.row(rank) + ArenaLayout.ROW_BLOCKED, state);
    }

    /** {@return a number that changes when a rank goes on, or looks while it waits; odd while it waits} */
    public long blocked(int rank) {
        // SYNC blocked: what the rank says of its wait, and what it has taken before
        return words.getAcquire(ArenaLayout.row(rank) + ArenaLayout.ROW_BLOCKED);
    }

    /** {@return whom a rank waits for that waits, or null} */
    @Nullable
    Awaited awaited(int rank) {
        return Awaited.unpack(words.getPlain(ArenaLayout.row(rank) + ArenaLayout.ROW_AWAITED));
    }

    /** {@return for what a rank waits that waits, or an empty text where its lane tells} */
    String blockedIn(int rank) {
        long row = ArenaLayout.row(rank);
        long bytes = Math.clamp(words.getPlain(row + ArenaLayout.ROW_TEXT_BYTES), 0, ArenaLayout.ROW_TEXT_CAPACITY);
        byte[] text = new byte[(int) bytes];
        words.copyOut(ElementType.BYTE, row + ArenaLayout.ROW_TEXT, text, 0, text.length);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** {@return the key of the lane in which a rank's last long wait was, or 0 where there was none} */
    long waits(int rank) {
        // SYNC waits: what the rank says in that lane of its wait
        return words.getAcquire(ArenaLayout.row(rank) + ArenaLayout.ROW_WAITS);
    }

    /** {@return whether a rank waits for another to open the lane in which its last long wait was} */
    boolean waitsToOpen(int rank, int awaited) {
        // SYNC waits: what the rank says in that lane of its wait
        return words.getAcquire(ArenaLayout.row(rank) + ArenaLayout.ROW_OPENS) == awaited + 1L;
    }

    /** Says whom a rank waits for to open a lane, or with -1 that it does not. Called by that rank alone. */
    void setOpens(int rank, int awaited) {
        // SYNC waits: what the rank says in that lane of its wait
        words.setRelease(ArenaLayout.row(rank) + ArenaLayout.ROW_OPENS, awaited + 1L);
    }

    /** Says in which lane a rank's last long wait is. Called by that rank alone. */
    void setWaits(int rank, long key) {
        // SYNC waits: what the rank says in that lane of its wait
        words.setRelease(ArenaLayout.row(rank) + ArenaLayout.ROW_WAITS, key);
    }
}
