package org.tutti.segment;

import org.tutti.memory.Words;
import org.tutti.spi.Progress;

/** The lanes of a model's ranks, which lie in its memory where an arena's would. */
public final class VirtualLanes {
    private final Geometry geometry;
    private final long[] bases;
    private final long bytes;

    /** Lays the lanes out. */
    public VirtualLanes(Geometry geometry) {
        this.geometry = geometry;
        LaneLayout layout = new LaneLayout(geometry);
        bases = new long[geometry.ranks()];
        for (int rank = 0; rank < bases.length; rank++) {
            bases[rank] = ArenaLayout.ROWS + rank * layout.bytes() + layout.colour(rank);
        }
        bytes = ArenaLayout.ROWS + bases.length * layout.bytes();
    }

    /** {@return how much memory they take, the abort record before them included} */
    public long bytes() {
        return bytes;
    }

    /** {@return whether ranks wait for the word at an offset} They look at the abort record, but wait for nothing there. */
    public static boolean isAwaited(long offset) {
        return offset >= ArenaLayout.ROWS;
    }

    /** {@return the lane as a rank sees it} */
    public Lane lane(int rank, Words words) {
        Roster all = Roster.ofAll(JobTable.WORLD, JobTable.WORLD_NAME, bases.length);
        AbortRecord abort = new AbortRecord(words);
        return new Lane(all, rank, geometry, words, abort, bases, SharedBuffers.NONE, Progress.NONE, null);
    }
}
