package org.tutti.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.AccessFlag;
import java.lang.reflect.Array;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Copies of all types and lengths, the short ones and the long ones: every element, and nothing beside them. */
class MappedWordsTest {
    private static final byte NOISE = 0x55;

    @ParameterizedTest
    @EnumSource
    void shouldCopyEveryElementAndNothingElse(ElementType type) {
        Random random = new Random(1);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(4096, 128);
            MappedWords words = MappedWords.of(memory, null);
            for (int count : new int[] {0, 1, 2, 7, 8, 15, 16, 17, 18, 31, 32, 33, 100}) {
                for (int index : new int[] {0, 1, 5}) {
                    memory.fill(NOISE);
                    Object array = type.newArray(count + 10);
                    for (int i = 0; i < count + 10; i++) {
                        setAny(array, i, type, random);
                    }
                    words.copyIn(type, array, index, 128, count);
                    assertThat(memory.get(ValueLayout.JAVA_BYTE, 127)).isEqualTo(NOISE);
                    assertThat(memory.get(ValueLayout.JAVA_BYTE, 128 + type.bytes(count)))
                            .isEqualTo(NOISE);
                    Object back = type.newArray(count + 10);
                    words.copyOut(type, 128, back, 10 - index, count);
                    for (int i = 0; i < count + 10; i++) {
                        boolean inside = i >= 10 - index && i < 10 - index + count;
                        Object expected =
                                inside ? Array.get(array, i - (10 - index) + index) : Array.get(type.newArray(1), 0);
                        assertThat(Array.get(back, i)).isEqualTo(expected);
                    }
                }
            }
        }
    }

    /** What one side passes in an array another may want in a segment: both lie in the mapping as they do in memory, as words and else. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BOOLEAN")
    void shouldLayArraysAndSegmentsAlike(ElementType type) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(512, 128);
            MappedWords words = MappedWords.of(memory, null);
            int most = type.count(64);
            MemorySegment bytes = arena.allocate(64, 8);
            for (int i = 0; i < 64; i++) {
                bytes.set(ValueLayout.JAVA_BYTE, i, (byte) (i + 1));
            }
            Object array = type.newArray(most);
            Buffers.copy(type, bytes, 0, array, 0, most);
            for (int count = 1; count < most; count++) {
                for (long offset : new long[] {128, 129, 132}) {
                    MemorySegment expected = bytes.asSlice(type.bytes(1), type.bytes(count));
                    for (Object from : new Object[] {array, bytes}) {
                        memory.fill(NOISE);
                        words.copyIn(type, from, 1, offset, count);
                        assertThat(memory.asSlice(offset, type.bytes(count)).mismatch(expected))
                                .isEqualTo(-1);
                        assertThat(memory.get(ValueLayout.JAVA_BYTE, offset - 1))
                                .isEqualTo(NOISE);
                        assertThat(memory.get(ValueLayout.JAVA_BYTE, offset + type.bytes(count)))
                                .isEqualTo(NOISE);
                    }
                    Object toArray = type.newArray(count + 1);
                    words.copyOut(type, offset, toArray, 1, count);
                    MemorySegment toSegment = arena.allocate(64);
                    words.copyOut(type, offset, toSegment, 1, count);
                    MemorySegment read = arena.allocate(64);
                    Buffers.copy(type, toArray, 1, read, 1, count);
                    assertThat(read.mismatch(toSegment)).isEqualTo(-1);
                    assertThat(toSegment
                                    .asSlice(type.bytes(1), type.bytes(count))
                                    .mismatch(expected))
                            .isEqualTo(-1);
                }
            }
        }
    }

    /** Each access has the mode that its name promises; nothing that runs on every processor would tell. */
    @ParameterizedTest
    @CsvSource({
        "getPlain, get",
        "setPlain, set",
        "getAcquire, getAcquire",
        "setRelease, setRelease",
        "compareAndSet, compareAndSet",
        "fullFence, fullFence"
    })
    void shouldAccessInTheModeOfItsName(String method, String mode) throws IOException {
        try (InputStream file = MappedWords.class.getResourceAsStream("MappedWords.class")) {
            List<String> modes = ClassFile.of().parse(file.readAllBytes()).methods().stream()
                    .filter(candidate -> candidate.methodName().equalsString(method))
                    .flatMap(found -> found.code().orElseThrow().elementStream())
                    .filter(InvokeInstruction.class::isInstance)
                    .map(call -> ((InvokeInstruction) call).name().stringValue())
                    .filter(name -> !name.equals("memory"))
                    .toList();
            assertThat(modes).containsExactly(mode);
        }
    }

    /** The general copy, which they call, is deep: within other code it would be cut off in the middle. */
    @ParameterizedTest
    @ValueSource(strings = {"in", "out"})
    void shouldCopyInCodeThatIsTooLongToBeInlined(String method) throws IOException {
        int mostInlined = 325; // HotSpot's FreqInlineSize
        try (InputStream file = MappedWords.class.getResourceAsStream("ArrayCopy.class")) {
            assertThat(ClassFile.of().parse(file.readAllBytes()).methods())
                    .filteredOn(candidate -> candidate.methodName().equalsString(method)
                            && !candidate.flags().has(AccessFlag.PRIVATE))
                    .singleElement()
                    .satisfies(found -> assertThat(((CodeAttribute) found.code().orElseThrow()).codeLength())
                            .isGreaterThan(mostInlined));
        }
    }

    private static void setAny(Object array, int index, ElementType type, Random random) {
        switch (type) {
            case BYTE -> Array.setByte(array, index, (byte) random.nextInt());
            case SHORT -> Array.setShort(array, index, (short) random.nextInt());
            case CHAR -> Array.setChar(array, index, (char) random.nextInt());
            case INT -> Array.setInt(array, index, random.nextInt());
            case LONG -> Array.setLong(array, index, random.nextLong());
            case FLOAT -> Array.setFloat(array, index, random.nextFloat());
            case DOUBLE -> Array.setDouble(array, index, random.nextDouble());
            case BOOLEAN -> Array.setBoolean(array, index, random.nextBoolean());
        }
    }
}
