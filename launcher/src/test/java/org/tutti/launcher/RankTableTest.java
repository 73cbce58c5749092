package org.tutti.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tutti.ErrorCode;
import org.tutti.runtime.ArenaPlanner;
import org.tutti.runtime.Parameters;
import org.tutti.runtime.UnnamedArena;
import org.tutti.segment.Arena;
import org.tutti.segment.JobTable;
import org.tutti.segment.Lane;
import org.tutti.segment.ProcessId;

class RankTableTest {
    private static Arena arena(int ranks) throws IOException {
        return UnnamedArena.create("band", ArenaPlanner.plan(Parameters.of(), ranks, () -> null), () -> null, null)
                .arena();
    }

    private static void join(Arena arena, int rank, ProcessId process) {
        Lane.prepare(arena, rank, JobTable.WORLD);
        arena.setProcess(rank, process);
        arena.setState(rank, Arena.State.ACTIVE);
    }

    @Test
    void shouldTellTheDeadFromTheLiving() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        try (Arena arena = arena(2)) {
            join(arena, 0, ProcessId.current());
            join(arena, 1, new ProcessId(ended.pid(), 1));
            arena.abort().write(ErrorCode.RANK_ENDED, 1, "rank 1 ended");
            List<String> lines = RankTable.withTitle(arena).lines().toList();
            assertThat(lines.get(0))
                    .isEqualTo("job band: 2 ranks, begun by pid "
                            + ProcessHandle.current().pid());
            assertThat(lines.get(1)).isEqualTo("it has ended: rank 1 ended [TUTTI-502]");
            assertThat(lines.get(3)).matches(" +0 +\\d+ +computing +now");
            assertThat(lines.get(4)).matches(" +1 +" + ended.pid() + " +dead");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 64})
    void shouldAlignItsColumns(int ranks) throws IOException {
        try (Arena arena = arena(ranks)) {
            for (int rank = 0; rank < ranks; rank += 2) {
                join(arena, rank, new ProcessId(1, 0));
            }
            List<String> lines = RankTable.of(arena).lines().toList();
            assertThat(lines).hasSize(ranks + 1);
            int state = lines.getFirst().indexOf("state");
            for (int rank = 0; rank < ranks; rank++) {
                String line = lines.get(rank + 1);
                assertThat(line.substring(0, lines.getFirst().indexOf("rank") + 4)
                                .strip())
                        .isEqualTo(rank + "");
                assertThat(line.substring(state)).startsWith(rank % 2 == 0 ? "computing" : "absent");
            }
        }
    }
}
