package org.tutti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tutti.Refusals.refuses;

import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.Serializable;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects travel, or are refused by who must not read them; and blocks that do not fit an array are told. */
class ObjectOperationsTest {
    @SuppressWarnings("ArrayRecordComponent")
    private record Point(int x, Colour colour, double[] more) implements Serializable {}

    private enum Colour {
        RED,
        GREEN {
            @Override
            public String toString() {
                return "green";
            }
        }
    }

    /** Neither a record nor of the JDK. */
    private static final class Plain implements Serializable {
        private static final long serialVersionUID = 1L;

        private final int number = 5;

        @Override
        public boolean equals(Object other) {
            return other instanceof Plain plain && plain.number == number;
        }

        @Override
        public int hashCode() {
            return number;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void shouldMoveObjects(int size) {
        Tutti.runThreads(size, world -> {
            int rank = world.rank();
            for (int root = 0; root < size; root++) {
                boolean here = rank == root;
                Map<String, Object> map = new TreeMap<>(Map.of("a", List.of(1, 2L, 'c'), "b", LocalDate.EPOCH));
                assertThat(world.bcastObject(here ? map : null, root)).isEqualTo(map);
                assertThat(world.<String>bcastObject(null, root)).isNull();
                List<String> gathered = world.gatherObjects("x".repeat(1000 * rank), root);
                if (here) {
                    assertThat(gathered).hasSize(size);
                    assertThat(gathered.get(size - 1)).hasSize(1000 * (size - 1));
                } else {
                    assertThat(gathered).isNull();
                }
                BigInteger[] numbers = new BigInteger[size];
                Arrays.setAll(numbers, i -> BigInteger.TWO.pow(100 * i));
                BigInteger mine = world.scatterObjects(here ? List.of(numbers) : null, root);
                assertThat(mine).isEqualTo(numbers[rank]);
            }
            List<Point> points = world.allgatherObjects(new Point(rank, Colour.GREEN, new double[] {rank}));
            for (int i = 0; i < size; i++) {
                assertThat(points.get(i).x).isEqualTo(i);
                assertThat(points.get(i).colour).isSameAs(Colour.GREEN);
                assertThat(points.get(i).more).containsExactly(i);
            }
            assertThat(world.allgatherObjects(new int[][] {{1}, {2, rank}}).get(size - 1)[1])
                    .containsExactly(2, size - 1);
            assertThat(world.<Object>allgatherObjects(null)).hasSize(size).containsOnlyNulls();
        });
    }

    /** What is rejected is told by who reads it, and the ranks go on together. */
    @Test
    void shouldReadNothingThatItsFilterDoesNotAdmit() {
        String text = "an object cannot be read: the serial filter rejects ";
        String cure = "; pass an ObjectCodec that admits it";
        Tutti.runThreads(2, world -> {
            refuses(() -> world.allgatherObjects(new Plain()), ErrorCode.BAD_OBJECT, text + Plain.class + cure);
            refuses(() -> world.allgatherObjects(new Plain[0][0]), ErrorCode.BAD_OBJECT, text + Plain[][].class + cure);
            assertThat(world.allgatherObjects(
                            new Plain(), ObjectCodec.serialization(ObjectInputFilter.Config.createFilter("*"))))
                    .hasSize(2)
                    .containsOnly(new Plain());
            // whoever is undecided does not admit
            ObjectInputFilter undecided = ObjectInputFilter.Config.createFilter("maxdepth=20");
            refuses(
                    () -> world.allgatherObjects(List.of(), ObjectCodec.serialization(undecided)),
                    ErrorCode.BAD_OBJECT,
                    text + "class java.util.CollSer" + cure);
            assertThat(world.allreduce(1, Op.SUM)).isEqualTo(2);
        });
    }

    @Test
    void shouldRefuseWhatClaimsTooMuch() throws Exception {
        byte[] bytes = ObjectCodec.<long[]>serialization().encode(new long[2]);
        int length = bytes.length - 2 * Long.BYTES - Integer.BYTES;
        bytes[length] = 0x7F; // the highest byte of the array's length
        assertThatThrownBy(() -> ObjectCodec.serialization().decode(bytes))
                .isInstanceOf(IOException.class)
                .hasMessage("an array claims " + 0x7F000002 + " elements in " + bytes.length + " bytes");
        Object[] deep = new Object[1];
        for (int i = 0; i < 1100; i++) {
            deep = new Object[] {deep};
        }
        byte[] nested = ObjectCodec.<Object>serialization().encode(deep);
        assertThatThrownBy(() -> ObjectCodec.serialization().decode(nested))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the serial filter rejects depth=1001");
    }

    @Test
    void shouldMoveByACodecOfTheCallers() {
        ObjectCodec<String> codec = new ObjectCodec<>() {
            @Override
            public byte[] encode(String object) {
                return object.getBytes(StandardCharsets.UTF_8);
            }

            @Override
            public String decode(byte[] bytes) throws IOException {
                if (bytes.length == 0) {
                    throw new IOException("nothing");
                }
                return new String(bytes, StandardCharsets.UTF_8);
            }
        };
        Tutti.runThreads(3, world -> {
            assertThat(world.allgatherObjects("r" + world.rank(), codec)).containsExactly("r0", "r1", "r2");
            assertThat(world.bcastObject(world.rank() == 1 ? "one" : "", 1, codec))
                    .isEqualTo("one");
            refuses(
                    () -> world.allgatherObjects("", codec),
                    ErrorCode.BAD_OBJECT,
                    "an object cannot be read: java.io.IOException: nothing");
        });
    }

    /** Before anything is sent: a lone rank is refused, and the others do not notice. */
    @Test
    void shouldRefuseWhatCannotBeSent() {
        Tutti.runThreads(2, world -> {
            String text = "an object cannot be sent: java.io.NotSerializableException: java.lang.Thread";
            if (world.rank() == 1) {
                refuses(() -> world.allgatherObjects(new Thread()), ErrorCode.BAD_OBJECT, text);
                refuses(() -> world.bcastObject(new Thread(), 1), ErrorCode.BAD_OBJECT, text);
                refuses(() -> world.gatherObjects(new Thread(), 0), ErrorCode.BAD_OBJECT, text);
                refuses(() -> world.scatterObjects(List.of(1, new Thread()), 1), ErrorCode.BAD_OBJECT, text);
                refuses(
                        () -> world.scatterObjects(List.of(1), 1),
                        ErrorCode.BAD_BLOCKS,
                        "there must be one for each rank: send.length=1, size=2");
                refuses(
                        () -> world.scatterObjects(null, 1),
                        ErrorCode.BAD_BLOCKS,
                        "there must be one for each rank: send=null, size=2");
            }
            assertThat(world.allreduce(1, Op.SUM)).isEqualTo(2);
        });
    }

    @Test
    void shouldRefuseResultsLargerThanAnArray() {
        String text = "the result has more elements than an array can have: elements=";
        int most = Integer.MAX_VALUE - 8;
        assertThat(BlockOperations.requireFits(most)).isEqualTo(most);
        refuses(() -> BlockOperations.requireFits(most + 1L), ErrorCode.LARGE_RESULT, text + (most + 1L));
        int[] counts = {most, 1};
        refuses(() -> BlockOperations.packed(counts), ErrorCode.LARGE_RESULT, text + (most + 1L));
        assertThat(BlockOperations.packed(new int[] {3, 0, 4})).containsExactly(0, 3, 3);
    }
}
