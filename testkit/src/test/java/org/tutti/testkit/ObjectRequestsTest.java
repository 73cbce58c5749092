package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tutti.Communicator;
import org.tutti.ErrorClass;
import org.tutti.ObjectCodec;
import org.tutti.ObjectRequest;
import org.tutti.Request;
import org.tutti.Status;
import org.tutti.ThreadLevel;
import org.tutti.Tutti;
import org.tutti.TuttiException;

/** Receives of objects that go on beside their callers. */
@Timeout(60)
class ObjectRequestsTest {
    /** {@return a text of so many characters} */
    private static String text(int length, int seed) {
        return Character.toString('a' + seed).repeat(length);
    }

    /** Short ones, and such as take several pieces; posted before the message comes, and after it. */
    @ParameterizedTest
    @ValueSource(ints = {0, 10, 3_000, 200_000})
    void shouldReceiveObjectsOfAnyLength(int length) {
        ThreadRanks.run(2, MessagesTest.SMALL, world -> {
            int peer = 1 - world.rank();
            ObjectRequest<String> early = world.irecvObject(peer, 1);
            world.barrier();
            Request first = world.isendObject(text(length, world.rank()), peer, 1);
            Request second = world.isendObject(text(length, 2), peer, 2);
            Status status = early.waitFor();
            assertThat(status.isObject()).isTrue();
            assertThat(status.source()).isEqualTo(peer);
            assertThat(early.object()).isEqualTo(text(length, peer));
            world.barrier();
            ObjectRequest<String> late = world.irecvObject(Tutti.ANY_SOURCE, Tutti.ANY_TAG);
            assertThat(late.object()).isEqualTo(text(length, 2));
            assertThat(late.waitFor().tag()).isEqualTo(2);
            Request.waitAll(first, second);
        });
    }

    /** Receives get messages in the order in which they were posted, however they are waited for. */
    @Test
    void shouldTakeItsTurnAmongOtherReceives() {
        ThreadRanks.run(2, MessagesTest.SMALL, world -> {
            if (world.rank() == 0) {
                world.barrier();
                for (int i = 0; i < 4; i++) {
                    world.sendObject("object " + i, 1, 7);
                }
                world.send(new int[] {5}, 1, 8);
            } else {
                ObjectRequest<String> first = world.irecvObject(0, 7);
                ObjectRequest<String> second = world.irecvObject(Tutti.ANY_SOURCE, 7);
                int[] number = new int[1];
                Request other = world.irecv(number, 0, 8);
                ObjectRequest<String> third = world.irecvObject(0, Tutti.ANY_TAG);
                world.barrier();
                other.waitFor();
                assertThat(number[0]).isEqualTo(5);
                assertThat(third.object()).isEqualTo("object 2");
                assertThat(second.object()).isEqualTo("object 1");
                assertThat(first.object()).isEqualTo("object 0");
                assertThat(world.<String>recvObject(0, 7)).isEqualTo("object 3");
            }
        });
    }

    @Test
    void shouldBeWaitedForTogetherWithOthers() {
        ThreadRanks.run(2, MessagesTest.SMALL, world -> {
            int peer = 1 - world.rank();
            int[] number = new int[1];
            ObjectRequest<List<Integer>> list = world.irecvObject(peer, 1);
            ObjectRequest<String> text = world.irecvObject(peer, 2);
            Request[] all = {list, world.irecv(number, peer, 3), text};
            assertThat(Request.testAny(all)).isEqualTo(Tutti.UNDEFINED);
            world.barrier();
            world.sendObject("two", peer, 2);
            assertThat(Request.waitAny(all)).isEqualTo(2);
            assertThat(text.object()).isEqualTo("two");
            world.barrier();
            world.send(new int[] {3}, peer, 3);
            world.sendObject(List.of(1), peer, 1);
            assertThat(Request.waitAll(all)[0].tag()).isOne();
            assertThat(list.object()).containsExactly(1);
            assertThat(number[0]).isEqualTo(3);
        });
    }

    @Test
    void shouldBeCancelled() {
        ThreadRanks.run(1, Map.of(), world -> {
            ObjectRequest<String> request = world.irecvObject(0, 1);
            request.cancel();
            assertThat(request.waitFor().isCancelled()).isTrue();
            assertThat(request.object()).isNull();
            Request sent = world.isendObject("a", 0, 1);
            assertThat(world.<String>irecvObject(0, 1).object()).isEqualTo("a");
            sent.waitFor();
            ObjectRequest<String> ofNobody = world.irecvObject(Tutti.PROC_NULL, 1);
            assertThat(ofNobody.waitFor().source()).isEqualTo(Tutti.PROC_NULL);
            assertThat(ofNobody.object()).isNull();
        });
    }

    @Test
    void shouldCompleteAFuture() {
        ThreadRanks.run(2, MessagesTest.SMALL, world -> {
            int peer = 1 - world.rank();
            ObjectRequest<String> request = world.irecvObject(peer, 1);
            var length = request.toFuture().thenApply(status -> request.object().length());
            world.barrier();
            world.sendObject(text(4000, 1), peer, 1);
            assertThat(length.get(30, TimeUnit.SECONDS)).isEqualTo(4000);
        });
    }

    @Test
    void shouldFailByWhatIsNoObject() {
        ThreadRanks.run(2, MessagesTest.SMALL, world -> {
            if (world.rank() == 0) {
                world.barrier();
                world.send(new int[] {1, 2}, 1, 1);
                world.sendObject("far too odd", 1, 2);
            } else {
                ObjectRequest<String> request = world.irecvObject(0, 1);
                ObjectRequest<String> odd = world.irecvObject(0, 2, unreadable());
                world.barrier();
                assertThatThrownBy(request::object)
                        .isInstanceOfSatisfying(
                                TuttiException.class,
                                e -> assertThat(e.errorClass()).isEqualTo(ErrorClass.TYPE))
                        .hasMessageContaining("the message is no object: rank 0 sent int, 8 bytes with tag 1");
                int[] received = new int[2];
                world.recv(received, 0, 1);
                assertThat(received).containsExactly(1, 2);
                assertThatThrownBy(odd::waitFor)
                        .isInstanceOfSatisfying(
                                TuttiException.class,
                                e -> assertThat(e.errorClass()).isEqualTo(ErrorClass.ARG))
                        .hasMessageContaining("not today");
            }
        });
    }

    private static ObjectCodec<String> unreadable() {
        return new ObjectCodec<>() {
            @Override
            public byte[] encode(String object) {
                return new byte[0];
            }

            @Override
            public String decode(byte[] bytes) {
                throw new IllegalArgumentException("not today");
            }
        };
    }

    @Test
    void shouldSendSynchronously() {
        ThreadRanks.run(2, MessagesTest.SMALL, world -> {
            if (world.rank() == 0) {
                Request send = world.issendObject("sync", 1, 1, ObjectCodec.serialization());
                world.barrier();
                assertThat(send.test()).isFalse();
                world.send(new byte[0], 1, 2);
                send.waitFor();
            } else {
                world.barrier();
                world.recv(new byte[0], 0, 2);
                assertThat(world.<String>irecvObject(0, 1).object()).isEqualTo("sync");
            }
        });
    }

    /** Each thread has a tag of its own. */
    @Test
    void shouldServeSeveralThreads() {
        ThreadRanks.run(2, ThreadLevel.MULTIPLE, Map.of(), world -> {
            List<Throwable> failures = new ArrayList<>();
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                int tag = t;
                threads.add(Thread.ofVirtual().start(() -> {
                    try {
                        exchange(world, tag);
                    } catch (Throwable e) {
                        synchronized (failures) {
                            failures.add(e);
                        }
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(failures).isEmpty();
        });
    }

    private static void exchange(Communicator world, int tag) {
        int peer = 1 - world.rank();
        for (int i = 0; i < 50; i++) {
            ObjectRequest<String> request = world.irecvObject(peer, tag);
            Request sent = world.isendObject(tag + "." + i + text(i * 40, tag), peer, tag);
            assertThat(request.object()).isEqualTo(tag + "." + i + text(i * 40, tag));
            sent.waitFor();
        }
    }

    /** Nothing at all is as long as an object of which nothing is known yet, and may be there before the receive begins. */
    @Test
    void shouldNotTakeAnEmptyMessageForAnObject() {
        ThreadRanks.run(2, MessagesTest.SMALL, world -> {
            if (world.rank() == 0) {
                world.send(new byte[0], 1, 1);
                world.send(new byte[0], 1, 1);
                world.barrier();
            } else {
                world.recv(new byte[0], 0, 1);
                world.barrier();
                ObjectRequest<String> request = world.irecvObject(0, 1);
                assertThatThrownBy(request::object)
                        .isInstanceOfSatisfying(
                                TuttiException.class,
                                e -> assertThat(e.errorClass()).isEqualTo(ErrorClass.TYPE))
                        .hasMessageContaining("the message is no object: rank 0 sent byte, 0 bytes with tag 1");
                assertThat(world.recv(new byte[0], 0, 1).bytes()).isZero();
            }
        });
    }
}
