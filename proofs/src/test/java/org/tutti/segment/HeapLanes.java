package org.tutti.segment;

import org.tutti.memory.WaitStrategy.Mode;
import org.tutti.memory.Words;
import org.tutti.spi.Progress;

/** The lanes of some ranks over a heap twin, with two slots, so that units come round soon. */
public final class HeapLanes {
    private static final int UNIT_BYTES = 64;
    private static final int SLOTS = 2;
    private static final int PAYLOAD_BYTES = 128;

    private final Geometry geometry;
    private final long[] bases;
    private final HeapWords[] words;

    /** Lays the lanes out. */
    public HeapLanes(Schedule schedule, HeapWords.Defect... defects) {
        int ranks = schedule.ranks();
        geometry = new Geometry(
                ranks,
                Mode.OVERSUBSCRIBED,
                UNIT_BYTES,
                SLOTS,
                PAYLOAD_BYTES,
                PAYLOAD_BYTES,
                PAYLOAD_BYTES,
                ranks,
                SLOTS,
                0,
                1 << 20);
        long bytes = new LaneLayout(geometry).bytes();
        long[] memory = new long[(int) ((ArenaLayout.ROWS + ranks * bytes) / Long.BYTES)];
        bases = new long[ranks];
        words = new HeapWords[ranks];
        for (int rank = 0; rank < ranks; rank++) {
            bases[rank] = ArenaLayout.ROWS + rank * bytes;
            words[rank] = new HeapWords(memory, schedule, rank, defects);
        }
    }

    /** {@return how many ranks there are} */
    public int ranks() {
        return words.length;
    }

    /** {@return the words as a rank sees them} */
    public HeapWords words(int rank) {
        return words[rank];
    }

    /** {@return the abort record as a rank sees it} */
    public AbortRecord abort(int rank) {
        return new AbortRecord(words[rank]);
    }

    /** {@return the lane as a rank sees it} */
    public Lane lane(int rank) {
        Words own = words[rank];
        return new Lane(
                Roster.ofAll(1, "world", ranks()),
                rank,
                geometry,
                own,
                new AbortRecord(own),
                bases,
                SharedBuffers.NONE,
                Progress.NONE,
                null);
    }
}
