package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tutti.Communicator;
import org.tutti.ErrorClass;
import org.tutti.Request;
import org.tutti.Status;
import org.tutti.ThreadLevel;
import org.tutti.Tutti;
import org.tutti.TuttiException;

/** Ranks of which several threads, platform and virtual ones, send and receive at the same time. */
class ThreadsTest {
    private static final Map<String, String> TINY =
            Map.of("p2p.cells", "4", "p2p.ring_size", "4k", "p2p.eager_max", "2k", "p2p.piece_size", "512");
    private static final int[] LENGTHS = {0, 1, 26, 27, 128, 129, 512, 513, 3000};

    /** Runs tasks, each on a thread of its own, and throws what one of them throws. */
    private static void runAll(ThreadFactory threads, List<Callable<Void>> tasks) throws Exception {
        try (ExecutorService executor = Executors.newThreadPerTaskExecutor(threads)) {
            List<Future<Void>> all = new ArrayList<>();
            for (Callable<Void> task : tasks) {
                all.add(executor.submit(task));
            }
            for (Future<Void> each : all) {
                each.get();
            }
        }
    }

    private static ThreadFactory factory(boolean virtual) {
        return virtual
                ? Thread.ofVirtual().name("rank-virtual-", 0).factory()
                : Thread.ofPlatform().daemon().name("rank-thread-", 0).factory();
    }

    private static int[] numbers(int length, int seed) {
        int[] numbers = new int[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = seed + 31 * i;
        }
        return numbers;
    }

    @ParameterizedTest
    @CsvSource({"1, 5, false", "2, 6, false", "2, 6, true", "3, 4, false", "3, 20, true"})
    void shouldSendAndReceiveByAllThreadsAtTheSameTime(int ranks, int threads, boolean virtual) {
        for (Map<String, String> parameters : List.of(Map.<String, String>of(), TINY)) {
            ThreadRanks.run(ranks, ThreadLevel.MULTIPLE, parameters, world -> {
                try (Communicator dup = world.dup()) {
                    List<Callable<Void>> tasks = new ArrayList<>();
                    for (int thread = 0; thread < threads; thread++) {
                        int tag = thread;
                        tasks.add(() -> exchange(tag % 2 == 0 ? world : dup, tag, 400 / threads));
                    }
                    runAll(factory(virtual), tasks);
                    assertThat(world.iprobe(Tutti.ANY_SOURCE, Tutti.ANY_TAG)).isNull();
                }
            });
        }
    }

    /** Each thread has a tag of its own, and its messages keep their order. */
    private static Void exchange(Communicator communicator, int tag, int messages) {
        int size = communicator.size();
        Random random = new Random(tag); // the same at all ranks
        for (int i = 0; i < messages; i++) {
            int shift = random.nextInt(size);
            int dest = (communicator.rank() + shift) % size;
            int source = (communicator.rank() + size - shift) % size;
            int length = LENGTHS[random.nextInt(LENGTHS.length)];
            int[] sent = numbers(length, 1000 * communicator.rank() + i + 7 * tag);
            int[] received = new int[3000];
            Status status = switch (random.nextInt(4)) {
                case 0 -> communicator.sendRecv(sent, dest, tag, received, source, tag);
                case 1 -> {
                    Request send = communicator.issend(sent, dest, tag);
                    Status got = communicator.mprobe(source, tag).recv(received);
                    send.waitFor();
                    yield got;
                }
                case 2 -> {
                    Request receive = communicator.irecv(received, source, tag);
                    communicator.send(sent, dest, tag);
                    yield receive.waitFor();
                }
                default -> {
                    Request send = communicator.isend(sent, dest, tag);
                    Status got = communicator.recv(received, source, tag);
                    send.waitFor();
                    yield got;
                }
            };
            assertThat(status.source()).isEqualTo(source);
            assertThat(status.bytes()).isEqualTo(4L * length);
            assertThat(Arrays.copyOf(received, length)).isEqualTo(numbers(length, 1000 * source + i + 7 * tag));
        }
        return null;
    }

    /** More of them wait than there are carriers; still others run, among them the one for which they wait. */
    @Test
    void shouldGiveItsCarrierFreeWhileAVirtualThreadWaits() {
        int waiting = 4 * Runtime.getRuntime().availableProcessors() + 16;
        CountDownLatch begun = new CountDownLatch(waiting);
        ThreadRanks.run(2, ThreadLevel.MULTIPLE, Map.of(), world -> {
            List<Callable<Void>> tasks = new ArrayList<>();
            for (int i = 0; i < waiting && world.rank() == 0; i++) {
                int tag = i;
                tasks.add(() -> {
                    int[] received = new int[1];
                    begun.countDown();
                    world.recv(received, 1, tag);
                    assertThat(received[0]).isEqualTo(tag);
                    return null;
                });
            }
            if (world.rank() == 1) {
                begun.await();
                Thread.sleep(50); // all are inside, and have begun to sleep
                tasks.add(() -> {
                    for (int tag = waiting - 1; tag >= 0; tag--) {
                        world.send(new int[] {tag}, 0, tag);
                    }
                    return null;
                });
            }
            runAll(factory(true), tasks);
        });
    }

    /** Two threads want whatever object comes, two ranks send one each: neither thread waits for one that the other one has. */
    @Test
    void shouldGiveEachObjectToOneThread() {
        int rounds = 1000;
        ThreadRanks.run(3, ThreadLevel.MULTIPLE, Map.of(), world -> {
            for (int round = 0; round < rounds; round++) {
                if (world.rank() == 0) {
                    Set<String> received = ConcurrentHashMap.newKeySet();
                    Callable<Void> receive = () -> {
                        received.add(world.recvObject(Tutti.ANY_SOURCE, Tutti.ANY_TAG));
                        return null;
                    };
                    runAll(factory(false), List.of(receive, receive));
                    assertThat(received).containsExactlyInAnyOrder("1 " + round, "2 " + round);
                } else {
                    world.sendObject(world.rank() + " " + round, 0, world.rank());
                }
                world.barrier();
            }
        });
    }

    /** One thread sends copies while another one takes their room away and gives it back. */
    @Test
    void shouldDetachItsBufferWhileAnotherThreadSends() {
        int rounds = 3000;
        ThreadRanks.run(2, ThreadLevel.MULTIPLE, TINY, world -> {
            if (world.rank() == 1) {
                int[] number = new int[500];
                int last = -1;
                while (world.recv(number, 0, Tutti.ANY_TAG).tag() != 2) {
                    assertThat(number[0]).isGreaterThan(last);
                    last = number[0];
                }
                return;
            }
            world.attachBuffer(10_000);
            List<Callable<Void>> tasks = List.of(
                    () -> {
                        for (int i = 0; i < rounds; i++) {
                            sendCopy(world, i);
                        }
                        world.send(new int[0], 1, 2);
                        return null;
                    },
                    () -> {
                        for (int i = 0; i < rounds; i++) {
                            assertThat(world.detachBuffer()).isEqualTo(10_000);
                            world.attachBuffer(10_000);
                        }
                        return null;
                    });
            runAll(factory(false), tasks);
        });
    }

    private static void sendCopy(Communicator world, int number) {
        int[] numbers = new int[number % 2 == 0 ? 1 : 500];
        numbers[0] = number;
        try {
            world.bsend(numbers, 1, 1);
        } catch (TuttiException e) {
            assertThat(e.errorClass()).isEqualTo(ErrorClass.BUFFER); // it is detached, or full
        }
    }

    /** A thread that only looks sees what another one has received for it, however long it looks. */
    @Test
    void shouldSeeWhatAnotherThreadHasReceived() {
        ThreadRanks.run(2, ThreadLevel.MULTIPLE, Map.of(), world -> {
            if (world.rank() == 0) {
                int[] received = new int[1];
                Request request = world.irecv(received, 1, 5);
                List<Callable<Void>> tasks = List.of(
                        () -> {
                            long looks = 0;
                            while (!request.isDone()) {
                                looks++;
                            }
                            assertThat(looks).isPositive();
                            assertThat(received[0]).isEqualTo(77);
                            return null;
                        },
                        () -> {
                            world.recv(new int[1], 1, 6);
                            return null;
                        });
                runAll(factory(false), tasks);
            } else {
                Thread.sleep(300);
                world.send(new int[] {77}, 0, 5);
                world.send(new int[] {0}, 0, 6);
            }
        });
    }
}
