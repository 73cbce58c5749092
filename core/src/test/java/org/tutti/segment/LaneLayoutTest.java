package org.tutti.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.tutti.memory.WaitStrategy.Mode;

class LaneLayoutTest {
    private static final int RANKS = 4;
    private static final long RING = 1 << 20;

    /** The usual sizes, the ends of the legal ranges, with trees and without. */
    static final List<Geometry> GEOMETRIES = Stream.of(64, 128, 4096)
            .flatMap(unit -> Stream.of(2, 8, 64)
                    .flatMap(slots -> Stream.of(1, 16).map(flatRanks -> geometry(unit, slots, flatRanks))))
            .toList();

    private static Geometry geometry(int unitBytes, int slots, int flatRanks) {
        return new Geometry(RANKS, Mode.DEDICATED, unitBytes, slots, 8192, 8192, RING, flatRanks, 4, 50, 1L << 30);
    }

    /** In the order of the drawing, without a gap. */
    @ParameterizedTest
    @FieldSource("GEOMETRIES")
    void shouldLieAsItIsDrawn(Geometry geometry) {
        LaneLayout layout = new LaneLayout(geometry);
        int unit = geometry.unitBytes();
        int slots = geometry.slots();
        assertThat(List.of(
                        layout.staged, layout.folded, layout.consumed, layout.sleeping, layout.name, layout.arrival(0)))
                .containsExactly(0L, 1L * unit, 2L * unit, 3L * unit, 4L * unit, 5L * unit);
        long units = 5L + slots;
        if (geometry.hasTrees()) {
            assertThat(layout.fanIn(0)).isEqualTo(units * unit);
            assertThat(layout.fanOut(0)).isEqualTo((units + slots) * unit);
            units += 2L * slots;
        }
        assertThat(layout.payload(layout.place(0, 0, 1))).isEqualTo(units * unit);
        assertThat(layout.payload(0)).isEqualTo(units * unit + 1024L * slots);
    }

    /** Each word that others poll is alone on its unit, and none lies where slots or the ring do. */
    @ParameterizedTest
    @FieldSource("GEOMETRIES")
    void shouldGiveEachWordAUnitOfItsOwn(Geometry geometry) {
        LaneLayout layout = new LaneLayout(geometry);
        List<Long> units = new ArrayList<>();
        units.addAll(List.of(layout.staged, layout.folded, layout.consumed, layout.sleeping, layout.name));
        for (long sequence = 0; sequence < geometry.slots(); sequence++) {
            units.add(layout.arrival(sequence));
            if (geometry.hasTrees()) {
                units.add(layout.fanIn(sequence));
                units.add(layout.fanOut(sequence));
            }
        }
        long payload = layout.payload(layout.place(0, 0, 1));
        assertThat(units)
                .doesNotHaveDuplicates()
                .allMatch(offset -> offset % geometry.unitBytes() == 0)
                .allMatch(offset -> offset + geometry.unitBytes() <= payload);
    }

    @ParameterizedTest
    @FieldSource("GEOMETRIES")
    void shouldKeepTheInlinePayloadWithinItsUnit(Geometry geometry) {
        assertThat(LaneLayout.INLINE + LaneLayout.inlineBytes(geometry)).isEqualTo(geometry.unitBytes());
    }

    @ParameterizedTest
    @FieldSource("GEOMETRIES")
    void shouldGiveEachOperationInFlightASlotBelowTheRing(Geometry geometry) {
        LaneLayout layout = new LaneLayout(geometry);
        List<Long> slots = new ArrayList<>();
        for (long sequence = 1; sequence <= geometry.slots(); sequence++) {
            long place = layout.place(sequence, 12345, 1024);
            assertThat(place).isNegative().isGreaterThanOrEqualTo(-geometry.slots() * 1024L);
            slots.add(place);
        }
        assertThat(slots).doesNotHaveDuplicates().allMatch(place -> place % 1024 == 0);
        assertThat(layout.place(1, 0, 1025)).isNotNegative();
    }

    @ParameterizedTest
    @FieldSource("GEOMETRIES")
    void shouldNeverWrapAPieceOfTheRing(Geometry geometry) {
        LaneLayout layout = new LaneLayout(geometry);
        for (long position = 0; position < 3 * RING; position += 4099) {
            for (long bytes : new long[] {1, 128, 5000, 65536, 98304}) {
                long start = layout.fit(position, bytes);
                assertThat(start).isGreaterThanOrEqualTo(position);
                assertThat(start % LaneLayout.ALIGNMENT).isZero();
                assertThat(start / RING).isEqualTo((start + bytes - 1) / RING);
                assertThat(layout.payload(start + bytes - 1) - layout.payload(start))
                        .isEqualTo(bytes - 1);
            }
        }
    }

    @ParameterizedTest
    @FieldSource("GEOMETRIES")
    void shouldFitIntoItsBytesWithEveryColour(Geometry geometry) {
        LaneLayout layout = new LaneLayout(geometry);
        long last = layout.colour(15) + layout.payload(RING - 1);
        assertThat(last).isLessThan(layout.bytes());
        assertThat(layout.colour(0)).isZero();
        assertThat(layout.colour(1)).isEqualTo(geometry.unitBytes());
    }

    /** A communicator of 8 ranks, which coll/sm gave more than a megabyte. */
    @Test
    void shouldNeedLittleControlMemory() {
        Geometry usual = new Geometry(8, Mode.DEDICATED, 128, 8, 8192, 65536, RING, 16, 4, 50, 1L << 30);
        LaneLayout layout = new LaneLayout(usual);
        long controlBytes = layout.payload(layout.place(0, 0, 1));
        assertThat(8 * controlBytes).isLessThanOrEqualTo(16 << 10);
    }

    @ParameterizedTest
    @FieldSource("GEOMETRIES")
    void shouldReadBackAGeometry(Geometry geometry) {
        assertThat(geometry.toWords()).hasSize(Geometry.WORDS);
        assertThat(Geometry.ofWords(geometry.toWords())).isEqualTo(geometry);
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

    @Test
    void shouldHoldSixteenMessagesOrTwoForEachSlot() {
        assertThat(Geometry.leastMessages(2)).isEqualTo(16);
        assertThat(Geometry.leastMessages(8)).isEqualTo(16);
        assertThat(Geometry.leastMessages(64)).isEqualTo(128);
    }

    /** Pieces that are far apart still begin where a line begins. */
    @Test
    void shouldLeaveGapsOfWholeLines() {
        for (int ranks = 2; ranks <= 200; ranks++) {
            for (long ring = 1 << 14; ring <= RING; ring *= 2) {
                Geometry geometry = new Geometry(ranks, Mode.DEDICATED, 128, 8, 1024, 64, ring, 1, 4, 50, 1L << 30);
                assertThat(LaneLayout.gapBytes(geometry) % 128)
                        .as(ranks + " ranks, ring of " + ring)
                        .isZero();
            }
        }
    }

    @Test
    void shouldMakeDoWithSmallRingsForFewRanks() {
        assertThat(geometry(128, 2, 1).leastRingBytes(2)).isEqualTo(16 << 10);
        assertThat(geometry(128, 64, 1).leastRingBytes(16)).isEqualTo(128 << 10);
        assertThat(geometry(128, 64, 1).leastRingBytes(17)).isEqualTo(256 << 10);
    }
}
