package org.tutti.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tutti.ErrorCode;
import org.tutti.memory.SharedMapping;
import org.tutti.memory.WaitStrategy.Mode;
import org.tutti.segment.Arena;
import org.tutti.segment.Geometry;
import org.tutti.segment.JobTable;
import org.tutti.segment.Lane;
import org.tutti.segment.Post;
import org.tutti.segment.ProcessId;
import org.tutti.segment.Vigil;

/** A rank that waits and has had no processor since may find what it waits for. */
class DeadlockCheckTest {
    private static final int RANKS = 2;
    private static final long LONG_MILLIS = 10_000;

    @TempDir
    private Path folder;

    private Arena arena() throws Exception {
        Geometry geometry = new Geometry(RANKS, Mode.OVERSUBSCRIBED, 128, 8, 2048, 2048, 32768, RANKS, 1, 50, 1 << 20);
        Path file = Files.createFile(folder.resolve("arena"));
        Arena arena = Arena.create(SharedMapping.open(file), file, "job", geometry, ProcessId.current(), 1, null);
        for (int rank = 0; rank < RANKS; rank++) {
            Post.prepare(arena, rank);
            Lane.prepare(arena, rank, JobTable.WORLD);
            arena.setProcess(rank, ProcessId.current());
            arena.setState(rank, Arena.State.ACTIVE);
        }
        return arena;
    }

    @Test
    void shouldWaitUntilEachRankHasLooked() throws Exception {
        try (Arena arena = arena()) {
            DeadlockCheck check = new DeadlockCheck(arena);
            Vigil first = new Vigil(arena, 0);
            Vigil second = new Vigil(arena, 1);
            first.blocks(1, 1, "recv() in world", false);
            second.blocks(0, 1, "a collective operation in flight in world", false);
            check.look(0);
            for (int look = 0; look < 5; look++) {
                first.hasLooked();
            }
            second.hasLooked();
            check.look(LONG_MILLIS);
            assertThat(arena.abort().isWritten()).as("while one has not").isFalse();
            second.goesOn();
            second.blocks(0, 1, "a collective operation in flight in world", false);
            check.look(2 * LONG_MILLIS);
            first.hasLooked();
            first.hasLooked();
            second.hasLooked();
            second.hasLooked();
            check.look(2 * LONG_MILLIS + 1);
            assertThat(arena.abort().isWritten()).as("so soon").isFalse();
            check.look(3 * LONG_MILLIS);
            assertThat(arena.abort().code()).isEqualTo(ErrorCode.DEADLOCK);
            assertThat(arena.abort().text()).contains("rank 0 waits in", "rank 1 waits in");
        }
    }
}
