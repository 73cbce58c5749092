package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.Array;
import java.util.Arrays;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tutti.Communicator;
import org.tutti.Datatype;
import org.tutti.PersistentRequest;
import org.tutti.Tutti;

/** Blocks of other types and lengths for each pair of ranks, in the three forms of the operation. */
@Timeout(60)
class AlltoallwTest {
    private static final Class<?>[] ELEMENTS = {int.class, double.class, byte.class, long.class, float.class};
    private static final Datatype[] TYPES = {Datatype.INT, Datatype.DOUBLE, Datatype.BYTE, Datatype.LONG, Datatype.FLOAT
    };

    enum Form {
        BLOCKING,
        IN_FLIGHT,
        PERSISTENT
    }

    /** What a rank sends to another one, or has from it: which type and how many follow from who they are. */
    private record Block(int from, int to, int scale) {
        int kind() {
            return (from + 2 * to) % ELEMENTS.length;
        }

        int count() {
            return scale * ((3 * from + to) % 4);
        }

        Object empty() {
            return Array.newInstance(ELEMENTS[kind()], count());
        }

        Object filled(int turn) {
            Object array = empty();
            for (int i = 0; i < count(); i++) {
                byte value = (byte) (from * 31 + to * 17 + i + turn);
                switch (array) {
                    case int[] ints -> ints[i] = value;
                    case double[] doubles -> doubles[i] = value;
                    case byte[] bytes -> bytes[i] = value;
                    case long[] longs -> longs[i] = value;
                    case float[] floats -> floats[i] = value;
                    default -> throw new AssertionError(array);
                }
            }
            return array;
        }
    }

    private static Block[] blocks(Communicator world, boolean sends, int scale) {
        Block[] blocks = new Block[world.size()];
        Arrays.setAll(
                blocks, other -> sends ? new Block(world.rank(), other, scale) : new Block(other, world.rank(), scale));
        return blocks;
    }

    private static Object[] filled(Block[] blocks, int turn) {
        return Arrays.stream(blocks).map(block -> block.filled(turn)).toArray();
    }

    private static MemorySegment segmentOf(Object array) {
        return switch (array) {
            case int[] ints -> MemorySegment.ofArray(ints);
            case double[] doubles -> MemorySegment.ofArray(doubles);
            case byte[] bytes -> MemorySegment.ofArray(bytes);
            case long[] longs -> MemorySegment.ofArray(longs);
            case float[] floats -> MemorySegment.ofArray(floats);
            default -> throw new AssertionError(array);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, BLOCKING", "1, 50, IN_FLIGHT", "1, 1, PERSISTENT",
        "2, 1, BLOCKING", "2, 1, IN_FLIGHT", "2, 1, PERSISTENT",
        "3, 500, BLOCKING", "3, 500, IN_FLIGHT", "3, 500, PERSISTENT",
        "5, 20000, BLOCKING", "5, 20000, IN_FLIGHT", "5, 20000, PERSISTENT"
    })
    void shouldMoveArrays(int ranks, int scale, Form form) {
        Tutti.runThreads(ranks, world -> {
            Object[] sent = filled(blocks(world, true, scale), 0);
            Block[] expected = blocks(world, false, scale);
            Object[] received = Arrays.stream(expected).map(Block::empty).toArray();
            PersistentRequest prepared = form == Form.PERSISTENT ? world.alltoallwInit(sent, received) : null;
            for (int turn = 0; turn < 3; turn++) {
                Object[] now = filled(blocks(world, true, scale), turn);
                for (int i = 0; i < now.length; i++) {
                    System.arraycopy(now[i], 0, sent[i], 0, Array.getLength(now[i]));
                }
                switch (form) {
                    case BLOCKING -> world.alltoallw(sent, received);
                    case IN_FLIGHT -> world.ialltoallw(sent, received).waitFor();
                    case PERSISTENT -> {
                        prepared.start();
                        prepared.waitFor();
                    }
                }
                assertThat(Arrays.deepEquals(received, filled(expected, turn)))
                        .as("turn " + turn)
                        .isTrue();
            }
            if (prepared != null) {
                prepared.free();
            }
        });
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, BLOCKING", "2, 1, BLOCKING", "2, 1, IN_FLIGHT", "2, 1, PERSISTENT",
        "3, 500, BLOCKING", "3, 500, IN_FLIGHT", "3, 500, PERSISTENT", "5, 20000, IN_FLIGHT"
    })
    void shouldMoveSegments(int ranks, int scale, Form form) {
        Tutti.runThreads(ranks, world -> {
            Block[] outgoing = blocks(world, true, scale);
            Block[] incoming = blocks(world, false, scale);
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment[] sent = segments(arena, outgoing);
                MemorySegment[] received = segments(arena, incoming);
                long[] sendCounts =
                        Arrays.stream(outgoing).mapToLong(Block::count).toArray();
                long[] receiveCounts =
                        Arrays.stream(incoming).mapToLong(Block::count).toArray();
                Datatype[] sendTypes = types(outgoing);
                Datatype[] receiveTypes = types(incoming);
                for (int i = 0; i < sent.length; i++) {
                    sent[i].copyFrom(segmentOf(outgoing[i].filled(7)));
                }
                switch (form) {
                    case BLOCKING ->
                        world.alltoallw(sent, sendCounts, sendTypes, received, receiveCounts, receiveTypes);
                    case IN_FLIGHT ->
                        world.ialltoallw(sent, sendCounts, sendTypes, received, receiveCounts, receiveTypes)
                                .waitFor();
                    case PERSISTENT -> {
                        PersistentRequest prepared =
                                world.alltoallwInit(sent, sendCounts, sendTypes, received, receiveCounts, receiveTypes);
                        prepared.start();
                        prepared.waitFor();
                        prepared.free();
                    }
                }
                for (int i = 0; i < received.length; i++) {
                    assertThat(received[i].mismatch(segmentOf(incoming[i].filled(7))))
                            .as("block of rank " + i)
                            .isEqualTo(-1);
                }
            }
        });
    }

    private static MemorySegment[] segments(Arena arena, Block[] blocks) {
        return Arrays.stream(blocks)
                .map(block -> arena.allocate(TYPES[block.kind()].size() * block.count(), 8))
                .toArray(MemorySegment[]::new);
    }

    private static Datatype[] types(Block[] blocks) {
        return Arrays.stream(blocks).map(block -> TYPES[block.kind()]).toArray(Datatype[]::new);
    }
}
