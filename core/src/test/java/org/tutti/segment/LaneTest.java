package org.tutti.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;
import org.tutti.memory.ElementType;
import org.tutti.memory.WaitStrategy;
import org.tutti.memory.WaitStrategy.Mode;
import org.tutti.spi.Progress;

/** A lane where the job ends, or a rank calls something else. */
class LaneTest {
    private static final long BARRIER = Signature.of(Signature.Kind.BARRIER);

    private static final long LIMIT_NANOS = 10_000_000_000L;

    private static Geometry geometry(int ranks) {
        return new Geometry(ranks, Mode.DEDICATED, 128, 8, 2048, 1024, 32768, ranks, 1, 50, 1 << 20);
    }

    @Test
    void shouldThrowAtTheBeginningAndAtTheEndOnceTheJobHasEnded() throws Exception {
        CheckedRanks.runOnArenas(geometry(1), 1, (arena, rank) -> {
            Lane.prepare(arena, rank, 1);
            Lane lane = Lane.open(arena, rank, 1, "lane", Progress.NONE);
            lane.open(BARRIER, 0);
            lane.complete(0);
            lane.open(BARRIER, 0);
            assertThat(lane.hasFailed()).isFalse();
            arena.abort().write(ErrorCode.RANK_ENDED, 0, "it is over");
            assertThatThrownBy(() -> lane.complete(0)).isInstanceOf(TuttiException.class);
            assertThat(lane.hasFailed()).isTrue();
            assertThatThrownBy(() -> lane.open(BARRIER, 0)).hasMessageContaining("it is over");
        });
    }

    @Test
    void shouldEndAWaitWhenTheJobEnds() throws Exception {
        CheckedRanks.runOnArenas(geometry(2), 1, (arena, rank) -> {
            if (rank == 0) {
                Lane.prepare(arena, rank, 1);
                Lane lane = Lane.open(arena, rank, 1, "lane", Progress.NONE);
                lane.open(BARRIER, 0);
                arena.setState(0, Arena.State.ACTIVE);
                assertThatThrownBy(() -> lane.run(() -> false)).hasMessageContaining("it is over");
            } else {
                WaitStrategy.until(() -> arena.hasJoined(0), LIMIT_NANOS);
                arena.abort().write(ErrorCode.RANK_ENDED, 0, "it is over");
            }
        });
    }

    /** Another call, or the same call after others, is seen where it is waited for, by whoever comes last. */
    @Test
    void shouldThrowWhereAnotherRankHasCalledSomethingElse() throws Exception {
        CheckedRanks.run(geometry(2), 1, lane -> {
            long mine = Signature.of(Signature.Kind.BCAST, ElementType.INT, lane.rank(), 4);
            lane.open(mine, 0);
            lane.arriveAndExpectAll();
            assertThatThrownBy(() -> lane.run(lane::allArrived))
                    .hasMessageContaining("rank 0: bcast(int, 4 bytes, root 0)")
                    .hasMessageContaining("rank 1: bcast(int, 4 bytes, root 1)")
                    .hasMessageContaining("operation 1 of checked");
            assertThat(lane.hasFailed()).isTrue();
        });
    }

    /** However long an operation of many parts takes, it is no wait in vain while others go on by what it does. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void shouldSayThatItGoesOnWheneverItHasPublishedSomething() throws Exception {
        CheckedRanks.runOnArenas(geometry(2), 1, (arena, rank) -> {
            Lane.prepare(arena, rank, 1);
            arena.setState(rank, Arena.State.ACTIVE);
            WaitStrategy.until(() -> arena.hasJoined(1 - rank), LIMIT_NANOS);
            Lane lane = Lane.open(arena, rank, Roster.ofAll(1, "lane", 2), Progress.NONE, new Vigil(arena, rank));
            lane.open(BARRIER, 0);
            lane.team().expectStaged(1 << 20);
            for (int part = 1; part <= 3; part++) {
                long position = 128L * part;
                long before = arena.waitRows().blocked(rank);
                boolean[] hasPublished = {false};
                lane.run(() -> {
                    long blocked = arena.waitRows().blocked(rank);
                    if (!hasPublished[0] && Vigil.waitsForOthers(blocked)) {
                        lane.member().staged(position);
                        hasPublished[0] = true;
                        return false;
                    }
                    return hasPublished[0] && !Vigil.waitsForOthers(blocked);
                });
                assertThat(arena.waitRows().blocked(rank)).isGreaterThan(before);
            }
        });
    }
}
