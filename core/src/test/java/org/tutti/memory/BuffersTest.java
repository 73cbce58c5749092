package org.tutti.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Copies between arrays, segments on the heap and off it, and mapped memory: every element, and nothing beside them. */
class BuffersTest {
    private static final int COUNT = 40;
    private static final int SHIFT = 3;

    private static Object random(ElementType type) {
        Random random = new Random(type.name().hashCode());
        Object array = type.newArray(COUNT);
        for (int i = 0; i < COUNT; i++) {
            switch (type) {
                case BYTE -> Array.setByte(array, i, (byte) random.nextInt());
                case SHORT -> Array.setShort(array, i, (short) random.nextInt());
                case CHAR -> Array.setChar(array, i, (char) random.nextInt());
                case INT -> Array.setInt(array, i, random.nextInt());
                case LONG -> Array.setLong(array, i, random.nextLong());
                case FLOAT -> Array.setFloat(array, i, random.nextFloat());
                case DOUBLE -> Array.setDouble(array, i, random.nextDouble());
                case BOOLEAN -> Array.setBoolean(array, i, random.nextBoolean());
            }
        }
        return array;
    }

    /** Piece by piece from one array to another, at once within an array, whose parts may overlap. */
    @Test
    void shouldCopyLongArrays() {
        int count = (5 << 18) + 3;
        int[] from = new Random(1).ints(count + SHIFT).toArray();
        int[] to = new int[count + SHIFT];
        Buffers.copy(ElementType.INT, from, SHIFT, to, 1, count);
        assertThat(Arrays.equals(from, SHIFT, SHIFT + count, to, 1, 1 + count)).isTrue();
        assertThat(to[0]).isZero();
        assertThat(to[count + 1]).isZero();
        Buffers.copy(ElementType.INT, to, 1, to, 2, count);
        assertThat(Arrays.equals(from, SHIFT, SHIFT + count, to, 2, 2 + count)).isTrue();
    }

    /** As arrays; two segments may be parts of one memory. */
    @Test
    void shouldCopyLongSegments() {
        int count = (5 << 18) + 3;
        int[] from = new Random(1).ints(count).toArray();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(4L * (count + SHIFT));
            Buffers.copy(ElementType.INT, MemorySegment.ofArray(from), 0, memory, 1, count);
            assertThat(Arrays.equals(from, memory.asSlice(4, 4L * count).toArray(ValueLayout.JAVA_INT)))
                    .isTrue();
            assertThat(memory.get(ValueLayout.JAVA_INT, 0)).isZero();
            assertThat(memory.getAtIndex(ValueLayout.JAVA_INT, count + 1)).isZero();
            Buffers.copy(ElementType.INT, memory.asSlice(4), 0, memory.asSlice(8), 0, count);
            assertThat(Arrays.equals(from, memory.asSlice(8, 4L * count).toArray(ValueLayout.JAVA_INT)))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldCopyFromEachKindOfBufferToEach(ElementType type) {
        Object start = random(type);
        try (Arena arena = Arena.ofConfined()) {
            MappedWords words = MappedWords.of(arena.allocate(1024, 128), null);
            for (int count : new int[] {0, 1, 15, 16, 17, COUNT - SHIFT}) {
                Object[] buffers = {
                    type.newArray(COUNT),
                    MemorySegment.ofArray(new byte[8 * COUNT + 1]).asSlice(1),
                    arena.allocate(8L * COUNT),
                    arena.allocate(8L * COUNT + 1).asSlice(1),
                    MemorySegment.ofArray(new long[COUNT]),
                    type.newArray(COUNT)
                };
                Object before = start;
                int index = 0;
                for (Object buffer : buffers) {
                    Buffers.copy(type, before, index, buffer, SHIFT, count);
                    words.copyIn(type, buffer, SHIFT, 128, count);
                    Object other = Buffers.isArray(buffer) ? type.newArray(COUNT) : arena.allocate(8L * COUNT);
                    words.copyOut(type, 128, other, SHIFT, count);
                    before = other;
                    index = SHIFT;
                }
                for (int i = 0; i < COUNT; i++) {
                    boolean inside = i >= SHIFT && i < SHIFT + count;
                    Object expected = inside ? Array.get(start, i - SHIFT) : Array.get(type.newArray(1), 0);
                    assertThat(Array.get(before, i))
                            .as("%s at %d of %d", type, i, count)
                            .isEqualTo(expected);
                }
            }
        }
    }

    /** Truth values of other languages: whatever is not 0. */
    @Test
    void shouldMakeTruthOneOnEveryWay() {
        MemorySegment any = MemorySegment.ofArray(new byte[] {0, 1, 2, -1, (byte) 0x80});
        boolean[] array = new boolean[5];
        Buffers.copy(ElementType.BOOLEAN, any, 0, array, 0, 5);
        assertThat(array).containsExactly(false, true, true, true, true);
        byte[] bytes = new byte[5];
        Buffers.copy(ElementType.BOOLEAN, any, 0, MemorySegment.ofArray(bytes), 0, 5);
        assertThat(bytes).containsExactly(0, 1, 1, 1, 1);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(128, 128);
            MappedWords words = MappedWords.of(memory, null);
            words.copyIn(ElementType.BOOLEAN, any, 0, 0, 5);
            assertThat(memory.asSlice(0, 5).toArray(ValueLayout.JAVA_BYTE)).containsExactly(0, 1, 1, 1, 1);
            memory.set(ValueLayout.JAVA_BYTE, 1, (byte) 7);
            words.copyOut(ElementType.BOOLEAN, 0, MemorySegment.ofArray(bytes), 0, 5);
            assertThat(bytes).containsExactly(0, 1, 1, 1, 1);
        }
    }
}
