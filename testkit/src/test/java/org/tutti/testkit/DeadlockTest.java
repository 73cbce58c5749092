package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tutti.Communicator;
import org.tutti.ErrorClass;
import org.tutti.ErrorCode;
import org.tutti.Op;
import org.tutti.Request;
import org.tutti.ThreadLevel;
import org.tutti.Tutti;
import org.tutti.TuttiException;

/** Ranks that all wait for each other are told so, whatever they wait in; ranks that only take their time are not. */
class DeadlockTest {
    private static Map<String, String> parameters(String mode) {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("wait.mode", mode);
        return parameters;
    }

    private static void expect(int ranks, String mode, Tutti.Body body, String... texts) {
        assertThatThrownBy(() -> ThreadRanks.run(ranks, parameters(mode), body))
                .isInstanceOfSatisfying(
                        TuttiException.class, e -> assertThat(e.errorClass()).isEqualTo(ErrorClass.DEADLOCK))
                .hasMessageContainingAll(texts);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dedicated", "oversubscribed"})
    void shouldNameACircleOfReceives(String mode) {
        expect(
                3,
                mode,
                world -> {
                    int before = (world.rank() + 2) % 3;
                    world.recv(new int[1], before, 7);
                },
                "rank 0 waits in recv(source 2, tag 7) in world for rank 2",
                "rank 2 waits in recv(source 1, tag 7) in world for rank 1",
                "rank 1 waits in recv(source 0, tag 7) in world for rank 0");
    }

    /** What has been taken is not under way any more, though nobody has asked to be told. */
    @Test
    void shouldSeeItBehindMessagesThatHaveBeenReceived() {
        expect(
                2,
                "auto",
                world -> {
                    int peer = 1 - world.rank();
                    for (int i = 0; i < 3; i++) {
                        world.send(new int[1], peer, 1);
                    }
                    for (int i = 0; i < 3; i++) {
                        world.recv(new int[1], peer, 1);
                    }
                    world.recv(new int[1], peer, 2);
                },
                "rank 0 waits in recv(source 1, tag 2) in world for rank 1");
    }

    @Test
    void shouldSeeSendsThatNobodyReceives() {
        expect(
                2,
                "auto",
                world -> world.ssend(new int[1], 1 - world.rank(), 3),
                "rank 0 waits in ssend(destination 1, tag 3, 4 bytes) in world for rank 1");
    }

    @Test
    void shouldSeeAReceiveThatAnOperationOfAllStandsAgainst() {
        expect(
                2,
                "auto",
                world -> {
                    if (world.rank() == 0) {
                        world.recv(new int[1], Tutti.ANY_SOURCE, Tutti.ANY_TAG);
                    } else {
                        world.allreduce(1, Op.SUM);
                    }
                },
                "rank 0 waits in recv(source ANY_SOURCE, tag ANY_TAG) in world",
                "rank 1 waits in operation 1 of world, allreduce(SUM, int, 4 bytes) for rank 0");
    }

    @Test
    void shouldSeeAnOperationInFlightThatNobodyElseBegins() {
        expect(
                2,
                "auto",
                world -> {
                    if (world.rank() == 0) {
                        world.ibarrier().waitFor();
                    } else {
                        world.probe(0, 1);
                    }
                },
                "probe(source 0, tag 1) in world");
    }

    @Test
    void shouldSeeCommunicatorsInAnotherOrder() {
        expect(
                2,
                "auto",
                world -> {
                    try (Communicator one = world.dup();
                            Communicator other = world.dup()) {
                        one.barrier();
                        other.barrier();
                        (world.rank() == 0 ? one : other).allreduce(1, Op.SUM);
                        (world.rank() == 0 ? other : one).allreduce(1, Op.SUM);
                    }
                },
                "rank 0 waits in operation 2 of world.dup, allreduce(SUM, int, 4 bytes) for rank 1",
                "rank 1 waits in operation 2 of world.dup, allreduce(SUM, int, 4 bytes) for rank 0");
    }

    @Test
    void shouldSeeAnOperationThatWaitsAndTheSameInFlight() {
        expect(
                2,
                "auto",
                world -> {
                    int[] sum = {1};
                    if (world.rank() == 0) {
                        world.allreduce(sum, Op.SUM);
                    } else {
                        world.iallreduce(sum, Op.SUM).waitFor();
                    }
                },
                "rank 0 waits in operation 1 of world, allreduce(SUM, int, 4 bytes) for rank 1",
                "rank 1 waits in ");
    }

    /** A wait that ends by itself is no deadlock. */
    @Test
    void shouldLetWaitsEndThatHaveALimit() {
        ThreadRanks.run(
                2,
                world -> assertThatThrownBy(() -> world.recv(new int[1], 1 - world.rank(), 1, Duration.ofSeconds(3)))
                        .isInstanceOfSatisfying(
                                TuttiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LATE)));
    }

    /** While one thread waits for the other rank, another one does what the other rank waits for. */
    @Test
    void shouldNotMindThreadsOfWhichOnlyOneWaits() {
        ThreadRanks.run(2, ThreadLevel.MULTIPLE, Map.of(), world -> {
            Thread sender = Thread.ofPlatform().start(() -> {
                LockSupport.parkNanos(3_000_000_000L);
                world.send(new int[1], 1 - world.rank(), 1);
            });
            world.recv(new int[1], 1 - world.rank(), 1);
            sender.join();
        });
    }

    /** The same, where what they do are operations of all. */
    @Test
    void shouldNotMindThreadsInOperationsOfSeveralCommunicators() {
        ThreadRanks.run(2, ThreadLevel.MULTIPLE, Map.of(), world -> {
            try (Communicator one = world.dup();
                    Communicator another = world.dup()) {
                Communicator first = world.rank() == 0 ? one : another;
                Communicator second = world.rank() == 0 ? another : one;
                Thread late = Thread.ofPlatform().start(() -> {
                    LockSupport.parkNanos(3_000_000_000L);
                    second.barrier();
                });
                first.barrier();
                late.join();
            }
        });
    }

    /** Between what they do ranks take longer than two looks; and one of them is always about to do something. */
    @ParameterizedTest
    @ValueSource(strings = {"dedicated", "oversubscribed"})
    void shouldNotMindRanksThatTakeTheirTime(String mode) {
        ThreadRanks.run(3, parameters(mode), world -> {
            int[] number = new int[1];
            for (int turn = 0; turn < 3; turn++) {
                if (world.rank() == turn) {
                    LockSupport.parkNanos(700_000_000);
                    for (int peer = 0; peer < 3; peer++) {
                        world.send(new int[60_000], peer, turn);
                    }
                }
                world.recv(new int[60_000], turn, turn);
                Request sum = world.iallreduce(number, Op.SUM);
                if (world.rank() != turn) {
                    LockSupport.parkNanos(600_000_000L * world.rank());
                }
                sum.waitFor();
            }
        });
    }
}
