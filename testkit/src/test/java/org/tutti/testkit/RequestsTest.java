package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tutti.Communicator;
import org.tutti.Datatype;
import org.tutti.ErrorClass;
import org.tutti.Message;
import org.tutti.PersistentRequest;
import org.tutti.Request;
import org.tutti.Status;
import org.tutti.Tutti;
import org.tutti.TuttiException;

/** What begins, is waited for, found before it is received, started again, or given up. */
class RequestsTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 100, 400, 3000})
    void shouldReturnFromASynchronousSendWhenItIsReceived(int length) {
        ThreadRanks.run(2, MessagesTest.SMALL, world -> {
            if (world.rank() == 0) {
                Request send = world.issend(MessagesTest.numbers(length, 3), 1, 4);
                world.send(new byte[0], 1, 1);
                world.recv(new byte[0], 1, 2);
                assertThat(send.test()).isFalse();
                world.send(new byte[0], 1, 3);
                send.waitFor();
                world.ssend(MessagesTest.numbers(length, 5), 1, 4);
            } else {
                world.recv(new byte[0], 0, 1);
                world.send(new byte[0], 0, 2);
                world.recv(new byte[0], 0, 3);
                int[] received = new int[length];
                world.recv(received, 0, 4);
                assertThat(received).isEqualTo(MessagesTest.numbers(length, 3));
                world.recv(received, 0, 4);
                assertThat(received).isEqualTo(MessagesTest.numbers(length, 5));
            }
        });
    }

    @Test
    void shouldProbeAndReceiveWhatWasProbed() {
        ThreadRanks.run(2, MessagesTest.SMALL, world -> {
            if (world.rank() == 0) {
                for (int length : new int[] {3, 300, 3000}) {
                    world.send(MessagesTest.numbers(length, length), 1, length);
                }
                world.sendObject(List.of("a", 1), 1, 1);
                world.sendObject(Map.of("k", 2.5), 1, 2);
            } else {
                for (int length : new int[] {3, 300, 3000}) {
                    Status status = world.probe(Tutti.ANY_SOURCE, length);
                    assertThat(status.count(Datatype.INT)).isEqualTo(length);
                    Message message = world.mprobe(0, length);
                    assertThat(world.iprobe(0, length)).isNull();
                    int[] received = new int[length];
                    message.recv(received);
                    assertThat(received).isEqualTo(MessagesTest.numbers(length, length));
                    assertThatThrownBy(() -> message.recv(received)).hasMessageContaining("has been received");
                }
                assertThat(world.<List<Object>>recvObject(0, 1)).isEqualTo(List.of("a", 1));
                Message message = world.mprobe(0, 2);
                assertThat(message.status().isObject()).isTrue();
                assertThat(message.<Map<String, Double>>recvObject()).isEqualTo(Map.of("k", 2.5));
            }
        });
    }

    @Test
    void shouldSendBufferedWithinWhatIsAttached() {
        AtomicBoolean lastIsWanted = new AtomicBoolean();
        ThreadRanks.run(2, MessagesTest.SMALL, world -> {
            if (world.rank() == 0) {
                assertThatThrownBy(() -> world.bsend(new int[1], 1, 0)).hasMessageContaining("no buffer is attached");
                world.attachBuffer(20_000);
                int[] array = MessagesTest.numbers(1000, 1);
                for (int i = 0; i < 4; i++) {
                    array[0] = i;
                    world.bsend(array, 1, 0);
                }
                assertThatThrownBy(() -> world.bsend(new int[5000], 1, 0)).hasMessageContaining("has no room");
                world.send(new byte[0], 1, 1);
                assertThat(world.detachBuffer()).isEqualTo(20_000);
                assertThat(lastIsWanted).isTrue();
            } else {
                world.recv(new byte[0], 0, 1);
                int[] received = new int[1000];
                for (int i = 0; i < 4; i++) {
                    if (i == 3) {
                        Thread.sleep(20); // whoever does not wait is through by now
                        lastIsWanted.set(true);
                    }
                    world.recv(received, 0, 0);
                    assertThat(received[0]).isEqualTo(i);
                }
            }
        });
    }

    /** A rank that has closed it may do something else for long, and lets nothing go on meanwhile. */
    @Test
    void shouldSendWhatWaitsForRoomBeforeItCloses() {
        int messages = 200;
        CountDownLatch received = new CountDownLatch(1);
        ThreadRanks.run(2, MessagesTest.SMALL, world -> {
            try (Communicator dup = world.dup()) {
                for (int i = 0; i < messages; i++) {
                    if (world.rank() == 0) {
                        dup.isend(new int[] {i}, 1, 0);
                    } else {
                        int[] one = new int[1];
                        dup.recv(one, 0, 0);
                        assertThat(one[0]).isEqualTo(i);
                    }
                }
            }
            if (world.rank() == 0) {
                assertThat(received.await(30, TimeUnit.SECONDS)).isTrue();
            } else {
                received.countDown();
            }
        });
    }

    @Test
    void shouldRefuseWhatCannotBeSentOrReceived() {
        ThreadRanks.run(1, world -> {
            assertThatThrownBy(() -> world.attachBuffer(0)).hasMessageContaining("at least one byte");
            world.attachBuffer(100);
            assertThatThrownBy(() -> world.attachBuffer(200)).hasMessageContaining("attached already: bytes=100");
            assertThat(world.detachBuffer()).isEqualTo(100);
            assertThatThrownBy(world::detachBuffer).hasMessageContaining("no buffer is attached");
            Communicator dup = world.dup();
            dup.close();
            assertThatThrownBy(() -> dup.attachBuffer(100)).hasMessageContaining("closed");
            int[] one = {5};
            assertThatThrownBy(() -> world.sendRecv(one, 0, 1, one, 0, 1)).hasMessageContaining("overlap");
            world.send(one, 0, 2);
            assertThatThrownBy(() -> world.recvObject(0, 2)).hasMessageContaining("no object");
            world.recv(one, 0, 2);
        });
    }

    /** Whether a rank waits, or only asks now and then. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldNotWaitForARankThatHasEndedTheJob(boolean onlyAsks) {
        AtomicReference<Throwable> seen = new AtomicReference<>();
        assertThatThrownBy(() -> ThreadRanks.run(2, MessagesTest.SMALL, world -> {
                    if (world.rank() == 1) {
                        throw new IllegalStateException("it does not send");
                    }
                    Request receive = world.irecv(new int[1], 1, 1);
                    try {
                        while (onlyAsks && !receive.test()) {
                            Thread.onSpinWait();
                        }
                        receive.waitFor();
                    } catch (TuttiException e) {
                        seen.set(e);
                    }
                }))
                .hasMessageContaining("it does not send");
        assertThat(seen.get()).hasMessageContaining("rank 1");
    }

    @Test
    void shouldStartPersistentMessagesAgain() {
        ThreadRanks.run(2, MessagesTest.SMALL, world -> {
            int peer = 1 - world.rank();
            for (int length : new int[] {10, 300, 3000}) {
                int[] sent = new int[length];
                int[] received = new int[length];
                PersistentRequest send = world.sendInit(sent, peer, 1);
                PersistentRequest receive = world.recvInit(received, peer, 1);
                assertThat(receive.waitFor().source()).isEqualTo(Tutti.ANY_SOURCE);
                for (int round = 0; round < 30; round++) {
                    sent[length - 1] = round + world.rank();
                    PersistentRequest.startAll(receive, send);
                    Request.waitAll(receive, send);
                    assertThat(received[length - 1]).isEqualTo(round + peer);
                    assertThat(receive.isActive()).isFalse();
                }
                receive.start();
                assertThatThrownBy(receive::start).hasMessageContaining("active");
                receive.cancel();
                assertThat(receive.waitFor().isCancelled()).isTrue();
                world.barrier();
            }
        });
    }

    @Test
    void shouldWaitForAnyAndSome() {
        ThreadRanks.run(2, world -> {
            if (world.rank() == 0) {
                for (int i : new int[] {2, 0, 1}) {
                    world.recv(new byte[0], 1, 100);
                    world.send(new int[] {i}, 1, i);
                }
            } else {
                int[][] received = new int[3][1];
                Request[] requests = new Request[3];
                for (int i = 0; i < 3; i++) {
                    requests[i] = world.irecv(received[i], 0, i);
                }
                assertThat(Request.testAny(requests)).isEqualTo(Tutti.UNDEFINED);
                world.send(new byte[0], 0, 100);
                int first = Request.waitAny(requests);
                assertThat(first).isEqualTo(2);
                requests[first] = null;
                assertThat(Request.testAll(requests)).isFalse();
                world.send(new byte[0], 0, 100);
                assertThat(Request.waitSome(requests)).containsExactly(0);
                requests[0] = null;
                world.send(new byte[0], 0, 100);
                assertThat(Objects.requireNonNull(requests[1])
                                .toFuture()
                                .thenApply(Status::tag)
                                .join())
                        .isEqualTo(1);
            }
        });
    }

    @Test
    void shouldGiveUpAtTheTimeLimitAndLoseNothing() {
        ThreadRanks.run(2, world -> {
            if (world.rank() == 0) {
                assertThatThrownBy(() -> world.recv(new int[1], 1, 5, Duration.ofMillis(30)))
                        .isInstanceOfSatisfying(
                                TuttiException.class,
                                e -> assertThat(e.errorClass()).isEqualTo(ErrorClass.TIMEOUT))
                        .hasMessageContaining("rank 0 has waited")
                        .hasMessageContaining("recv(source 1, tag 5) in world");
                world.barrier();
                int[] received = new int[1];
                world.recv(received, 1, 5, Duration.ofSeconds(20));
                assertThat(received[0]).isEqualTo(77);
            } else {
                world.barrier();
                world.send(new int[] {77}, 0, 5);
            }
        });
    }

    @Test
    void shouldTellTheLargestTagFromAnyTag() {
        ThreadRanks.run(1, world -> {
            int[] largest = new int[1];
            int[] any = new int[1];
            Request receiveLargest = world.irecv(largest, 0, Integer.MAX_VALUE);
            Request receiveAny = world.irecv(any, 0, Tutti.ANY_TAG);
            world.send(new int[] {3}, 0, 7);
            world.send(new int[] {4}, 0, Integer.MAX_VALUE);
            assertThat(receiveAny.waitFor().tag()).isEqualTo(7);
            assertThat(receiveLargest.waitFor().tag()).isEqualTo(Integer.MAX_VALUE);
            assertThat(any[0]).isEqualTo(3);
            assertThat(largest[0]).isEqualTo(4);
        });
    }

    /** A loop that receives the same kinds of messages again and again makes no new ones. */
    @Test
    void shouldGiveTheSameStatusForMessagesThatAreAlike() {
        ThreadRanks.run(1, world -> {
            List<Status> statuses = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                world.send(new int[1], 0, i % 16);
                statuses.add(world.recv(new int[1], 0, i % 16));
            }
            for (int i = 0; i < 16; i++) {
                assertThat(statuses.get(i + 16)).isSameAs(statuses.get(i));
            }
        });
    }

    @Test
    void shouldForgetAFailureWhenItReceivesTheNextMessage() {
        ThreadRanks.run(2, MessagesTest.SMALL, world -> {
            if (world.rank() == 0) {
                world.send(new int[3], 1, 1);
                world.recv(new byte[0], 1, 2);
                world.send(new int[] {7}, 1, 3);
            } else {
                int[] one = new int[1];
                assertThatThrownBy(() -> world.recv(one, 0, 1)).hasMessageContaining("longer");
                world.irecv(new int[3], 0, 1).waitFor();
                world.send(new byte[0], 0, 2);
                Thread.sleep(20); // so that the message is there when it is looked for first
                world.recv(one, 0, 3);
                assertThat(one[0]).isEqualTo(7);
            }
        });
    }

    @Test
    void shouldWaitForARequestAsLongAsItIsAllowed() {
        ThreadRanks.run(2, MessagesTest.SMALL, world -> {
            int[] received = new int[1];
            if (world.rank() == 0) {
                Request receive = world.irecv(received, 1, 5);
                assertThatThrownBy(() -> receive.waitFor(Duration.ofMillis(30)))
                        .isInstanceOf(TuttiException.class)
                        .hasMessageContaining("rank 0 has waited 30 ms in recv(source 1, tag 5) in world");
                world.send(new byte[0], 1, 1);
                assertThat(receive.waitFor(Duration.ofMinutes(1)).tag()).isEqualTo(5);
                CompletableFuture<Status> future = world.irecv(received, 1, 6).toFuture();
                assertThatThrownBy(() -> future.get(30, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
                world.send(new byte[0], 1, 1);
                assertThat(future.get(1, TimeUnit.MINUTES).tag()).isEqualTo(6);
                Request exchange = world.isendRecv(new int[1], 1, 7, received, 1, 7);
                assertThatThrownBy(() -> exchange.waitFor(Duration.ofMillis(30)))
                        .isInstanceOf(TuttiException.class)
                        .hasMessageContaining("in recv(source 1, tag 7) in world");
                world.send(new byte[0], 1, 1);
                exchange.waitFor(Duration.ofMinutes(1));
                world.send(new byte[0], 1, 1);
                assertThat(world.recv(received, 1, 8, Duration.ofMinutes(1)).tag())
                        .isEqualTo(8);
            } else {
                for (int tag = 5; tag <= 8; tag++) {
                    world.recv(new byte[0], 0, 1);
                    Thread.sleep(50); // longer than the other rank looks before it asks how late it is
                    world.send(new int[1], 0, tag);
                }
                world.recv(received, 0, 7);
            }
        });
    }

    /** A program may keep its requests longer than its arrays. */
    @Test
    void shouldLetGoOfMemoryOnceItIsKnownWhatCameOfARequest() {
        ThreadRanks.run(1, world -> {
            List<Request> requests = new ArrayList<>();
            List<WeakReference<int[]>> arrays = new ArrayList<>();
            beginAndDo(world, requests, arrays);
            Request.waitAll(requests);
            while (arrays.stream().anyMatch(array -> array.get() != null)) {
                System.gc();
                Thread.sleep(1);
            }
            assertThat(requests).allMatch(Request::isDone);
        });
    }

    private static void beginAndDo(Communicator self, List<Request> requests, List<WeakReference<int[]>> arrays) {
        int[][] all = new int[6][1];
        requests.add(self.isendRecv(all[0], 0, 1, all[1], 0, 1));
        requests.add(self.irecv(all[2], 0, 2));
        requests.add(self.isend(all[3], 0, 2));
        self.send(all[4], 0, 3);
        self.recv(all[5], 0, 3);
        for (int[] array : all) {
            arrays.add(new WeakReference<>(array));
        }
    }

    /** It could neither be received again, nor must it be written to memory that its receiver uses for something else. */
    @Test
    void shouldReceiveToItsEndWhatHasBegunToComeWhenTheTimeIsOver() {
        int length = 300_000;
        ThreadRanks.run(2, MessagesTest.SMALL, world -> {
            if (world.rank() == 0) {
                Request send = world.isend(MessagesTest.numbers(length, 3), 1, 5);
                world.send(new byte[0], 1, 6);
                send.waitFor();
            } else {
                world.recv(new byte[0], 0, 6);
                int[] received = new int[length];
                Status status = world.recv(received, 0, 5, Duration.ofNanos(1000));
                assertThat(status.count(Datatype.INT)).isEqualTo(length);
                assertThat(received).isEqualTo(MessagesTest.numbers(length, 3));
            }
        });
    }

    /** Around a ring: with a blocking send alone nobody would receive. */
    @Test
    void shouldExchangeWithoutWaiting() {
        ThreadRanks.run(4, MessagesTest.SMALL, world -> {
            int next = (world.rank() + 1) % 4;
            int before = (world.rank() + 3) % 4;
            for (int length : new int[] {1, 200, 3000}) {
                int[] received = new int[length];
                int[] replaced = MessagesTest.numbers(length, world.rank());
                Request exchange =
                        world.isendRecv(MessagesTest.numbers(length, world.rank()), next, 1, received, before, 1);
                Request replace = world.isendRecvReplace(replaced, next, 2, Tutti.ANY_SOURCE, 2);
                assertThat(replace.waitFor().source()).isEqualTo(before);
                assertThat(exchange.waitFor().count(Datatype.INT)).isEqualTo(length);
                assertThat(received).isEqualTo(MessagesTest.numbers(length, before));
                assertThat(replaced).isEqualTo(MessagesTest.numbers(length, before));
                MemorySegment out = MemorySegment.ofArray(MessagesTest.numbers(length, world.rank()));
                MemorySegment in = MemorySegment.ofArray(new int[length]);
                world.isendRecv(out, length, Datatype.INT, before, 3, in, length, Datatype.INT, next, 3)
                        .waitFor();
                world.isendRecvReplace(in, length, Datatype.INT, next, 4, before, 4)
                        .waitFor();
                assertThat(in.mismatch(out)).isEqualTo(-1);
            }
            int[] both = {world.rank(), -1, -1, world.rank()};
            world.isendRecv(both, 0, 1, next, 7, both, 1, 1, before, 7).waitFor();
            world.isendRecv(both, 3, 1, next, 8, both, 2, 1, before, 8).waitFor();
            assertThat(both).containsExactly(world.rank(), before, before, world.rank());
            int[] one = {5};
            int nobody = Tutti.PROC_NULL;
            assertThat(world.isendRecv(one, nobody, 1, new int[1], nobody, 1)
                            .waitFor()
                            .source())
                    .isEqualTo(nobody);
            assertThatThrownBy(() -> world.isendRecv(one, next, 5, one, before, 5))
                    .isInstanceOf(TuttiException.class)
                    .hasMessageContaining("overlap");
            world.isendRecvReplace(one, next, 6, nobody, 6).waitFor();
            world.recv(one, before, 6);
        });
    }
}
