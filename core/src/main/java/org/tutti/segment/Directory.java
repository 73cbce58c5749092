package org.tutti.segment;

import java.util.ArrayDeque;
import java.util.Deque;
import org.tutti.memory.Words;

/**
 * The lanes of one rank, by their keys: entries in its row and, when these are used up, in pages of its pool, which it keeps.
 * The rank alone writes them; everybody reads them.
 */
final class Directory {
    private final Words words;
    private final Pool pool;
    private final Deque<Long> unused = new ArrayDeque<>();
    private long lastBlock;

    Directory(Words words, Pool pool, int rank) {
        this.words = words;
        this.pool = pool;
        this.lastBlock = ArenaLayout.directory(rank);
        addEntries(ArenaLayout.LANES);
    }

    private void addEntries(int count) {
        for (int index = 0; index < count; index++) {
            unused.add(ArenaLayout.entry(lastBlock, index));
        }
    }

    /**
     * Names this rank's part of a lane to the others.
     *
     * @param offset where it begins
     * @param ringBytes how large a ring there is room for
     * @param digest what all members must have in common
     * @return the entry
     */
    long publish(long key, long offset, long ringBytes, long digest) {
        if (unused.isEmpty()) {
            addPage();
        }
        long entry = unused.remove();
        words.setPlain(entry + ArenaLayout.LANE_OFFSET, offset);
        words.setPlain(entry + ArenaLayout.LANE_RING, ringBytes);
        words.setPlain(entry + ArenaLayout.LANE_DIGEST, digest);
        // SYNC lane: the entry of the lane, its name, and the zeros of its control words
        words.setRelease(entry + ArenaLayout.LANE_KEY, key);
        return entry;
    }

    /** Says that this rank reads nothing of a lane any more, of anybody's part. */
    void withdraw(long entry) {
        // SYNC withdrawn: that all reads of the lane are over
        words.setRelease(entry + ArenaLayout.LANE_KEY, 0);
        unused.addFirst(entry);
    }

    private void addPage() {
        long page = pool.allocate(ArenaLayout.PAGE);
        words.zero(page, ArenaLayout.PAGE);
        // SYNC directory: that the page names no lanes yet
        words.setRelease(lastBlock + ArenaLayout.MORE, page);
        lastBlock = page;
        addEntries(ArenaLayout.MORE_LANES);
    }

    /** {@return the entry of a rank's lane, or 0 while it has none with this key} */
    static long find(Words words, int rank, long key) {
        long block = ArenaLayout.directory(rank);
        int count = ArenaLayout.LANES;
        while (block != 0) {
            for (int index = 0; index < count; index++) {
                long entry = ArenaLayout.entry(block, index);
                // SYNC lane: the entry of the lane, its name, and the zeros of its control words
                if (words.getAcquire(entry + ArenaLayout.LANE_KEY) == key) {
                    return entry;
                }
            }
            // SYNC directory: that the page names no lanes yet
            block = words.getAcquire(block + ArenaLayout.MORE);
            count = ArenaLayout.MORE_LANES;
        }
        return 0;
    }

    /** {@return whether the rank of an entry reads nothing any more of the lane that the entry once named} */
    static boolean isWithdrawn(Words words, long entry, long key) {
        // SYNC withdrawn: that all reads of the lane are over
        return words.getAcquire(entry + ArenaLayout.LANE_KEY) != key;
    }
}
