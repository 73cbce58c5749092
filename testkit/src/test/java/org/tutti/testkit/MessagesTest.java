package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tutti.Communicator;
import org.tutti.Datatype;
import org.tutti.ErrorClass;
import org.tutti.Request;
import org.tutti.Status;
import org.tutti.Tutti;
import org.tutti.TuttiException;
import org.tutti.memory.ElementType;

/** Messages between two ranks and among several: all lengths, kinds of buffers, modes and errors. */
class MessagesTest {
    static final Map<String, String> SMALL = MessageLimits.TINY.parameters();

    static int[] numbers(int length, int seed) {
        int[] numbers = new int[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = seed + 31 * i;
        }
        return numbers;
    }

    /** Lengths around each limit: beside the head, one piece, several pieces, offered. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 25, 26, 27, 127, 128, 129, 511, 512, 513, 5000, 100_000})
    void shouldSendAndReceiveAllLengths(int length) {
        for (Map<String, String> parameters :
                List.of(Map.<String, String>of(), SMALL, Map.of("memory.nontemporal", "always"))) {
            ThreadRanks.run(3, parameters, world -> {
                int next = (world.rank() + 1) % 3;
                int before = (world.rank() + 2) % 3;
                for (int round = 0; round < 20; round++) {
                    int[] received = new int[length];
                    Request receive = round % 2 == 0 ? world.irecv(received, before, round) : null;
                    Request send = world.isend(numbers(length, world.rank() + round), next, round);
                    Status status = receive != null ? receive.waitFor() : world.recv(received, before, round);
                    send.waitFor();
                    assertThat(received).isEqualTo(numbers(length, before + round));
                    assertThat(status.source()).isEqualTo(before);
                    assertThat(status.tag()).isEqualTo(round);
                    assertThat(status.count(Datatype.INT)).isEqualTo(length);
                }
            });
        }
    }

    @ParameterizedTest
    @EnumSource(ElementType.class)
    void shouldSendAllTypes(ElementType type) {
        ThreadRanks.run(2, SMALL, world -> {
            for (int length : new int[] {1, 10, 300, 3000}) {
                Object array = type.newArray(length + 2);
                if (world.rank() == 0) {
                    for (int i = 0; i < length + 2; i++) {
                        set(array, i);
                    }
                    world.send(array, 1, length, 1, 7);
                } else {
                    world.recv(array, 1, length, 0, 7);
                    Object expected = type.newArray(length + 2);
                    for (int i = 1; i <= length; i++) {
                        set(expected, i);
                    }
                    assertThat(array).isEqualTo(expected);
                }
            }
        });
    }

    private static void set(Object array, int i) {
        switch (array) {
            case byte[] bytes -> bytes[i] = (byte) (i + 1);
            case short[] shorts -> shorts[i] = (short) (i + 1);
            case char[] chars -> chars[i] = (char) (i + 1);
            case boolean[] truths -> truths[i] = i % 3 == 0;
            case int[] ints -> ints[i] = i + 1;
            case long[] longs -> longs[i] = i + 1L;
            case float[] floats -> floats[i] = i + 1;
            default -> Array.setDouble(array, i, i + 1);
        }
    }

    /** Memory that others can read and memory that they cannot, at either side. */
    @ParameterizedTest
    @ValueSource(ints = {2, 4, 1000, 3072, 3073, 4096, 4097, 30_000, 400_000})
    void shouldSendFromAndToAllKindsOfMemory(int length) {
        ThreadRanks.run(2, world -> {
            for (int kinds = 0; kinds < 9; kinds++) {
                MemorySegment memory = memory(world, world.rank() == 0 ? kinds / 3 : kinds % 3, length);
                if (world.rank() == 0) {
                    MemorySegment.copy(numbers(length, kinds), 0, memory, ValueLayout.JAVA_INT, 0, length);
                    world.send(memory, length, Datatype.INT, 1, kinds);
                    memory.fill((byte) 0);
                } else {
                    Status status = world.recv(memory, length, Datatype.INT, 0, kinds);
                    assertThat(memory.toArray(ValueLayout.JAVA_INT)).isEqualTo(numbers(length, kinds));
                    assertThat(status.count(Datatype.INT)).isEqualTo(length);
                }
                world.barrier();
            }
        });
    }

    private static MemorySegment memory(Communicator world, int kind, int length) {
        return switch (kind) {
            case 0 -> MemorySegment.ofArray(new int[length]);
            case 1 -> Arena.ofAuto().allocate(ValueLayout.JAVA_INT, length);
            default -> world.allocate(Datatype.INT, length);
        };
    }

    @Test
    void shouldSendColumnsAndRecords() {
        Datatype column = Datatype.vector(50, 1, 40, Datatype.DOUBLE);
        Datatype edge = Datatype.struct(new int[] {1, 1}, new long[] {0, 8}, Datatype.INT, Datatype.DOUBLE);
        ThreadRanks.run(2, SMALL, world -> {
            double[] matrix = new double[50 * 40];
            MemorySegment segment = MemorySegment.ofArray(matrix);
            MemorySegment edges = Arena.ofAuto().allocate(16L * 200, 8);
            if (world.rank() == 0) {
                for (int i = 0; i < matrix.length; i++) {
                    matrix[i] = i;
                }
                world.send(segment, 1, column, 1, 0);
                for (int i = 0; i < 200; i++) {
                    edges.set(ValueLayout.JAVA_INT, 16L * i, i);
                    edges.set(ValueLayout.JAVA_DOUBLE, 16L * i + 8, i / 2.0);
                }
                world.send(edges, 3, edge, 1, 1);
                world.send(edges, 200, edge, 1, 1);
                world.send(edges, 5, edge, 1, 2);
            } else {
                double[] row = new double[50];
                world.recv(row, 0, 0);
                for (int i = 0; i < 50; i++) {
                    assertThat(row[i]).isEqualTo(40.0 * i);
                }
                for (int count : new int[] {3, 200}) {
                    Status status = world.recv(edges, 200, edge, 0, 1);
                    assertThat(status.count(edge)).isEqualTo(count);
                    assertThat(status.elements(edge)).isEqualTo(2L * count);
                    assertThat(edges.get(ValueLayout.JAVA_DOUBLE, 16L * (count - 1) + 8))
                            .isEqualTo((count - 1) / 2.0);
                }
                byte[] bytes = new byte[60];
                assertThatThrownBy(() -> world.recv(bytes, 0, 2)).isInstanceOf(TuttiException.class);
                assertThat(world.recv(edges, 200, edge, 0, 2).count(edge)).isEqualTo(5);
            }
        });
    }

    @Test
    void shouldKeepTheOrderOfWildcardsAndTags() {
        ThreadRanks.run(3, SMALL, world -> {
            if (world.rank() > 0) {
                for (int i = 0; i < 50; i++) {
                    world.send(new int[] {i}, 0, i % 3);
                }
            } else {
                int[] next = new int[3];
                int[] value = new int[1];
                for (int i = 0; i < 30; i++) {
                    Status status = world.recv(value, Tutti.ANY_SOURCE, Tutti.ANY_TAG);
                    assertThat(value[0]).isEqualTo(next[status.source()]++);
                    assertThat(status.tag()).isEqualTo(value[0] % 3);
                }
                for (int source = 1; source < 3; source++) {
                    for (int tag = 2; tag >= 0; tag--) {
                        for (int i = next[source]; i < 50; i++) {
                            if (i % 3 == tag) {
                                world.recv(value, source, tag);
                                assertThat(value[0]).isEqualTo(i);
                            }
                        }
                    }
                }
                assertThat(world.iprobe(Tutti.ANY_SOURCE, Tutti.ANY_TAG)).isNull();
            }
        });
    }

    @Test
    void shouldGiveAMessageToTheEarliestReceiveThatWantsIt() {
        ThreadRanks.run(2, world -> {
            if (world.rank() == 0) {
                int[][] received = new int[4][1];
                Request[] requests = {
                    world.irecv(received[0], Tutti.ANY_SOURCE, 5),
                    world.irecv(received[1], 1, Tutti.ANY_TAG),
                    world.irecv(received[2], 1, 5),
                    world.irecv(received[3], Tutti.ANY_SOURCE, Tutti.ANY_TAG)
                };
                world.barrier();
                Status[] all = Request.waitAll(requests);
                assertThat(received).isDeepEqualTo(new int[][] {{10}, {11}, {12}, {13}});
                assertThat(all[3].tag()).isEqualTo(8);
            } else {
                world.barrier();
                world.send(new int[] {10}, 0, 5);
                world.send(new int[] {11}, 0, 5);
                world.send(new int[] {12}, 0, 5);
                world.send(new int[] {13}, 0, 8);
            }
        });
    }

    /** Both send before they receive, more than there is room for. */
    @Test
    void shouldNotWaitForEachOtherWhereMessagesAreMany() {
        ThreadRanks.run(2, SMALL, world -> {
            int peer = 1 - world.rank();
            for (int i = 0; i < 500; i++) {
                world.send(numbers(i, i), peer, i);
            }
            for (int i = 499; i >= 0; i--) {
                int[] received = new int[500];
                assertThat(world.recv(received, peer, i).count(Datatype.INT)).isEqualTo(i);
                assertThat(Arrays.copyOf(received, i)).isEqualTo(numbers(i, i));
            }
        });
    }

    @Test
    void shouldTellBothSidesOfAMessageThatIsTooLongAndKeepIt() {
        for (int length : new int[] {10, 400, 3000}) {
            ThreadRanks.run(2, SMALL, world -> {
                if (world.rank() == 0) {
                    world.barrier();
                    world.send(numbers(length, 1), 1, 9);
                } else {
                    Request posted = world.irecv(new int[5], 0, 9);
                    world.barrier();
                    assertThatThrownBy(posted::waitFor)
                            .isInstanceOfSatisfying(
                                    TuttiException.class,
                                    e -> assertThat(e.errorClass()).isEqualTo(ErrorClass.TRUNCATE))
                            .hasMessageContaining("rank 0 sent int, " + 4 * length + " bytes with tag 9")
                            .hasMessageContaining("rank 1 receives int, 20 bytes");
                    assertThatThrownBy(() -> world.recv(new int[5], 0, 9)).hasMessageContaining("longer");
                    assertThatThrownBy(() -> world.recv(new float[length], 0, 9))
                            .isInstanceOfSatisfying(
                                    TuttiException.class,
                                    e -> assertThat(e.errorClass()).isEqualTo(ErrorClass.TYPE));
                    int[] received = new int[length];
                    world.recv(received, 0, 9);
                    assertThat(received).isEqualTo(numbers(length, 1));
                }
            });
        }
    }

    @Test
    void shouldExchangeAndReplace() {
        ThreadRanks.run(4, SMALL, world -> {
            int next = (world.rank() + 1) % 4;
            int before = (world.rank() + 3) % 4;
            for (int length : new int[] {1, 200, 3000}) {
                int[] received = new int[length];
                world.sendRecv(numbers(length, world.rank()), next, 1, received, before, 1);
                assertThat(received).isEqualTo(numbers(length, before));
                int[] replaced = numbers(length, world.rank());
                world.sendRecvReplace(replaced, next, 2, before, 2);
                assertThat(replaced).isEqualTo(numbers(length, before));
            }
            int[] untouched = {5};
            assertThat(world.sendRecv(untouched, Tutti.PROC_NULL, 1, new int[1], Tutti.PROC_NULL, 1)
                            .source())
                    .isEqualTo(Tutti.PROC_NULL);
        });
    }

    @Test
    void shouldSendToItself() {
        for (int ranks : new int[] {1, 2}) {
            ThreadRanks.run(ranks, SMALL, world -> {
                int me = world.rank();
                world.send(numbers(3000, 1), me, 1);
                world.sendObject("self", me, 2);
                Request send = world.issend(numbers(10, 2), me, 3);
                assertThat(send.test()).isFalse();
                int[] received = new int[3000];
                world.recv(received, me, 1);
                assertThat(received).isEqualTo(numbers(3000, 1));
                assertThat(world.<String>recvObject(me, 2)).isEqualTo("self");
                Request receive = world.irecv(received, Tutti.ANY_SOURCE, 3);
                assertThat(receive.waitFor().count(Datatype.INT)).isEqualTo(10);
                send.waitFor();
            });
        }
    }

    @Test
    void shouldKeepCommunicatorsApart() {
        ThreadRanks.run(3, world -> {
            try (Communicator other = world.dup();
                    Communicator reversed = world.split(0, -world.rank())) {
                int[] received = new int[1];
                if (world.rank() == 0) {
                    world.send(new int[] {1}, 1, 0);
                    other.send(new int[] {2}, 1, 0);
                    reversed.send(new int[] {3}, 1, 0);
                } else if (world.rank() == 1) {
                    Status status = reversed.recv(received, Tutti.ANY_SOURCE, 0);
                    assertThat(received[0]).isEqualTo(3);
                    assertThat(status.source()).isEqualTo(2);
                    other.recv(received, 0, 0);
                    assertThat(received[0]).isEqualTo(2);
                    world.recv(received, 0, 0);
                    assertThat(received[0]).isEqualTo(1);
                }
            }
        });
    }

    /** Also where there is one rank, so that nobody agrees upon anything. */
    @Test
    void shouldKeepCommunicatorsApartOfARankThatIsAlone() {
        ThreadRanks.run(1, world -> {
            try (Communicator other = world.dup();
                    Communicator third = world.dup()) {
                int[] received = new int[1];
                world.send(new int[] {1}, 0, 0);
                other.send(new int[] {2}, 0, 0);
                third.send(new int[] {3}, 0, 0);
                other.recv(received, 0, 0);
                assertThat(received[0]).isEqualTo(2);
                third.recv(received, 0, 0);
                assertThat(received[0]).isEqualTo(3);
                world.recv(received, 0, 0);
                assertThat(received[0]).isEqualTo(1);
                assertThat(world.iprobe(Tutti.ANY_SOURCE, Tutti.ANY_TAG)).isNull();
            }
        });
    }

    /**
     * Where a sender has written a long message into its receiver's memory it says so, as soon as there is room for that; the next one may
     * have the same number by then.
     */
    @Test
    void shouldNotLetALongMessageOvertakeTheNewsThatAnotherIsThere() {
        int many = 200;
        int longest = 3000;
        ThreadRanks.run(2, SMALL, world -> {
            MemorySegment memory = world.allocate(Datatype.BYTE, (long) many * longest);
            Request[] requests = new Request[many];
            for (int round = 0; round < 60; round++) {
                for (int i = 0; i < many && world.rank() == 1; i++) {
                    MemorySegment own = memory.asSlice((long) i * longest, longest);
                    requests[i] = world.irecv(own, longest, Datatype.BYTE, 0, 0);
                }
                world.barrier();
                for (int i = 0; i < many && world.rank() == 0; i++) {
                    byte[] bytes = new byte[length(i, round)];
                    Arrays.fill(bytes, (byte) (i + round));
                    requests[i] = world.isend(bytes, 1, 0);
                }
                Status[] all = Request.waitAll(requests);
                for (int i = 0; i < many && world.rank() == 1; i++) {
                    byte[] expected = new byte[length(i, round)];
                    Arrays.fill(expected, (byte) (i + round));
                    assertThat(all[i].bytes()).isEqualTo(expected.length);
                    MemorySegment own = memory.asSlice((long) i * longest, expected.length);
                    assertThat(own.mismatch(MemorySegment.ofArray(expected))).isEqualTo(-1);
                }
                world.barrier();
            }
        });
    }

    private static int length(int i, int round) {
        return i % 3 == 0 ? i % 100 : 2100 + (i * 31 + round) % 900;
    }

    @Test
    void shouldRefuseBadArguments() {
        ThreadRanks.run(2, world -> {
            assertThatThrownBy(() -> world.send(new int[1], 2, 0)).hasMessageContaining("dest=2, size=2");
            assertThatThrownBy(() -> world.send(new int[1], -1, 0)).hasMessageContaining("dest=-1");
            assertThatThrownBy(() -> world.send(new int[1], 0, -1)).hasMessageContaining("tag=-1");
            assertThatThrownBy(() -> world.recv(new int[1], 2, 0)).hasMessageContaining("source=2");
            assertThatThrownBy(() -> world.recv(new int[1], 0, -3)).hasMessageContaining("tag=-3");
            assertThatThrownBy(() -> world.send("text", 0, 0)).isInstanceOf(TuttiException.class);
            assertThatThrownBy(() -> world.recv(new int[1], 0, 2, 0, 0)).hasMessageContaining("count=2");
        });
    }
}
