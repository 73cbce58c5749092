package org.tutti.coll.sm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tutti.coll.sm.SmDecision.Shape;
import org.tutti.memory.ElementType;
import org.tutti.memory.Operator;
import org.tutti.memory.ReduceKernel;
import org.tutti.memory.UserKernel;
import org.tutti.memory.WaitStrategy.Mode;
import org.tutti.pattern.Slices;
import org.tutti.segment.Geometry;
import org.tutti.segment.LaneLayout;

/** Both sides of each threshold: a message that takes another way arrives as well, only later. */
class SmDecisionTest {
    private static final ReduceKernel BYTES = ReduceKernel.of(Operator.BXOR, ElementType.BYTE);
    private static final ReduceKernel DOUBLES = ReduceKernel.of(Operator.SUM, ElementType.DOUBLE);

    private static SmDecision decision(int onePhaseBytes, int fragmentBytes, int flatRanks) {
        return new SmDecision(geometry(4, onePhaseBytes, fragmentBytes, flatRanks, 2));
    }

    private static Geometry geometry(int ranks, int onePhaseBytes, int fragmentBytes, int flatRanks, int treeDegree) {
        return new Geometry(
                ranks,
                Mode.DEDICATED,
                128,
                8,
                onePhaseBytes,
                fragmentBytes,
                1 << 21,
                flatRanks,
                treeDegree,
                50,
                1L << 30);
    }

    /** Three rows, and the rest of the ring that one of them may leave out, lie in the smallest ring that so many ranks may have. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 16, 17, 31, 33, 63, 64, 65, 127, 128, 129, 512, 1000, 4096})
    void shouldCutRowsThatAlwaysFit(int ranks) {
        for (int slots : new int[] {2, 8, 64}) {
            int least = Geometry.leastMessages(slots);
            long ring =
                    Math.max(64L * Integer.highestOneBit(2 * ranks - 1), 128L * Integer.highestOneBit(2 * least - 1));
            for (long message = 128; message <= ring / least; message *= 2) {
                SmDecision decision = new SmDecision(new Geometry(
                        ranks, Mode.DEDICATED, 128, slots, (int) message, (int) message, ring, 16, 0, 50, 1L << 40));
                for (ReduceKernel kernel : new ReduceKernel[] {BYTES, DOUBLES}) {
                    assertThat(slicedRow(decision, kernel, ranks, 1)).isLessThanOrEqualTo(ring / 4);
                    assertThat(slicedRow(decision, kernel, ranks, ranks)).isLessThanOrEqualTo(ring / 4 + 128);
                    ElementType type = kernel.type();
                    assertThat(ranks * type.bytes(decision.exchangePart(type, ranks)))
                            .isLessThanOrEqualTo(ring / 4);
                }
                assertThat((long) ranks * decision.firstPartBytes(ranks)).isLessThanOrEqualTo(ring / 2);
            }
        }
    }

    /** Where pieces lie apart, three rows with their gaps and what one may leave out lie in the ring as well, whatever its size. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 16, 63, 64, 128, 256, 512, 1000, 4096})
    void shouldLeaveGapsOnlyWhereRowsStillFit(int ranks) {
        boolean anyGap = false;
        for (int slots : new int[] {2, 8, 64}) {
            int least = Geometry.leastMessages(slots);
            long smallest =
                    Math.max(64L * Integer.highestOneBit(2 * ranks - 1), 128L * Integer.highestOneBit(2 * least - 1));
            for (long ring = smallest; ring <= 64 << 20; ring *= 2) {
                int message = (int) Math.min(64 << 10, ring / least);
                Geometry geometry =
                        new Geometry(ranks, Mode.DEDICATED, 128, slots, message, message, ring, 16, 0, 50, 1L << 40);
                int gap = LaneLayout.gapBytes(geometry);
                if (gap > 0) {
                    anyGap = true;
                    assertThat(4 * (longestRow(new SmDecision(geometry), ranks) + gap + LaneLayout.ALIGNMENT))
                            .as("ranks=%d slots=%d ring=%d gap=%d", ranks, slots, ring, gap)
                            .isLessThanOrEqualTo(ring);
                }
            }
        }
        assertThat(anyGap).isTrue();
    }

    private static long longestRow(SmDecision decision, int ranks) {
        ElementType type = DOUBLES.type();
        return LongStream.of(
                        slicedRow(decision, DOUBLES, ranks, 1),
                        slicedRow(decision, DOUBLES, ranks, ranks),
                        slicedRow(decision, BYTES, ranks, ranks),
                        ranks * type.bytes(decision.exchangePart(type, ranks)),
                        (long) ranks * decision.firstPartBytes(ranks))
                .max()
                .orElseThrow();
    }

    /** {@return the bytes of what a rank lays of the largest fragment: what is staged, and the results of the slices} */
    private static long slicedRow(SmDecision decision, ReduceKernel kernel, int ranks, int results) {
        int elements = decision.reductionFragment(kernel);
        int unit = decision.sliceUnit(kernel, results);
        long staged = (long) unit * Math.ceilDiv(elements, unit);
        return kernel.type().bytes(staged) + results * kernel.type().bytes(Slices.largest(elements, ranks, unit));
    }

    @ParameterizedTest
    @CsvSource({
        "8192, 0, INLINE, INLINE",
        "8192, 104, INLINE, INLINE",
        "8192, 105, ONE_PHASE, ONE_PHASE",
        "8192, 4096, ONE_PHASE, ONE_PHASE",
        "8192, 4097, ONE_PHASE, FRAGMENTED",
        "8192, 8192, ONE_PHASE, FRAGMENTED",
        "8192, 8193, FRAGMENTED, FRAGMENTED",
        "1024, 1024, ONE_PHASE, ONE_PHASE",
        "1024, 1025, FRAGMENTED, FRAGMENTED"
    })
    void shouldChooseByTheLengthOfTheMessage(int onePhaseBytes, int bytes, Shape bcast, Shape reduction) {
        SmDecision decision = decision(onePhaseBytes, 65536, 4);
        assertThat(decision.bcast(bytes)).isEqualTo(bcast);
        assertThat(decision.reduce(BYTES, bytes)).isEqualTo(reduction);
        assertThat(decision.allreduce(BYTES, bytes)).isEqualTo(reduction);
        assertThat(decision.barrier()).isEqualTo(Shape.INLINE);
    }

    @ParameterizedTest
    @CsvSource({"104, TREE, INLINE", "105, ONE_PHASE, ONE_PHASE"})
    void shouldTakeATreeForShortMessagesOfManyRanks(int bytes, Shape shape, Shape reduce) {
        SmDecision decision = decision(8192, 65536, 3);
        assertThat(decision.bcast(bytes)).isEqualTo(shape);
        assertThat(decision.allreduce(BYTES, bytes)).isEqualTo(shape);
        assertThat(decision.reduce(BYTES, bytes)).isEqualTo(reduce);
        assertThat(decision.barrier()).isEqualTo(Shape.TREE);
    }

    /** In two levels, unless somebody has chosen the degree of a tree. */
    @ParameterizedTest
    @CsvSource({
        "16, 0, INLINE, INLINE",
        "17, 0, TWO_LEVEL, TWO_LEVEL",
        "17, 16, TREE, TREE",
        "128, 0, TWO_LEVEL, TWO_LEVEL",
        "129, 0, TREE, TWO_LEVEL",
        "512, 0, TREE, TWO_LEVEL",
        "513, 0, TREE, TREE"
    })
    void shouldChooseByTheNumberOfRanks(int ranks, int treeDegree, Shape barrier, Shape allreduce) {
        SmDecision decision = new SmDecision(geometry(ranks, 8192, 65536, 16, treeDegree));
        assertThat(decision.barrier()).isEqualTo(barrier);
        assertThat(decision.allreduce(BYTES, 104)).isEqualTo(allreduce);
        assertThat(decision.allreduce(BYTES, 105)).isEqualTo(Shape.ONE_PHASE);
        assertThat(decision.bcast(104)).isEqualTo(ranks > 16 ? Shape.TREE : Shape.INLINE);
        assertThat(decision.reduce(BYTES, 104)).isEqualTo(Shape.INLINE);
    }

    @ParameterizedTest
    @CsvSource({"65536, 2048, 8192", "16384, 2048, 2048", "1024, 128, 128"})
    void shouldCutBroadcastsShorterThanReductions(int fragmentBytes, int bcast, int reduction) {
        SmDecision decision = decision(8192, fragmentBytes, 4);
        assertThat(decision.bcastFragment(ElementType.DOUBLE)).isEqualTo(bcast);
        assertThat(decision.reductionFragment(DOUBLES)).isEqualTo(reduction);
    }

    /** A ring of 2 MiB holds 16 of the largest items; one that is never cut may be larger. */
    @ParameterizedTest
    @CsvSource({
        "16384, 16384, true",
        "16384, 32768, true",
        "16385, 16385, false",
        "16385, 32770, false",
        "500, 500, true"
    })
    void shouldRefuseItemsOfWhichTheRingHoldsTooFew(int itemElements, int count, boolean taken) {
        SmDecision decision = decision(8192, 65536, 4);
        ReduceKernel items = new UserKernel("items", ElementType.DOUBLE, itemElements, (left, right, n) -> {});
        if (taken) {
            Shape shape = itemElements == 500 ? Shape.ONE_PHASE : Shape.FRAGMENTED;
            assertThat(decision.reduce(items, count)).isEqualTo(shape);
            assertThat(decision.allreduce(items, count)).isEqualTo(shape);
            assertThat(decision.reductionFragment(items) % itemElements).isZero();
        } else {
            assertThatThrownBy(() -> decision.reduce(items, count)).hasMessageContaining("at most 131072");
            assertThatThrownBy(() -> decision.allreduce(items, count)).hasMessageContaining("at most 131072");
        }
    }
}
