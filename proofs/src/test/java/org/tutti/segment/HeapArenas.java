package org.tutti.segment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.tutti.memory.SharedMapping;
import org.tutti.memory.WaitStrategy.Mode;

/** Arenas of some ranks over a heap twin, with pools in which something has been before: for what ranks allocate and give back. */
public final class HeapArenas {
    private static final int UNIT_BYTES = 64;
    private static final int SLOTS = 2;
    private static final int PAYLOAD_BYTES = 128;
    private static final int ARENA_BYTES = 256 << 10;
    private static final long LEFT_BEHIND = 99;

    private final Arena[] arenas;
    private final HeapWords[] words;

    /** Where an arena's memory would be: it is asked for room, and never read or written. */
    private static final class Unused {
        static final Path FILE;
        static final SharedMapping MAPPING;

        static {
            try {
                FILE = Files.createTempFile("arena", "");
                FILE.toFile().deleteOnExit();
                MAPPING = SharedMapping.of(SharedMapping.open(FILE), ARENA_BYTES);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private Unused() {}
    }

    /** Lays the arenas out. */
    public HeapArenas(Schedule schedule, HeapWords.Defect... defects) {
        int ranks = schedule.ranks();
        Geometry geometry = new Geometry(
                ranks,
                Mode.DEDICATED,
                UNIT_BYTES,
                SLOTS,
                PAYLOAD_BYTES,
                PAYLOAD_BYTES,
                PAYLOAD_BYTES,
                ranks,
                SLOTS,
                0,
                ARENA_BYTES);
        long[] memory = new long[ARENA_BYTES / Long.BYTES];
        Arrays.fill(memory, (int) (ArenaLayout.headerBytes(ranks) / Long.BYTES), memory.length, LEFT_BEHIND);
        words = new HeapWords[ranks];
        arenas = new Arena[ranks];
        for (int rank = 0; rank < ranks; rank++) {
            words[rank] = new HeapWords(memory, schedule, rank, defects);
            arenas[rank] = new Arena(Unused.MAPPING, Unused.FILE, geometry, words[rank]);
        }
    }

    /** {@return the words as a rank sees them} */
    public HeapWords words(int rank) {
        return words[rank];
    }

    /** {@return how a rank opens a lane of all ranks that has this key} */
    public LaneOpening opening(int rank, long key) {
        Roster all = Roster.ofAll(key, "lane " + key, arenas.length);
        return new LaneOpening(arenas[rank], new Vigil(arenas[rank], rank), all, rank, 0);
    }

    /** {@return how much of its pool a rank has in use, in bytes} */
    public long usedBytes(int rank) {
        return arenas[rank].usedBytes(rank);
    }
}
