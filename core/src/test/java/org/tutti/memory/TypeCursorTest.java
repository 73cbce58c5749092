package org.tutti.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The cursor beside a walk through all primitives, one by one. */
class TypeCursorTest {
    private static final int MIDDLE = 4096;
    private static final int BYTES = 2 * MIDDLE;
    private static final byte NOISE = 0x55;

    private final TypeCursor cursor = new TypeCursor();

    /** {@return where the primitives of items lie, whose first one begins in the middle of a buffer} */
    private static List<NaiveType.Primitive> places(NaiveType type, int count) {
        List<NaiveType.Primitive> places = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long at = MIDDLE + i * type.extent();
            type.primitives.forEach(p -> places.add(p.movedBy(at)));
        }
        return places;
    }

    private static boolean fits(List<NaiveType.Primitive> places) {
        return places.stream().allMatch(p -> p.displacement() >= 0 && p.displacement() < BYTES - 8);
    }

    private static boolean overlaps(List<NaiveType.Primitive> places) {
        boolean[] taken = new boolean[BYTES];
        for (NaiveType.Primitive p : places) {
            for (int i = 0; i < p.type().bytes(1); i++) {
                int at = (int) p.displacement() + i;
                if (taken[at]) {
                    return true;
                }
                taken[at] = true;
            }
        }
        return false;
    }

    private static byte[] packed(List<NaiveType.Primitive> places, byte[] buffer) {
        byte[] packed = new byte[(int) bytes(places)];
        int to = 0;
        for (NaiveType.Primitive p : places) {
            int width = (int) p.type().bytes(1);
            System.arraycopy(buffer, (int) p.displacement(), packed, to, width);
            if (p.type() == ElementType.BOOLEAN) {
                packed[to] = (byte) (packed[to] == 0 ? 0 : 1);
            }
            to += width;
        }
        return packed;
    }

    private static long bytes(List<NaiveType.Primitive> places) {
        return places.stream().mapToLong(p -> p.type().bytes(1)).sum();
    }

    /** {@return how many bytes the whole primitives take that fit, from where the packed side is at} */
    private static long whole(List<NaiveType.Primitive> places, long from, long most) {
        long at = 0;
        for (NaiveType.Primitive p : places) {
            long end = at + p.type().bytes(1);
            if (end > from + most) {
                break;
            }
            at = end;
        }
        return at - from;
    }

    /** Packs in pieces that end anywhere, skips some, and unpacks in others; through shared memory and through a segment. */
    @Test
    void shouldPackAndUnpackWhatTheWalkDoes() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] noise = new byte[BYTES];
        random.nextBytes(noise);
        int checked = 0;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(1 << 20, 128);
            for (int i = 0; i < 4_000; i++) {
                NaiveType type = NaiveType.random(random, 1 + i % 3, ElementType.values(), 1);
                int count = random.nextInt(i % 4 == 0 ? 60 : 4);
                List<NaiveType.Primitive> places = places(type, count);
                if (fits(places)) {
                    checked++;
                    String what = "seed " + seed + ", type " + i + ": " + count + " x " + type;
                    Object buffer = MemorySegment.ofArray(noise.clone());
                    Packed side = new Packed(memory, random, random.nextBoolean());
                    checkPack(type.map, count, places, buffer, MIDDLE, noise, side, what);
                    if (!overlaps(places)) {
                        checkUnpack(type.map, count, places, noise, side, what);
                    }
                }
            }
        }
        assertThat(checked).isGreaterThan(1500);
    }

    /** The packed side: shared memory or a segment, with pieces of random lengths. */
    private record Packed(MemorySegment memory, Random random, boolean isShared) {
        private static final int START = 3;

        long pack(TypeCursor cursor, long at, long most) {
            return isShared
                    ? cursor.pack(MappedWords.of(memory, null), START + at, most)
                    : cursor.pack(memory, START + at, most);
        }

        long unpack(TypeCursor cursor, long at, long most) {
            return isShared
                    ? cursor.unpack(MappedWords.of(memory, null), START + at, most)
                    : cursor.unpack(memory, START + at, most);
        }

        byte[] bytes(long from, long length) {
            return memory.asSlice(START + from, length).toArray(ValueLayout.JAVA_BYTE);
        }

        long piece() {
            return random.nextInt(random.nextInt(8) == 0 ? 2000 : 40);
        }
    }

    private void checkPack(
            TypeMap map,
            int count,
            List<NaiveType.Primitive> places,
            Object buffer,
            long offset,
            byte[] content,
            Packed side,
            String what) {
        byte[] expected = packed(places, content);
        side.memory().asSlice(0, expected.length + 64L).fill(NOISE);
        cursor.start(map, count, buffer, offset);
        long at = 0;
        boolean[] skipped = new boolean[expected.length];
        while (at < expected.length) {
            long most = side.piece();
            boolean skips = side.random().nextInt(5) == 0;
            long done = skips ? cursor.skip(most) : side.pack(cursor, at, most);
            assertThat(done).as("%s, at %d, at most %d", what, at, most).isEqualTo(whole(places, at, most));
            java.util.Arrays.fill(skipped, (int) at, (int) (at + done), skips);
            at += done;
        }
        assertThat(cursor.skip(1000)).as(what).isZero();
        assertThat(side.pack(cursor, at, 1000)).as(what).isZero();
        byte[] actual = side.bytes(0, expected.length);
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i]).as("%s, byte %d", what, i).isEqualTo(skipped[i] ? NOISE : expected[i]);
        }
        assertThat(side.bytes(-1, 1)).as(what).containsOnly(NOISE);
        assertThat(side.bytes(expected.length, 16)).as(what).containsOnly(NOISE);
    }

    private void checkUnpack(
            TypeMap map, int count, List<NaiveType.Primitive> places, byte[] noise, Packed side, String what) {
        byte[] content = packed(places, noise);
        MemorySegment.copy(content, 0, side.memory(), ValueLayout.JAVA_BYTE, Packed.START, content.length);
        byte[] received = new byte[BYTES];
        byte[] expected = new byte[BYTES];
        cursor.start(map, count, MemorySegment.ofArray(received), MIDDLE);
        long at = 0;
        while (at < content.length) {
            at += side.unpack(cursor, at, side.piece());
        }
        int from = 0;
        for (NaiveType.Primitive p : places) {
            int width = (int) p.type().bytes(1);
            System.arraycopy(content, from, expected, (int) p.displacement(), width);
            from += width;
        }
        assertThat(received).as(what).isEqualTo(expected);
    }

    /** The same types over arrays: only whole elements. */
    @ParameterizedTest
    @EnumSource
    void shouldWalkArrays(ElementType element) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int width = (int) element.bytes(1);
        byte[] noise = new byte[BYTES];
        random.nextBytes(noise);
        Object array = element.newArray(BYTES / width);
        MemorySegment noisy = MemorySegment.ofArray(noise);
        Buffers.copy(element, noisy, 0, array, 0, BYTES / width);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(1 << 20, 128);
            for (int i = 0; i < 400; i++) {
                NaiveType type = NaiveType.random(random, 1 + i % 3, new ElementType[] {element}, width);
                int count = random.nextInt(4);
                List<NaiveType.Primitive> places = places(type, count);
                if (!fits(places)) {
                    continue;
                }
                String what = "seed " + seed + ", type " + i + ": " + count + " x " + type;
                Packed side = new Packed(memory, random, random.nextBoolean());
                checkPack(type.map, count, places, array, MIDDLE / width, noise, side, what);
                if (overlaps(places)) {
                    continue;
                }
                Object received = element.newArray(BYTES / width);
                byte[] content = packed(places, noise);
                MemorySegment.copy(content, 0, memory, ValueLayout.JAVA_BYTE, Packed.START, content.length);
                cursor.start(type.map, count, received, MIDDLE / width);
                long at = 0;
                while (at < content.length) {
                    at += side.unpack(cursor, at, side.piece());
                }
                byte[] receivedBytes = new byte[BYTES];
                Buffers.copy(element, received, 0, MemorySegment.ofArray(receivedBytes), 0, BYTES / width);
                byte[] expected = new byte[BYTES];
                int from = 0;
                for (NaiveType.Primitive p : places) {
                    System.arraycopy(content, from, expected, (int) p.displacement(), width);
                    from += width;
                }
                assertThat(receivedBytes).as(what).isEqualTo(expected);
            }
        }
    }

    /** Two pieces, for every place of the cut; what does not fit into the first one comes with the second. */
    @Test
    void shouldCutAtEveryByte() {
        NaiveType type = NaiveType.struct(new long[] {1, 3, 2, 20}, new long[] {32, -8, 3, 40}, new NaiveType[] {
                    NaiveType.of(ElementType.DOUBLE),
                    NaiveType.of(ElementType.CHAR),
                    NaiveType.of(ElementType.BYTE),
                    NaiveType.of(ElementType.INT)
                })
                .vector(3, 2, 700);
        byte[] noise = new byte[BYTES];
        new Random(1).nextBytes(noise);
        List<NaiveType.Primitive> places = places(type, 2);
        byte[] expected = packed(places, noise);
        MemorySegment memory = MemorySegment.ofArray(new byte[expected.length]);
        for (int cut = 0; cut <= expected.length; cut++) {
            memory.fill((byte) 0);
            cursor.start(type.map, 2, MemorySegment.ofArray(noise), MIDDLE);
            long first = cursor.pack(memory, 0, cut);
            assertThat(first).isEqualTo(whole(places, 0, cut));
            assertThat(first + cursor.pack(memory, first, Long.MAX_VALUE)).isEqualTo(expected.length);
            assertThat(memory.toArray(ValueLayout.JAVA_BYTE)).isEqualTo(expected);
            cursor.start(type.map, 2, MemorySegment.ofArray(noise), MIDDLE);
            assertThat(cursor.skip(cut)).isEqualTo(first);
            assertThat(cursor.pack(memory, first, Long.MAX_VALUE)).isEqualTo(expected.length - first);
            assertThat(memory.toArray(ValueLayout.JAVA_BYTE)).isEqualTo(expected);
        }
    }

    /** Long blocks, many blocks, and strides of a gigabyte that nobody has memory for. */
    @Test
    void shouldWalkFar() {
        int columns = 300;
        int rows = 5000;
        double[] matrix = new Random(2).doubles((long) rows * columns).toArray();
        TypeMap column =
                TypeMap.of(ElementType.DOUBLE).vector(rows, 1, 8L * columns).resized(0, 8);
        double[] transposed = new double[rows * columns];
        cursor.start(column, columns, matrix, 0);
        assertThat(cursor.pack(MemorySegment.ofArray(transposed), 0, Long.MAX_VALUE))
                .isEqualTo(8L * rows * columns);
        for (int i = 0; i < transposed.length; i++) {
            assertThat(transposed[i]).isEqualTo(matrix[i % rows * columns + i / rows]);
        }
        TypeMap far = TypeMap.of(ElementType.INT).vector(1L << 30, 1, 1L << 30).contiguous(2);
        cursor.start(far, 1, MemorySegment.ofArray(new byte[16]), 4);
        assertThat(cursor.skip((1L << 33) - 4)).isEqualTo((1L << 33) - 4);
        assertThat(cursor.skip(100)).isEqualTo(4);
        TypeMap mixed = TypeMap.struct(new long[] {1, 1}, new long[] {0, 8}, new TypeMap[] {
            TypeMap.of(ElementType.INT), TypeMap.of(ElementType.DOUBLE)
        });
        cursor.start(mixed.contiguous(1L << 30), 1L << 25, MemorySegment.ofArray(new byte[16]), 0);
        assertThat(cursor.skip(12 * ((1L << 55) - 1) + 5)).isEqualTo(12 * ((1L << 55) - 1) + 4);
        assertThat(cursor.skip(100)).isEqualTo(8);
    }

    @Test
    void shouldLetGoOfItsBuffer() {
        cursor.start(TypeMap.of(ElementType.INT), 4, new int[4], 0);
        cursor.end();
        assertThat(cursor.skip(16)).isZero();
        cursor.start(TypeMap.of(ElementType.INT).contiguous(0).resized(0, 4), 4, new int[4], 0);
        assertThat(cursor.skip(16)).isZero();
    }
}
