package org.tutti.segment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tutti.coll.CollectiveScope;
import org.tutti.coll.CollectiveSelection;
import org.tutti.coll.CollectiveTable;
import org.tutti.memory.ElementType;
import org.tutti.memory.Operator;
import org.tutti.memory.ReduceKernel;
import org.tutti.memory.WaitStrategy.Mode;

/** What operations along a tree cost, as their files say: nobody stores what nobody reads. */
class TreeCostTest {
    private static final int RANKS = 7;
    private static final int DEGREE = 2;
    private static final int FIRST_LEAF = 3;
    private static final Geometry GEOMETRY =
            new Geometry(RANKS, Mode.OVERSUBSCRIBED, 128, 8, 2048, 1024, 32768, 1, DEGREE, 50, 1 << 20);

    @Test
    void shouldFanOutFromRanksWithChildrenAlone() throws Exception {
        CheckedRanks.runOnArenas(GEOMETRY, 1, (arena, self) -> {
            CollectiveTable table =
                    CollectiveSelection.select(CollectiveScope.of("world", CheckedRanks.join(arena, self)));
            table.barrier();
            table.bcast(ElementType.INT, new int[1], 0, 1, 0);
            ReduceKernel sum = ReduceKernel.of(Operator.SUM, ElementType.INT);
            table.allreduce(sum, new int[1], 0, new int[1], 0, 1);
            table.barrier();
            for (int sequence = 1; sequence <= 3; sequence++) {
                for (int rank = 0; rank < RANKS; rank++) {
                    assertThat(fanOut(arena, rank, sequence)).isEqualTo(rank < FIRST_LEAF ? sequence : 0);
                }
            }
        });
    }

    private static long fanOut(Arena arena, int rank, int sequence) {
        LaneLayout layout = new LaneLayout(GEOMETRY);
        long base = arena.lane(rank, CheckedRanks.KEY);
        return arena.words().getAcquire(base + layout.fanOut(sequence) + LaneLayout.SEQUENCE);
    }
}
