package org.tutti.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;
import org.tutti.coll.CollectiveScope;
import org.tutti.coll.CollectiveSelection;
import org.tutti.coll.CollectiveTable;
import org.tutti.memory.ElementType;
import org.tutti.memory.Operator;
import org.tutti.memory.ReduceKernel;
import org.tutti.memory.WaitStrategy.Mode;
import org.tutti.spi.Progress;

/** Lanes of some ranks: opened, used, closed and their memory used again, on a memory that checks every access. */
class LaneOpeningTest {
    private static final ReduceKernel SUM = ReduceKernel.of(Operator.SUM, ElementType.LONG);
    private static final int RANKS = 4;
    private static final int CYCLES = 6;

    private static Geometry geometry(Mode mode, long arenaBytes) {
        return new Geometry(RANKS, mode, 128, 8, 2048, 2048, 32768, RANKS, 1, 50, arenaBytes);
    }

    /** The ranks of a lane, of which a rank may be none. */
    private static final class Opened {
        private final LaneOpening opening;
        private final CollectiveTable table;
        private final Lane lane;
        private final int size;

        Opened(Arena arena, Vigil vigil, int self, long key, int... members) {
            Roster roster = new Roster(key, "lane " + key, members);
            int member = IntStream.range(0, members.length)
                    .filter(i -> members[i] == self)
                    .findFirst()
                    .orElseThrow();
            vigil.opened(roster);
            opening = new LaneOpening(arena, vigil, roster, member, 7);
            opening.prepare();
            lane = opening.open(Progress.NONE);
            size = members.length;
            table = CollectiveSelection.select(CollectiveScope.of(roster.name(), lane));
        }

        void use(int count) {
            long[] buffer = new long[count];
            java.util.Arrays.fill(buffer, lane.rank() + 1);
            table.allreduce(SUM, buffer, 0, buffer, 0, count);
            assertThat(buffer).containsOnly(size * (size + 1L) / 2);
            table.bcast(ElementType.LONG, buffer, 0, count, size - 1);
            table.barrier();
        }

        LaneOpening close() {
            assertThat(table.close(() -> false)).isTrue();
            opening.withdraw();
            return opening;
        }
    }

    /** Each cycle has other members in another order, whose parts lie where those of the cycle before lay. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldUseMemoryAgainThatNobodyReadsAnyMore(long seed) throws Exception {
        int[][] members = {{0, 1, 2, 3}, {3, 1}, {2, 0}, {3, 2, 1, 0}, {1, 0, 3}, {0, 2}};
        CheckedRanks.runOnArenas(geometry(Mode.OVERSUBSCRIBED, 1 << 20), seed, (arena, rank) -> {
            Lane world = CheckedRanks.join(arena, rank);
            Vigil vigil = new Vigil(arena, rank);
            long before = arena.usedBytes(rank);
            List<LaneOpening> retired = new ArrayList<>();
            for (int cycle = 0; cycle < 2 * CYCLES; cycle++) {
                int[] mine = members[cycle % CYCLES];
                int self = rank;
                if (IntStream.of(mine).anyMatch(member -> member == self)) {
                    retired.removeIf(LaneOpening::reclaim);
                    Opened opened = new Opened(arena, vigil, rank, 1000 + cycle, mine);
                    opened.use(300);
                    opened.use(3);
                    retired.add(opened.close());
                }
            }
            CollectiveSelection.select(CollectiveScope.of("world", world)).barrier();
            retired.removeIf(LaneOpening::reclaim);
            assertThat(retired).isEmpty();
            assertThat(arena.usedBytes(rank)).isEqualTo(before);
        });
    }

    /** Memory that is used again before all have read their last of it is noticed: what this test stands on. */
    @Test
    void shouldNotGiveBackWhatAnotherMayStillRead() throws Exception {
        CheckedRanks.runOnArenas(geometry(Mode.DEDICATED, 1 << 20), 1, (arena, rank) -> {
            Lane world = CheckedRanks.join(arena, rank);
            CollectiveTable all = CollectiveSelection.select(CollectiveScope.of("world", world));
            Opened opened = new Opened(arena, new Vigil(arena, rank), rank, 1000, 0, 1, 2, 3);
            opened.use(10);
            assertThat(opened.table.close(() -> false)).isTrue();
            if (rank != 0) {
                opened.opening.withdraw();
            }
            all.barrier();
            assertThat(opened.opening.reclaim()).as("while rank 0 may read").isFalse();
            all.barrier();
            if (rank == 0) {
                opened.opening.withdraw();
            }
            all.barrier();
            assertThat(opened.opening.reclaim()).isTrue();
        });
    }

    /** All take the smallest ring for which one of them has room, down to the least one. */
    @Test
    void shouldAgreeOnTheRingForWhichAllHaveRoom() throws Exception {
        Geometry geometry = new Geometry(2, Mode.DEDICATED, 128, 8, 2048, 2048, 256 << 10, 2, 1, 50, 2 << 20);
        CheckedRanks.runOnArenas(geometry, 1, (arena, rank) -> {
            CheckedRanks.join(arena, rank);
            Vigil vigil = new Vigil(arena, rank);
            long most = geometry.laneRingBytes(2);
            long least = geometry.leastRingBytes(2);
            assertThat(most).isGreaterThan(least);
            Opened first = new Opened(arena, vigil, rank, 1000, 0, 1);
            assertThat(first.lane.geometry().ringBytes()).isEqualTo(most);
            long key = 1001;
            if (rank == 1) {
                while (arena.pool(1).hasRoomFor(most)) {
                    arena.pool(1).allocate(most);
                }
            }
            Opened second = new Opened(arena, vigil, rank, key, 1, 0);
            assertThat(second.lane.geometry().ringBytes()).isBetween(least, most / 2);
            second.use(3000);
            second.use(100);
        });
    }

    @Test
    void shouldSayOnAllRanksWhoseMemoryIsUsedUp() throws Exception {
        CheckedRanks.runOnArenas(geometry(Mode.DEDICATED, 1 << 20), 1, (arena, rank) -> {
            CheckedRanks.join(arena, rank);
            Vigil vigil = new Vigil(arena, rank);
            if (rank == 2) {
                while (arena.pool(2).hasRoomFor(4096)) {
                    arena.pool(2).allocate(4096);
                }
                arena.pool(2).allocate(4096);
            }
            assertThatThrownBy(() -> new Opened(arena, vigil, rank, 1000, 1, 2, 3, 0))
                    .isInstanceOfSatisfying(TuttiException.class, e -> {
                        assertThat(e.code()).isEqualTo(ErrorCode.POOL_FULL);
                        assertThat(e.culprit()).isEqualTo(2);
                    })
                    .hasMessageContaining("rank 2 has no memory to open lane 1000: the pool of this rank is used up");
        });
    }

    /** There is room for the lane itself, and none for the page of the directory that would name it. */
    @Test
    void shouldSayOnAllRanksWhoseDirectoryCannotGrow() throws Exception {
        CheckedRanks.runOnArenas(geometry(Mode.DEDICATED, 1 << 20), 1, (arena, rank) -> {
            CheckedRanks.join(arena, rank);
            Vigil vigil = new Vigil(arena, rank);
            if (rank == 3) {
                Pool pool = arena.pool(3);
                for (int i = 1; i < ArenaLayout.LANES; i++) {
                    arena.directory(3).publish(-i, 0, 0, 0);
                }
                Geometry world = arena.geometry();
                long least = new LaneLayout(world.forLane(2, world.leastRingBytes(2))).bytes();
                long lane = pool.allocate(least);
                assertThatThrownBy(() -> {
                            while (true) {
                                pool.allocate(ArenaLayout.PAGE);
                            }
                        })
                        .hasMessageContaining("wanted=4096");
                pool.release(lane, least);
            }
            if (rank != 0 && rank != 2) {
                assertThatThrownBy(() -> new Opened(arena, vigil, rank, 1000, 3, 1))
                        .isInstanceOfSatisfying(TuttiException.class, e -> {
                            assertThat(e.code()).isEqualTo(ErrorCode.POOL_FULL);
                            assertThat(e.culprit()).isEqualTo(3);
                        })
                        .hasMessageContaining(
                                "rank 3 has no memory to open lane 1000: the pool of this rank is used up: rank=3")
                        .hasMessageContaining("wanted=4096");
            }
        });
    }

    @Test
    void shouldFindMoreLanesThanARowHasEntriesFor() throws Exception {
        Geometry geometry = new Geometry(2, Mode.DEDICATED, 64, 2, 1024, 1024, 16384, 2, 1, 50, 32 << 20);
        CheckedRanks.runOnArenas(geometry, 1, (arena, rank) -> {
            CheckedRanks.join(arena, rank);
            Vigil vigil = new Vigil(arena, rank);
            List<Opened> opened = new ArrayList<>();
            for (int i = 0; i < ArenaLayout.LANES + ArenaLayout.MORE_LANES + 5; i++) {
                opened.add(new Opened(arena, vigil, rank, 1000 + i, 0, 1));
            }
            opened.forEach(lane -> lane.use(1));
            opened.forEach(Opened::close);
        });
    }
}
