package org.tutti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Datatypes as programs make them: names, bounds, packing, and what is refused. */
class DatatypeTest {
    private static final Datatype EDGE =
            Datatype.struct(new int[] {1, 1}, new long[] {0, 8}, Datatype.INT, Datatype.DOUBLE);

    private static void refuses(ThrowingCallable call, ErrorCode code, String reason) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        TuttiException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessage(reason + " [" + code + "]");
    }

    private static String numbers(Datatype type) {
        return type.size() + " " + type.lowerBound() + " " + type.extent() + " " + type.trueLowerBound() + " "
                + type.trueExtent() + " " + type.isContiguous();
    }

    @Test
    void shouldHaveTheSizesAndBoundsOfTheStandard() {
        assertThat(numbers(Datatype.DOUBLE)).isEqualTo("8 0 8 0 8 true");
        assertThat(numbers(Datatype.contiguous(3, Datatype.SHORT))).isEqualTo("6 0 6 0 6 true");
        assertThat(numbers(Datatype.contiguous(0, Datatype.SHORT))).isEqualTo("0 0 0 0 0 false");
        assertThat(numbers(Datatype.vector(3, 2, 4, Datatype.INT))).isEqualTo("24 0 40 0 40 false");
        assertThat(numbers(Datatype.vector(3, 2, -4, Datatype.INT))).isEqualTo("24 -32 40 -32 40 false");
        assertThat(numbers(Datatype.hvector(2, 1, 7, Datatype.SHORT))).isEqualTo("4 0 10 0 9 false");
        assertThat(numbers(Datatype.indexed(new int[] {2, 0, 1}, new int[] {3, 90, -1}, Datatype.LONG)))
                .isEqualTo("24 -8 48 -8 48 false");
        assertThat(numbers(Datatype.hindexed(new int[] {1, 1}, new long[] {4, 8}, Datatype.INT)))
                .isEqualTo("8 4 8 4 8 false");
        assertThat(numbers(Datatype.indexedBlock(2, new int[] {0, 2}, Datatype.CHAR)))
                .isEqualTo("8 0 8 0 8 true");
        assertThat(numbers(Datatype.hindexedBlock(1, new long[] {0, 5}, Datatype.BYTE)))
                .isEqualTo("2 0 6 0 6 false");
        assertThat(numbers(EDGE)).isEqualTo("12 0 16 0 16 false");
        // the padding at the end of struct { double; byte; }
        assertThat(numbers(Datatype.struct(new int[] {1, 1}, new long[] {0, 8}, Datatype.DOUBLE, Datatype.BYTE)))
                .isEqualTo("9 0 16 0 9 false");
        Datatype column = Datatype.resized(Datatype.vector(100, 1, 80, Datatype.DOUBLE), 0, 8);
        assertThat(numbers(column)).isEqualTo("800 0 8 0 63368 false");
        // bounds that were set stay in types that are made of this one
        assertThat(numbers(Datatype.contiguous(80, column))).isEqualTo("64000 0 640 0 64000 false");
        assertThat(numbers(Datatype.struct(
                        new int[] {1, 1}, new long[] {8, 100}, Datatype.resized(Datatype.INT, -4, 12), Datatype.BYTE)))
                .isEqualTo("5 4 12 8 93 false");
        assertThat(numbers(column.dup())).isEqualTo(numbers(column));
    }

    @Test
    void shouldHavePairsAsCHasThem() {
        assertThat(numbers(Datatype.FLOAT_INT)).isEqualTo("8 0 8 0 8 false");
        assertThat(numbers(Datatype.DOUBLE_INT)).isEqualTo("12 0 16 0 12 false");
        assertThat(numbers(Datatype.LONG_INT)).isEqualTo("12 0 16 0 12 false");
        assertThat(numbers(Datatype.SHORT_INT)).isEqualTo("6 0 8 0 8 false");
        assertThat(numbers(Datatype.INT_INT)).isEqualTo("8 0 8 0 8 true");
        assertThat(numbers(Datatype.SHORT_SHORT)).isEqualTo("4 0 4 0 4 true");
        assertThat(numbers(Datatype.LONG_LONG)).isEqualTo("16 0 16 0 16 true");
        assertThat(numbers(Datatype.FLOAT_FLOAT)).isEqualTo("8 0 8 0 8 true");
        assertThat(numbers(Datatype.DOUBLE_DOUBLE)).isEqualTo("16 0 16 0 16 true");
        assertThat(numbers(Datatype.FLOAT_COMPLEX)).isEqualTo("8 0 8 0 8 true");
        assertThat(numbers(Datatype.DOUBLE_COMPLEX)).isEqualTo("16 0 16 0 16 true");
    }

    @Test
    void shouldSayWhatItIs() {
        assertThat(Datatype.vector(3, 1, 4, Datatype.contiguous(2, Datatype.INT)))
                .hasToString("vector(3, 1, 4, contiguous(2, INT))");
        assertThat(EDGE.name()).isEqualTo("struct(INT, DOUBLE)");
        assertThat(EDGE.named("edge")).hasToString("edge");
        assertThat(EDGE.named("edge").dup()).hasToString("edge").isNotSameAs(EDGE);
        assertThat(Datatype.INT.dup().basic()).isEqualTo(Datatype.INT.basic());
        assertThat(Datatype.contiguous(3, Datatype.INT).dense()).isEqualTo(Datatype.INT.basic());
        assertThat(Datatype.vector(3, 1, 2, Datatype.INT).dense()).isNull();
        assertThat(EDGE.dense()).isNull();
        Datatype nested = EDGE;
        for (int i = 0; i < 40; i++) {
            nested = Datatype.struct(new int[2], new long[2], nested, nested);
        }
        assertThat(nested.name()).hasSize(203).endsWith("...");
        assertThat(Datatype.resized(Datatype.DOUBLE_INT, 0, 12)).hasToString("resized(DOUBLE_INT, 0, 12)");
    }

    @Test
    void shouldPackAColumnAndUnpackItAsARow() {
        int[] matrix = IntStream.range(0, 12).toArray();
        Datatype column = Datatype.resized(Datatype.vector(3, 1, 4, Datatype.INT), 0, 4);
        byte[] packed = new byte[100];
        assertThat(column.packSize(2)).isEqualTo(24);
        assertThat(column.pack(matrix, 1, 2, packed, 5)).isEqualTo(29);
        int[] rows = new int[8];
        assertThat(Datatype.contiguous(6, Datatype.INT).unpack(packed, 5, rows, 1, 1))
                .isEqualTo(29);
        assertThat(rows).containsExactly(0, 1, 5, 9, 2, 6, 10, 0);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment records = arena.allocate(16 * 4);
            for (int i = 0; i < 4; i++) {
                records.set(ValueLayout.JAVA_INT, 16L * i, i + 1);
                records.set(ValueLayout.JAVA_INT, 16L * i + 4, 77);
                records.set(ValueLayout.JAVA_DOUBLE, 16L * i + 8, i + 0.5);
            }
            MemorySegment out = arena.allocate(37);
            assertThat(EDGE.pack(records, 16, 3, out, 1)).isEqualTo(37);
            assertThat(out.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, 1 + 12 + 4)).isEqualTo(2.5);
            records.fill((byte) 0);
            assertThat(EDGE.unpack(out, 1, records, 0, 3)).isEqualTo(37);
            assertThat(records.get(ValueLayout.JAVA_INT, 32)).isEqualTo(4);
            assertThat(records.get(ValueLayout.JAVA_INT, 36)).as("the gap").isZero();
            assertThat(records.get(ValueLayout.JAVA_DOUBLE, 40)).isEqualTo(3.5);
        }
    }

    @Test
    void shouldPackNothing() {
        byte[] packed = new byte[0];
        assertThat(Datatype.INT.pack(new int[0], 0, 0, packed, 0)).isZero();
        assertThat(Datatype.contiguous(0, EDGE).unpack(packed, 0, new byte[0], 0, 5))
                .isZero();
        Datatype empty = Datatype.struct(new int[0], new long[0]);
        assertThat(numbers(empty)).isEqualTo("0 0 0 0 0 false");
        assertThat(empty.pack(MemorySegment.NULL, 0, 5, packed, 0)).isZero();
    }

    @Test
    void shouldRefuseTypesThatCannotBe() {
        refuses(() -> Datatype.contiguous(-1, Datatype.INT), ErrorCode.NEGATIVE_COUNT, "must be 0 or more: count=-1");
        refuses(
                () -> Datatype.vector(1, -2, 0, Datatype.INT),
                ErrorCode.NEGATIVE_COUNT,
                "must be 0 or more: blockLength=-2");
        refuses(
                () -> Datatype.indexed(new int[] {0, -3}, new int[2], Datatype.INT),
                ErrorCode.NEGATIVE_COUNT,
                "must be 0 or more: blockLengths[1]=-3");
        refuses(() -> Datatype.INT.packSize(-1), ErrorCode.NEGATIVE_COUNT, "must be 0 or more: count=-1");
        refuses(() -> Datatype.hvector(1, 1, 1, null), ErrorCode.BAD_DATATYPE, "must not be null: type=null");
        refuses(
                () -> Datatype.struct(new int[1], new long[1], (Datatype) null),
                ErrorCode.BAD_DATATYPE,
                "must not be null: type=null");
        refuses(
                () -> Datatype.contiguous(1L << 62, Datatype.LONG),
                ErrorCode.BAD_DATATYPE,
                "larger than 2^63 bytes: type=contiguous(4611686018427387904, LONG)");
        refuses(
                () -> Datatype.hindexed(new int[2], new long[3], Datatype.INT),
                ErrorCode.UNEVEN_BLOCKS,
                "each block has one length, one displacement and one type: blockLengths.length=2, displacements.length=3");
        refuses(
                () -> Datatype.struct(new int[2], new long[2], Datatype.INT),
                ErrorCode.UNEVEN_BLOCKS,
                "each block has one length, one displacement and one type: blockLengths.length=2, types.length=1");
        refuses(
                () -> Datatype.indexed(null, new int[2], Datatype.INT),
                ErrorCode.UNEVEN_BLOCKS,
                "must not be null: blockLengths=null");
        refuses(
                () -> Datatype.indexed(new int[2], null, Datatype.INT),
                ErrorCode.UNEVEN_BLOCKS,
                "must not be null: displacements=null");
        refuses(
                () -> Datatype.hindexedBlock(1, null, Datatype.INT),
                ErrorCode.UNEVEN_BLOCKS,
                "must not be null: displacements=null");
        refuses(
                () -> Datatype.struct(new int[1], null, Datatype.INT),
                ErrorCode.UNEVEN_BLOCKS,
                "must not be null: displacements=null");
        refuses(
                () -> Datatype.indexedBlock(-1, new int[0], Datatype.INT),
                ErrorCode.NEGATIVE_COUNT,
                "must be 0 or more: blockLength=-1");
    }

    @Test
    void shouldRefuseBuffersThatDoNotHoldTheItems() {
        byte[] out = new byte[64];
        String fits = "the array's elements are not the datatype's primitives: array=buffer, elements=";
        refuses(
                () -> EDGE.pack(new int[9], 0, 1, out, 0),
                ErrorCode.UNFIT_DATATYPE,
                fits + "int, type=struct(INT, DOUBLE). MemorySegment.ofArray takes every datatype");
        refuses(
                () -> Datatype.INT.pack(new float[9], 0, 1, out, 0),
                ErrorCode.UNFIT_DATATYPE,
                fits + "float, type=INT. MemorySegment.ofArray takes every datatype");
        refuses(
                () -> Datatype.hvector(2, 1, 6, Datatype.INT).pack(new int[9], 0, 1, out, 0),
                ErrorCode.UNFIT_DATATYPE,
                "displacements and extent are not multiples of the array's elements of 4 bytes: array=buffer,"
                        + " type=hvector(2, 1, 6, INT)");
        refuses(
                () -> Datatype.INT.pack(new Integer[9], 0, 1, out, 0),
                ErrorCode.BAD_ARRAY,
                "not an array of a primitive type: buffer=java.lang.Integer[]");
        Datatype row = Datatype.vector(2, 1, 4, Datatype.INT);
        for (long[] bad : new long[][] {{-1, 1}, {4, 1}, {0, 2}, {Long.MAX_VALUE, 1}, {0, 1L << 60}}) {
            assertThatThrownBy(() -> row.pack(new int[8], bad[0], bad[1], out, 0))
                    .as("offset %d, count %d", bad[0], bad[1])
                    .isInstanceOfSatisfying(
                            TuttiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_RANGE))
                    .hasMessageContaining("type=vector(2, 1, 4, INT)");
        }
        assertThat(row.pack(new int[8], 3, 1, out, 0)).isEqualTo(8);
        refuses(
                () -> Datatype.INT.pack(MemorySegment.ofArray(new byte[7]), 4, 1, out, 0),
                ErrorCode.BAD_RANGE,
                "the items do not lie within the buffer: buffer=buffer, offset=4 bytes, count=1, type=INT,"
                        + " trueLowerBound=0, trueExtent=4, extent=4, byteSize=7");
        refuses(
                () -> Datatype.INT.pack(new int[2], 0, 2, new byte[8], 1),
                ErrorCode.BAD_RANGE,
                "the packed items do not lie within the segment: segment=out, position=1, packSize=8, byteSize=8");
        refuses(
                () -> Datatype.INT.unpack(new byte[8], -1, new int[2], 0, 1),
                ErrorCode.BAD_RANGE,
                "the packed items do not lie within the segment: segment=in, position=-1, packSize=4, byteSize=8");
        refuses(
                () -> Datatype.INT.pack(new int[2], 0, 1, (byte[]) null, 0),
                ErrorCode.BAD_SEGMENT,
                "must not be null: out=null");
        MemorySegment readOnly = MemorySegment.ofArray(new byte[16]).asReadOnly();
        refuses(
                () -> Datatype.INT.unpack(out, 0, readOnly, 0, 1),
                ErrorCode.BAD_SEGMENT,
                "the segment is read-only, but would receive: segment=buffer");
        assertThat(Datatype.INT.pack(readOnly, 0, 1, out, 0)).isEqualTo(4);
    }

    @Test
    void shouldReceiveIntoNoPlaceTwice() {
        byte[] in = new byte[64];
        MemorySegment buffer = MemorySegment.ofArray(new byte[64]);
        Datatype dense = Datatype.resized(Datatype.INT, 0, 2);
        assertThat(dense.unpack(in, 0, buffer, 0, 1)).isEqualTo(4);
        assertThat(dense.pack(buffer, 0, 2, in, 0)).isEqualTo(8);
        refuses(
                () -> dense.unpack(in, 0, buffer, 0, 2),
                ErrorCode.OVERLAPPING_TYPE,
                "some primitives lie where others do, so nothing can be received: buffer, count=2, type=resized(INT, 0,"
                        + " 2), extent=2, trueExtent=4");
        Datatype twice = Datatype.indexedBlock(2, new int[] {0, 1}, Datatype.INT);
        assertThatThrownBy(() -> twice.unpack(in, 0, buffer, 0, 1)).hasMessageContaining("lie where others do");
        Datatype column = Datatype.resized(Datatype.vector(2, 1, 8, Datatype.INT), 0, 4);
        assertThat(column.unpack(in, 0, buffer, 0, 8)).isEqualTo(64);
    }
}
