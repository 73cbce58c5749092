package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tutti.Communicator;
import org.tutti.Datatype;
import org.tutti.Op;
import org.tutti.PersistentRequest;
import org.tutti.memory.ElementType;

/** Scan, exscan and reduceScatter: to the bit what an allreduce among the same ranks gives, in all shapes. */
class ScanTest {
    private static final List<ElementType> TYPES =
            List.of(ElementType.DOUBLE, ElementType.FLOAT, ElementType.LONG, ElementType.BYTE);
    /** Beside the sequence, in a slot, whole, in one fragment and in some. */
    private static final int[] COUNTS = {0, 1, 12, 100, 700, 3_001};

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 9, 16, 17})
    void shouldScanAsAllreduceDoes(int ranks) {
        ThreadRanks.run(ranks, Matrix.Sizes.SMALL.parameters(), world -> {
            for (ElementType type : TYPES) {
                for (Op op : List.of(Op.SUM, Op.MIN)) {
                    for (int count : COUNTS) {
                        checkScans(world, type, op, count);
                    }
                }
            }
        });
    }

    private static void checkScans(Communicator world, ElementType type, Op op, int count) {
        int rank = world.rank();
        Oracle inputs = Oracle.of(world.size(), type, op, count, 5);
        Object upToHere = Oracle.of(rank + 1, type, op, count, 5).expected();
        Object beforeHere = rank == 0
                ? inputs.input(0)
                : Oracle.of(rank, type, op, count, 5).expected();
        Object array = Elements.copy(inputs.input(rank), 0, count);
        world.scan(array, op);
        assertThat(Elements.digest(array)).isEqualTo(Elements.digest(upToHere));
        Object apart = Elements.copy(inputs.input(rank), 0, count);
        world.scan(inputs.input(rank), apart, op);
        assertThat(Elements.digest(apart)).isEqualTo(Elements.digest(upToHere));
        Object exclusive = Elements.copy(inputs.input(rank), 0, count);
        world.exscan(exclusive, op);
        assertThat(Elements.digest(exclusive)).isEqualTo(Elements.digest(beforeHere));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 9, 16})
    void shouldScatterWhatAllreduceGives(int ranks) {
        ThreadRanks.run(ranks, Matrix.Sizes.SMALL.parameters(), world -> {
            for (ElementType type : TYPES) {
                for (int blockCount : COUNTS) {
                    checkBlocks(world, type, blockCount);
                    checkUnevenBlocks(world, type, blockCount);
                }
            }
        });
    }

    private static void checkBlocks(Communicator world, ElementType type, int blockCount) {
        int total = blockCount * world.size();
        Oracle oracle = Oracle.of(world.size(), type, Op.SUM, total, 9);
        Object expected = Elements.copy(oracle.expected(), world.rank() * blockCount, blockCount);
        Object block = type.newArray(blockCount);
        world.reduceScatterBlock(oracle.input(world.rank()), block, Op.SUM);
        assertThat(Elements.digest(block)).isEqualTo(Elements.digest(expected));
        Object array = Elements.copy(oracle.input(world.rank()), 0, total);
        world.reduceScatterBlock(array, array, Op.SUM);
        assertThat(Elements.digest(Elements.copy(array, 0, blockCount))).isEqualTo(Elements.digest(expected));
    }

    /** Rank r's block has r * blockCount / 2 elements, and so rank 0's none. */
    private static void checkUnevenBlocks(Communicator world, ElementType type, int blockCount) {
        int[] counts = new int[world.size()];
        Arrays.setAll(counts, rank -> rank * blockCount / 2);
        int total = Arrays.stream(counts).sum();
        int start = Arrays.stream(counts).limit(world.rank()).sum();
        int own = counts[world.rank()];
        Oracle oracle = Oracle.of(world.size(), type, Op.SUM, total, 13);
        Object expected = Elements.copy(oracle.expected(), start, own);
        Object block = type.newArray(own);
        world.reduceScatter(oracle.input(world.rank()), block, counts, Op.SUM);
        assertThat(Elements.digest(block)).isEqualTo(Elements.digest(expected));
        Object array = Elements.copy(oracle.input(world.rank()), 0, total);
        world.reduceScatter(array, array, counts, Op.SUM);
        assertThat(Elements.digest(Elements.copy(array, 0, own))).isEqualTo(Elements.digest(expected));
        if (type == ElementType.DOUBLE) {
            checkUnevenSegments(world, (double[]) oracle.input(world.rank()), counts, expected);
        }
    }

    /** Apart, in place, by a call that returns at once, by one that is started, and as halves of items with a gap. */
    private static void checkUnevenSegments(Communicator world, double[] input, int[] counts, Object expected) {
        int own = counts[world.rank()];
        double[] block = new double[own];
        world.reduceScatter(
                MemorySegment.ofArray(input), MemorySegment.ofArray(block), counts, Datatype.DOUBLE, Op.SUM);
        assertThat(Elements.digest(block)).isEqualTo(Elements.digest(expected));
        MemorySegment both = MemorySegment.ofArray(input.clone());
        world.ireduceScatter(both, both, counts, Datatype.DOUBLE, Op.SUM).waitFor();
        assertThat(Elements.digest(Arrays.copyOf(both.toArray(ValueLayout.JAVA_DOUBLE), own)))
                .isEqualTo(Elements.digest(expected));
        double[] again = new double[own];
        PersistentRequest request = world.reduceScatterInit(
                MemorySegment.ofArray(input), MemorySegment.ofArray(again), counts, Datatype.DOUBLE, Op.SUM);
        request.start();
        request.waitFor();
        assertThat(Elements.digest(again)).isEqualTo(Elements.digest(expected));
        checkUnevenGaps(world, input, counts, (double[]) expected);
    }

    private static void checkUnevenGaps(Communicator world, double[] input, int[] counts, double[] expected) {
        Datatype spread = Datatype.resized(Datatype.vector(2, 1, 2, Datatype.DOUBLE), 0, 32);
        Op sum = Op.ofDouble("sum", true, Double::sum);
        double[] send = new double[4 * input.length];
        for (int i = 0; i < input.length; i++) {
            send[4 * i] = input[i];
            send[4 * i + 2] = input[i];
        }
        double[] recv = new double[4 * expected.length];
        Arrays.fill(recv, -1);
        world.reduceScatter(MemorySegment.ofArray(send), MemorySegment.ofArray(recv), counts, spread, sum);
        for (int i = 0; i < expected.length; i++) {
            assertThat(Arrays.copyOfRange(recv, 4 * i, 4 * i + 4)).containsExactly(expected[i], -1, expected[i], -1);
        }
    }
}
