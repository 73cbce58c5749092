package org.tutti.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tutti.memory.WaitStrategy.Mode;

class LaneLayoutTest {
    private static final long RING = 1 << 20;

    private final LaneLayout layout = new LaneLayout(new Geometry(4, Mode.DEDICATED, 8192, 65536, RING, 1L << 30));

    /** Each word that others poll is alone on its unit. */
    @Test
    void shouldGiveEachWordAUnitOfItsOwn() {
        List<Long> words = new ArrayList<>();
        for (long sequence = 0; sequence < LaneLayout.ARRIVALS; sequence++) {
            words.add(LaneLayout.arrival(sequence));
        }
        words.addAll(List.of(LaneLayout.STAGED, LaneLayout.FOLDED, LaneLayout.CONSUMED, LaneLayout.SLEEPING));
        assertThat(words).doesNotHaveDuplicates().allMatch(offset -> offset % LaneLayout.UNIT == 0);
        assertThat(layout.payload(-8 * 1024)).isGreaterThanOrEqualTo(LaneLayout.SLEEPING + LaneLayout.UNIT);
    }

    @Test
    void shouldKeepTheInlinePayloadWithinItsUnit() {
        assertThat(LaneLayout.INLINE + LaneLayout.INLINE_BYTES).isEqualTo(LaneLayout.UNIT);
    }

    @Test
    void shouldGiveEachOfEightOperationsASlotBelowTheRing() {
        List<Long> slots = new ArrayList<>();
        for (long sequence = 1; sequence <= LaneLayout.ARRIVALS; sequence++) {
            long place = layout.place(sequence, 12345, 1024);
            assertThat(place).isNegative().isGreaterThanOrEqualTo(-8 * 1024);
            slots.add(place);
        }
        assertThat(slots).doesNotHaveDuplicates().allMatch(place -> place % 1024 == 0);
        assertThat(layout.place(1, 0, 1025)).isNotNegative();
    }

    @Test
    void shouldNeverWrapAPieceOfTheRing() {
        for (long position = 0; position < 3 * RING; position += 4099) {
            for (long bytes : new long[] {1, 128, 5000, 65536, 98304}) {
                long start = layout.fit(position, bytes);
                assertThat(start).isGreaterThanOrEqualTo(position);
                assertThat(start % LaneLayout.UNIT).isZero();
                assertThat(start / RING).isEqualTo((start + bytes - 1) / RING);
                assertThat(layout.payload(start + bytes - 1) - layout.payload(start))
                        .isEqualTo(bytes - 1);
            }
        }
    }

    @Test
    void shouldFitIntoItsBytesWithEveryColour() {
        long last = LaneLayout.colour(15) + layout.payload(RING - 1);
        assertThat(last).isLessThan(layout.bytes());
        assertThat(LaneLayout.colour(0)).isZero();
        assertThat(LaneLayout.colour(1)).isEqualTo(LaneLayout.UNIT);
    }

    @Test
    void shouldKeepTheRowsOfTheDirectoryApart() {
        ArenaLayout arena = new ArenaLayout(8, 1L << 30);
        for (int rank = 0; rank < 8; rank++) {
            long end = ArenaLayout.lane(rank, ArenaLayout.LANES - 1) + ArenaLayout.LANE_BYTES;
            assertThat(end).isLessThanOrEqualTo(ArenaLayout.row(rank + 1));
            assertThat(arena.pool(rank)).isGreaterThanOrEqualTo(ArenaLayout.headerBytes(8));
            assertThat(arena.pool(rank) + arena.poolBytes()).isLessThanOrEqualTo(arena.pool(rank + 1));
        }
        assertThat(arena.pool(7) + arena.poolBytes()).isLessThanOrEqualTo(1L << 30);
    }
}
