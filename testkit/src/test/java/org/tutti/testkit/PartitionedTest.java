package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tutti.testkit.MessagesTest.numbers;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tutti.Communicator;
import org.tutti.Datatype;
import org.tutti.PartitionedReceive;
import org.tutti.PartitionedSend;
import org.tutti.PersistentRequest;
import org.tutti.Request;
import org.tutti.Status;
import org.tutti.ThreadLevel;
import org.tutti.Tutti;

/** Messages that are sent and received in partitions. */
class PartitionedTest {
    private static final int ROUNDS = 20;

    /** Every rank sends to the next one, the only one to itself; partitions become ready in any order. */
    @ParameterizedTest
    @CsvSource({
        "1, 4, 4, 12",
        "2, 1, 1, 0",
        "2, 1, 1, 5",
        "2, 4, 4, 48",
        "2, 8, 2, 4096",
        "2, 3, 5, 45000",
        "2, 5, 1, 300000",
        "3, 6, 4, 1200",
        "5, 16, 16, 16"
    })
    void shouldBringAllPartitionsInAnyOrder(int ranks, int sent, int received, int length) {
        for (Map<String, String> parameters : List.of(Map.<String, String>of(), MessagesTest.SMALL)) {
            ThreadRanks.run(ranks, parameters, world -> {
                int next = (world.rank() + 1) % ranks;
                int before = (world.rank() + ranks - 1) % ranks;
                int[] from = new int[length];
                int[] into = new int[length];
                PartitionedReceive receive = world.precvInit(into, received, before, 7);
                PartitionedSend send = world.psendInit(from, sent, next, 7);
                Random random = new Random(world.rank());
                for (int round = 0; round < ROUNDS; round++) {
                    System.arraycopy(numbers(length, world.rank() + round), 0, from, 0, length);
                    PersistentRequest.startAll(receive, send);
                    for (int partition : shuffled(sent, random)) {
                        send.pready(partition);
                    }
                    send.waitFor();
                    Status status = receive.waitFor();
                    assertThat(into).isEqualTo(numbers(length, before + round));
                    assertThat(status.source()).isEqualTo(before);
                    assertThat(status.tag()).isEqualTo(7);
                    assertThat(status.count(Datatype.INT)).isEqualTo(length);
                }
            });
        }
    }

    private static List<Integer> shuffled(int partitions, Random random) {
        List<Integer> order = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            order.add(random.nextInt(order.size() + 1), partition);
        }
        return order;
    }

    /** Six parts are two for each of three partitions, and one and a half for each of four. */
    @ParameterizedTest
    @CsvSource({"3, 0, 1, 0", "3, 2, 3, 1", "4, 0, 1, 0", "4, 1, 2, 1", "4, 4, 5, 3", "2, 3, 5, 1"})
    void shouldTellWhichPartitionsHaveArrived(int partitions, int first, int last, int arrived) {
        ThreadRanks.run(2, world -> {
            if (world.rank() == 0) {
                PartitionedSend send = world.psendInit(numbers(12, 1), 6, 1, 0);
                send.start();
                send.preadyRange(first, last);
                world.recv(new byte[0], 1, 0);
                for (int partition = 0; partition < 6; partition++) {
                    if (partition < first || partition > last) {
                        send.preadyList(partition);
                    }
                }
                send.waitFor();
            } else {
                int[] into = new int[12];
                PartitionedReceive receive = world.precvInit(into, partitions, 0, 0);
                assertThat(receive.parrived(arrived)).as("not active").isTrue();
                receive.start();
                while (!receive.parrived(arrived)) {
                    Thread.onSpinWait();
                }
                int each = 12 / partitions;
                for (int i = arrived * each; i < (arrived + 1) * each; i++) {
                    assertThat(into[i]).isEqualTo(numbers(12, 1)[i]);
                }
                for (int other = 0; other < partitions; other++) {
                    boolean isThere = other * each >= 2 * first && (other + 1) * each <= 2 * (last + 1);
                    assertThat(receive.parrived(other)).as("partition " + other).isEqualTo(isThere);
                }
                assertThat(receive.test()).isFalse();
                world.send(new byte[0], 0, 0);
                receive.waitFor();
                assertThat(into).isEqualTo(numbers(12, 1));
                assertThat(receive.parrived(0)).isTrue();
            }
        });
    }

    /** Requests of one tag meet in the order in which they were made, and nobody else sees their messages. */
    @Test
    void shouldMeetInTheOrderInWhichTheyWereMade() {
        ThreadRanks.run(2, MessagesTest.SMALL, world -> {
            int[][] arrays = {new int[6], new int[600], new int[60]};
            List<PersistentRequest> requests = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                requests.add(
                        world.rank() == 0
                                ? world.psendInit(numbers(arrays[i].length, i), 3, 1, 5)
                                : world.precvInit(arrays[i], 2, 0, 5));
            }
            for (int i : new int[] {2, 0, 1}) {
                requests.get(i).start();
                if (requests.get(i) instanceof PartitionedSend send) {
                    send.preadyRange(0, 2);
                    world.send(new int[] {i}, 1, 5);
                }
            }
            Request.waitAll(requests.toArray(Request[]::new));
            for (int i = 0; i < 3 && world.rank() == 1; i++) {
                assertThat(arrays[i]).isEqualTo(numbers(arrays[i].length, i));
            }
            int[] one = new int[1];
            for (int i : new int[] {2, 0, 1}) {
                if (world.rank() == 1) {
                    assertThat(world.recv(one, Tutti.ANY_SOURCE, Tutti.ANY_TAG).tag())
                            .isEqualTo(5);
                    assertThat(one[0]).isEqualTo(i);
                }
            }
            assertThat(world.iprobe(Tutti.ANY_SOURCE, Tutti.ANY_TAG)).isNull();
        });
    }

    /** A round's parts may be there before the receiver starts it. */
    @Test
    void shouldKeepPartsOfALaterRoundForThatRound() {
        ThreadRanks.run(2, world -> {
            int[] array = new int[8];
            if (world.rank() == 0) {
                PartitionedSend send = world.psendInit(array, 4, 1, 0);
                for (int round = 0; round < ROUNDS; round++) {
                    System.arraycopy(numbers(8, round), 0, array, 0, 8);
                    send.start();
                    send.preadyRange(0, 3);
                    send.waitFor();
                }
                world.barrier();
            } else {
                PartitionedReceive receive = world.precvInit(array, 2, 0, 0);
                world.barrier();
                for (int round = 0; round < ROUNDS; round++) {
                    receive.start();
                    receive.waitFor();
                    assertThat(array).isEqualTo(numbers(8, round));
                }
            }
        });
    }

    @Test
    void shouldTakeSegmentsAndItemsWithGaps() {
        Datatype pairs = Datatype.vector(2, 1, 2, Datatype.INT);
        Datatype record = Datatype.struct(new int[] {1, 1}, new long[] {0, 8}, Datatype.INT, Datatype.DOUBLE);
        ThreadRanks.run(2, MessagesTest.SMALL, world -> {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment gaps = arena.allocate(12 * 6);
                MemorySegment records = world.allocate(record, 300);
                if (world.rank() == 0) {
                    for (int i = 0; i < 18; i++) {
                        gaps.setAtIndex(ValueLayout.JAVA_INT, i, i + 1);
                    }
                    for (int i = 0; i < 300; i++) {
                        records.set(ValueLayout.JAVA_INT, 16L * i, i);
                        records.set(ValueLayout.JAVA_DOUBLE, 16L * i + 8, i / 2.0);
                    }
                    PartitionedSend ofGaps = world.psendInit(gaps, 3, 2, pairs, 1, 0);
                    PartitionedSend ofRecords = world.psendInit(records, 6, 50, record, 1, 0);
                    PersistentRequest.startAll(ofGaps, ofRecords);
                    ofGaps.preadyList(2, 0, 1);
                    ofRecords.preadyRange(0, 5);
                    Request.waitAll(ofGaps, ofRecords);
                } else {
                    int[] packed = new int[12];
                    PartitionedReceive ofGaps = world.precvInit(packed, 4, 0, 0);
                    PartitionedReceive ofRecords = world.precvInit(records, 3, 100, record, 0, 0);
                    PersistentRequest.startAll(ofGaps, ofRecords);
                    Request.waitAll(ofGaps, ofRecords);
                    assertThat(packed).containsExactly(1, 3, 4, 6, 7, 9, 10, 12, 13, 15, 16, 18);
                    for (int i = 0; i < 300; i++) {
                        assertThat(records.get(ValueLayout.JAVA_INT, 16L * i)).isEqualTo(i);
                        assertThat(records.get(ValueLayout.JAVA_DOUBLE, 16L * i + 8))
                                .isEqualTo(i / 2.0);
                    }
                }
                world.barrier();
            }
        });
    }

    @Test
    void shouldDoNothingWithNobody() {
        ThreadRanks.run(1, world -> {
            PartitionedSend send = world.psendInit(new int[4], 2, Tutti.PROC_NULL, 0);
            PartitionedReceive receive = world.precvInit(new int[4], 2, Tutti.PROC_NULL, 0);
            PersistentRequest.startAll(send, receive);
            send.preadyRange(0, 1);
            send.waitFor();
            assertThat(receive.parrived(1)).isTrue();
            assertThat(receive.waitFor().source()).isEqualTo(Tutti.PROC_NULL);
        });
    }

    /** Threads fill and release partitions, as each finds the next one. */
    @Test
    void shouldLetThreadsReleaseTheirPartitions() {
        int threads = 4;
        int partitions = 32;
        int each = 300;
        ThreadRanks.run(2, ThreadLevel.MULTIPLE, MessagesTest.SMALL, world -> {
            int[] array = new int[partitions * each];
            if (world.rank() == 1) {
                PartitionedReceive receive = world.precvInit(array, threads, 0, 0);
                for (int round = 0; round < ROUNDS; round++) {
                    receive.start();
                    receive.waitFor();
                    assertThat(array).isEqualTo(numbers(array.length, round));
                }
                return;
            }
            PartitionedSend send = world.psendInit(array, partitions, 1, 0);
            try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
                for (int round = 0; round < ROUNDS; round++) {
                    int[] wanted = numbers(array.length, round);
                    send.start();
                    List<Future<?>> parts = new ArrayList<>();
                    for (int partition = 0; partition < partitions; partition++) {
                        int part = partition;
                        parts.add(executor.submit(() -> {
                            System.arraycopy(wanted, part * each, array, part * each, each);
                            send.pready(part);
                        }));
                    }
                    send.waitFor();
                    for (Future<?> part : parts) {
                        part.get();
                    }
                }
            }
        });
    }

    /** Each thread has a tag of its own, and makes its requests while others make theirs. */
    @Test
    void shouldLetThreadsMakeRequests() {
        int threads = 4;
        ThreadRanks.run(2, ThreadLevel.MULTIPLE, Map.of(), world -> {
            try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
                List<Future<?>> all = new ArrayList<>();
                for (int thread = 0; thread < threads; thread++) {
                    int tag = thread;
                    all.add(executor.submit(() -> exchangeInPartitions(world, tag)));
                }
                for (Future<?> each : all) {
                    each.get();
                }
            }
        });
    }

    private static void exchangeInPartitions(Communicator world, int tag) {
        int peer = 1 - world.rank();
        for (int round = 0; round < 10 * ROUNDS; round++) {
            int[] into = new int[12];
            PartitionedReceive receive = world.precvInit(into, 2, peer, tag);
            PartitionedSend send = world.psendInit(numbers(12, 100 * tag + round), 3, peer, tag);
            PersistentRequest.startAll(receive, send);
            send.preadyList(1, 2, 0);
            Request.waitAll(send, receive);
            assertThat(into).isEqualTo(numbers(12, 100 * tag + round));
        }
    }
}
