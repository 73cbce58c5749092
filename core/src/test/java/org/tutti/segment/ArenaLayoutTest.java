package org.tutti.segment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing of an arena overlaps anything else. */
class ArenaLayoutTest {
    @ParameterizedTest
    @CsvSource({"1", "2", "9", "16", "300", "1024"})
    void shouldKeepTheRowsAndPoolsOfAnArenaApart(int ranks) {
        long arenaBytes = 1L << 30;
        ArenaLayout layout = new ArenaLayout(ranks, arenaBytes);
        assertThat(ArenaLayout.GEOMETRY + (Geometry.WORDS - 1) * Long.BYTES).isLessThan(ArenaLayout.PAGE);
        assertThat(ArenaLayout.ABORT_CLAIM).isGreaterThanOrEqualTo(ArenaLayout.PAGE);
        assertThat(ArenaLayout.ABORT_TEXT + ArenaLayout.ABORT_TEXT_CAPACITY).isLessThanOrEqualTo(ArenaLayout.ROWS);
        assertThat(ArenaLayout.ABORT_TEXT_CAPACITY).isGreaterThan(1000);
        long end = ArenaLayout.ROWS;
        for (int rank = 0; rank < ranks; rank++) {
            assertThat(ArenaLayout.row(rank)).isEqualTo(end);
            assertThat(ArenaLayout.row(rank) % ArenaLayout.UNIT).isZero();
            assertThat(layout.pool(rank) % ArenaLayout.PAGE).isZero();
            assertThat(ArenaLayout.lane(rank, ArenaLayout.LANES - 1) + ArenaLayout.LANE_BYTES)
                    .isLessThanOrEqualTo(end + ArenaLayout.ROW_BYTES);
            end += ArenaLayout.ROW_BYTES;
        }
        assertThat(ArenaLayout.headerBytes(ranks)).isBetween(end, end + ArenaLayout.PAGE);
        end = ArenaLayout.headerBytes(ranks);
        assertThat(layout.pool(0)).isEqualTo(end);
        for (int rank = 0; rank < ranks; rank++) {
            assertThat(layout.pool(rank)).isGreaterThanOrEqualTo(end);
            assertThat(layout.pool(rank) % ArenaLayout.PAGE).isZero();
            end = layout.pool(rank) + layout.poolBytes();
        }
        assertThat(end).isBetween(arenaBytes - (long) ranks * ArenaLayout.PAGE, arenaBytes);
    }

    @Test
    void shouldAlignUpwards() {
        assertThat(ArenaLayout.align(0, 128)).isZero();
        assertThat(ArenaLayout.align(1, 128)).isEqualTo(128);
        assertThat(ArenaLayout.align(128, 128)).isEqualTo(128);
        assertThat(ArenaLayout.align(129, 128)).isEqualTo(256);
    }
}
