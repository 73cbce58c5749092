package org.tutti.segment;

import java.util.Map;
import java.util.TreeMap;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;

/**
 * The part of the arena from which one rank allocates, and nobody else: so a rank that dies has corrupted nothing of the
 * others'. It is given out in ranges of whole pages, the first that is large enough; ranges that come back stay allocated
 * by the system, and are given out again before new ones are.
 */
final class Pool {
    private final Arena arena;
    private final int rank;
    private final long start;
    private final long bytes;
    private final TreeMap<Long, Long> free = new TreeMap<>();
    private long reserved;
    private long used;

    /** A pool that lies in an arena from {@code start} on; nothing of it is reserved yet. */
    Pool(Arena arena, int rank, long start, long bytes) {
        this.arena = arena;
        this.rank = rank;
        this.start = start;
        this.bytes = bytes;
    }

    /** {@return the offset of a range, really allocated} What it holds is zeros, or what was left in it. */
    long allocate(long wanted) {
        long size = ArenaLayout.align(wanted, ArenaLayout.PAGE);
        long offset = takeFree(size);
        if (offset == 0) {
            offset = extend(wanted, size);
        }
        used += size;
        return offset;
    }

    /** {@return the offset of a range that has come back, or 0} */
    private long takeFree(long size) {
        for (Map.Entry<Long, Long> range : free.entrySet()) {
            if (range.getValue() >= size) {
                return take(range.getKey(), range.getValue(), size);
            }
        }
        return 0;
    }

    private long take(long offset, long length, long size) {
        free.remove(offset);
        if (length > size) {
            free.put(offset + size, length - size);
        }
        return offset;
    }

    private long extend(long wanted, long size) {
        if (size > bytes - reserved) {
            throw new TuttiException(
                    ErrorCode.POOL_FULL,
                    "the pool of this rank is used up: rank=" + rank + ", used=" + used + ", wanted=" + wanted
                            + ", pool=" + bytes);
        }
        long offset = start + reserved;
        arena.reserve(offset, size);
        reserved += size;
        return offset;
    }

    /** {@return whether a range of so many bytes could be had without more than half of what is left for this rank} */
    boolean hasRoomFor(long wanted) {
        long size = ArenaLayout.align(wanted, ArenaLayout.PAGE);
        if (free.values().stream().anyMatch(range -> range >= size)) {
            return true;
        }
        long ranks = arena.geometry().ranks();
        return size <= (bytes - reserved) / 2 && size <= arena.freeBytes() / 2 / ranks;
    }

    /** Takes back a range of so many bytes, which nobody reads any more. */
    void release(long offset, long wanted) {
        long size = ArenaLayout.align(wanted, ArenaLayout.PAGE);
        used -= size;
        long begin = offset;
        long length = size;
        Map.Entry<Long, Long> before = free.lowerEntry(begin);
        if (before != null && before.getKey() + before.getValue() == begin) {
            begin = before.getKey();
            length += before.getValue();
        }
        Long behind = free.remove(offset + size);
        free.put(begin, behind == null ? length : length + behind);
    }

    /** {@return how many bytes have been given out and have not come back} */
    long used() {
        return used;
    }
}
