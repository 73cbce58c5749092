package org.tutti.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;
import org.tutti.memory.WaitStrategy;

/** What is not part of an operation, on a memory that checks every access: abort record, rows, the last call. */
class RecordProtocolTest {
    private static final int RANKS = 3;
    private static final Geometry GEOMETRY =
            new Geometry(RANKS, WaitStrategy.Mode.DEDICATED, 128, 8, 2048, 1024, 32768, RANKS, 1, 50, 1 << 20);
    private static final List<ErrorCode> CODES = List.of(ErrorCode.BAD_ROOT, ErrorCode.CLOSED, ErrorCode.RANKS_MISSING);
    private static final long LIMIT_NANOS = 10_000_000_000L;

    /** Ranks that end the job at once: one record wins, and whoever sees it reads it whole. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldOrderTheAbortRecord(long seed) throws Exception {
        Set<String> texts = Collections.synchronizedSet(new HashSet<>());
        CheckedRanks.runOnArenas(GEOMETRY, seed, (arena, rank) -> {
            if (rank > 0) {
                arena.abort().write(CODES.get(rank), rank, "because of rank " + rank);
            }
            assertThat(WaitStrategy.until(arena.abort()::isWritten, LIMIT_NANOS))
                    .isTrue();
            int culprit = arena.abort().culprit();
            assertThat(arena.abort().code()).isEqualTo(CODES.get(culprit));
            assertThat(arena.abort().text()).isEqualTo("because of rank " + culprit);
            texts.add(arena.abort().text());
        });
        assertThat(texts).hasSize(1);
    }

    /** Ranks that look at a header while it is filled in see nothing, or all of it. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldOrderTheHeader(long seed) throws Exception {
        ProcessId creator = new ProcessId(7, 8);
        CheckedRanks.runOnArenas(GEOMETRY, seed, (arena, rank) -> {
            if (rank == 0) {
                arena.fillHeader("checked", creator, 42);
            } else if (rank == 1) {
                assertThat(WaitStrategy.until(() -> Arena.creatorIn(arena.words()) != null, LIMIT_NANOS))
                        .isTrue();
                assertThat(Arena.creatorIn(arena.words())).isEqualTo(creator);
            } else {
                assertThat(WaitStrategy.until(() -> geometryIn(arena) != null, LIMIT_NANOS))
                        .isTrue();
                assertThat(geometryIn(arena)).isEqualTo(GEOMETRY);
            }
        });
    }

    /** {@return what the header says, or null while it does not say that it is whole} */
    private static Geometry geometryIn(Arena arena) {
        try {
            return Arena.geometryIn(arena.words(), Path.of("none"));
        } catch (TuttiException e) {
            return null;
        }
    }

    @Test
    void shouldOrderTheRowsOfRanks() throws Exception {
        CheckedRanks.runOnArenas(GEOMETRY, 1, (arena, rank) -> {
            assertThat(arena.claim(rank)).isTrue();
            arena.setProcess(rank, new ProcessId(100 + rank, 200 + rank));
            arena.setState(rank, Arena.State.ACTIVE);
            for (int peer = 0; peer < RANKS; peer++) {
                int other = peer;
                assertThat(WaitStrategy.until(() -> arena.hasJoined(other), LIMIT_NANOS))
                        .isTrue();
                assertThat(arena.process(peer)).isEqualTo(new ProcessId(100 + peer, 200 + peer));
            }
        });
    }

    /** Whoever dies between claiming the record and writing it is named all the same. */
    @Test
    void shouldNameWhoClaimedARecordAndNeverWroteIt() throws Exception {
        CheckedRanks.runOnArenas(GEOMETRY, 1, (arena, rank) -> {
            if (rank == 0) {
                assertThat(arena.words().compareAndSet(ArenaLayout.ABORT_CLAIM, 0, 1 + 2L))
                        .isTrue();
                arena.setState(0, Arena.State.LEFT);
            } else if (rank == 2) {
                WaitStrategy.until(() -> arena.state(0) == Arena.State.LEFT, LIMIT_NANOS);
                assertThat(arena.abort().write(ErrorCode.RANKS_MISSING, 2, "second"))
                        .isFalse();
            }
            assertThat(WaitStrategy.until(arena.abort()::isWritten, LIMIT_NANOS))
                    .isTrue();
            assertThat(arena.abort().culprit()).isOne();
            assertThat(arena.abort().code()).isEqualTo(ErrorCode.RANK_ENDED);
            assertThat(arena.abort().text()).startsWith("rank 1 caused the end of the job");
        });
    }

    /** Who finds a lane by its key finds its place. */
    @Test
    void shouldOrderTheDirectoryOfLanes() throws Exception {
        CheckedRanks.runOnArenas(GEOMETRY, 1, (arena, rank) -> {
            Directory own = arena.directory(rank);
            own.publish(5, 4096L * rank + 4096, 0, 0);
            for (int other = 1; other < 2 * ArenaLayout.LANES; other++) {
                own.publish(100 + other, 1, 0, 0);
            }
            own.publish(6, 4096L * rank + 8192, 0, 0);
            for (int i = 0; i < RANKS; i++) {
                int peer = i;
                assertThat(WaitStrategy.until(() -> arena.lane(peer, 6) != 0, LIMIT_NANOS))
                        .isTrue();
                assertThat(arena.lane(peer, 6)).isEqualTo(4096L * peer + 8192);
                assertThat(arena.lane(peer, 5)).isEqualTo(4096L * peer + 4096);
                assertThat(arena.lane(peer, 7)).isZero();
            }
        });
    }
}
