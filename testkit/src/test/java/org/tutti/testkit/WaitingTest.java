package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tutti.Communicator;
import org.tutti.Op;
import org.tutti.Request;
import org.tutti.Tutti;
import org.tutti.memory.ElementType;

/** Ranks that wait: they sleep, are woken, and keep an interrupt for whoever asks for it. */
class WaitingTest {
    private static final List<Call> CALLS = List.of(
            Call.barrier(),
            Call.bcast(ElementType.INT, 5, 0),
            Call.bcast(ElementType.INT, 100_000, 0),
            Call.reduce(ElementType.LONG, Op.SUM, 60, 1),
            Call.allreduce(ElementType.DOUBLE, Op.SUM, 1),
            Call.allreduce(ElementType.DOUBLE, Op.SUM, 50_000));

    private static Map<String, String> parameters(String mode, String nativeAccess) {
        Map<String, String> parameters = new HashMap<>(Matrix.Sizes.SMALL.parameters());
        parameters.put("wait.mode", mode);
        parameters.put("native", nativeAccess);
        return parameters;
    }

    /** The flag is set before and during the wait, which goes on for so long that the rank sleeps. */
    @ParameterizedTest
    @CsvSource({"dedicated, on", "oversubscribed, on", "dedicated, off", "oversubscribed, off"})
    void shouldNeitherLoseAnInterruptNorBreakOffForIt(String mode, String nativeAccess) {
        List<Oracle> oracles = CALLS.stream().map(call -> call.oracle(2, 4)).toList();
        ThreadRanks.run(2, parameters(mode, nativeAccess), world -> {
            for (int i = 0; i < CALLS.size(); i++) {
                boolean waits =
                        world.rank() == CALLS.get(i).root() ^ CALLS.get(i).kind() == Call.Kind.BCAST;
                if (waits) {
                    Thread.currentThread().interrupt();
                } else {
                    Thread.sleep(30);
                }
                CALLS.get(i).check(world, oracles.get(i));
                assertThat(Thread.interrupted()).isEqualTo(waits);
            }
        });
    }

    @Test
    void shouldTakeAnInterruptThatComesWhileItSleeps() {
        Thread[] sleeper = new Thread[1];
        ThreadRanks.run(2, parameters("oversubscribed", "on"), world -> {
            if (world.rank() == 0) {
                sleeper[0] = Thread.currentThread();
                world.barrier();
                world.barrier();
                assertThat(Thread.interrupted()).isTrue();
            } else {
                world.barrier();
                Thread.sleep(50);
                sleeper[0].interrupt();
                Thread.sleep(50);
                world.barrier();
            }
        });
    }

    /** A wake-up that is lost costs a whole sleep; many of them would be seen. */
    @ParameterizedTest
    @CsvSource({"16, on", "16, off", "5, on"})
    void shouldFinishWhenManyRanksSleepAndWake(int ranks, String nativeAccess) {
        sleepAndWake(ranks, nativeAccess, 2000);
    }

    @Tag("full")
    @ParameterizedTest
    @CsvSource({"16, on", "16, off", "3, on"})
    void shouldFinishWhenManyRanksSleepAndWakeForLong(int ranks, String nativeAccess) {
        sleepAndWake(ranks, nativeAccess, 30_000);
    }

    private static void sleepAndWake(int ranks, String nativeAccess, int barriers) {
        ThreadRanks.run(ranks, parameters("oversubscribed", nativeAccess), world -> {
            Random random = new Random(world.rank());
            int sum = 0;
            for (int i = 0; i < barriers; i++) {
                if (random.nextInt(10 * ranks) == 0) {
                    LockSupport.parkNanos(random.nextInt(2_000_000));
                }
                if (i % 2 == 0) {
                    world.barrier();
                } else {
                    sum += world.allreduce(1, Op.SUM);
                }
            }
            assertThat(sum).isEqualTo(ranks * (barriers / 2));
        });
    }

    /**
     * A rank that sleeps is woken by the one that arrives. Without that its sleep of up to 20 ms would end by itself, some
     * time later: a millisecond would be rare.
     */
    @Test
    void shouldWakeASleeperAtOnce() {
        int rounds = 24;
        long[] arrived = new long[rounds];
        long[] woken = new long[rounds];
        ThreadRanks.run(2, parameters("oversubscribed", "on"), world -> {
            for (int i = 0; i < rounds; i++) {
                if (world.rank() == 1) {
                    Thread.sleep(70 + i);
                    arrived[i] = System.nanoTime();
                }
                world.barrier();
                if (world.rank() == 0) {
                    woken[i] = System.nanoTime();
                }
            }
        });
        int prompt = 0;
        for (int i = 0; i < rounds; i++) {
            prompt += woken[i] - arrived[i] < 1_000_000 ? 1 : 0;
        }
        assertThat(prompt).as("wake-ups within a millisecond, of " + rounds).isGreaterThan(rounds / 3);
    }

    /** Messages of all lengths on a ring, among more ranks than there are processors, of which some are late now and then. */
    @ParameterizedTest
    @CsvSource({"8, on", "8, off"})
    void shouldDeliverMessagesWhereRanksSleepAndWake(int ranks, String nativeAccess) {
        int[] lengths = {0, 1, 26, 27, 500, 5000, 40_000};
        ThreadRanks.run(ranks, parameters("oversubscribed", nativeAccess), world -> {
            Random random = new Random(world.rank());
            int next = (world.rank() + 1) % ranks;
            int before = (world.rank() + ranks - 1) % ranks;
            for (int i = 0; i < 200; i++) {
                if (random.nextInt(10 * ranks) == 0) {
                    LockSupport.parkNanos(random.nextInt(5_000_000));
                }
                int[] sent = new int[lengths[i % lengths.length]];
                Arrays.fill(sent, 1000 * world.rank() + i);
                int[] received = new int[sent.length];
                Request send = i % 3 == 0 ? world.issend(sent, next, i) : world.isend(sent, next, i);
                int source = i % 2 == 0 ? before : Tutti.ANY_SOURCE;
                assertThat(world.recv(received, source, i).source()).isEqualTo(before);
                send.waitFor();
                int[] expected = new int[sent.length];
                Arrays.fill(expected, 1000 * before + i);
                assertThat(received).isEqualTo(expected);
            }
        });
    }

    /** A rank that has waited for a message for so long that it sleeps gets it soon after it was sent, among others that sleep. */
    @ParameterizedTest
    @CsvSource({"8, on", "8, off"})
    void shouldWakeARankThatWaitsForAMessage(int ranks, String nativeAccess) {
        int rounds = 15;
        long[] sent = new long[rounds];
        long[] received = new long[rounds];
        ThreadRanks.run(ranks, parameters("oversubscribed", nativeAccess), world -> {
            int[] number = new int[1];
            for (int i = 0; i < rounds; i++) {
                if (world.rank() == 0) {
                    Thread.sleep(70 + i);
                    sent[i] = System.nanoTime();
                    world.send(new int[] {i}, 1, i);
                } else if (world.rank() == 1) {
                    world.recv(number, i % 2 == 0 ? 0 : Tutti.ANY_SOURCE, i);
                    received[i] = System.nanoTime();
                    assertThat(number[0]).isEqualTo(i);
                }
            }
            world.barrier();
        });
        int prompt = 0;
        for (int i = 0; i < rounds; i++) {
            prompt += received[i] - sent[i] < 5_000_000 ? 1 : 0;
            assertThat(received[i] - sent[i]).as("how late message %s is", i).isLessThan(1_000_000_000L);
        }
        assertThat(prompt).as("messages within 5 ms, of " + rounds).isGreaterThan(rounds / 3);
    }

    /** What a rank did before an operation is seen by those that the operation made wait for it. */
    @Test
    void shouldPublishWhatWasDoneBefore() {
        int[] plain = new int[64];
        ThreadRanks.run(3, world -> {
            for (int i = 1; i <= 5000; i++) {
                plain[16 * world.rank()] = i;
                meet(world, i);
                for (int rank = 0; rank < 3; rank++) {
                    assertThat(plain[16 * rank] == i || i % 3 == 0).isTrue();
                }
                world.barrier();
            }
        });
    }

    private static void meet(Communicator world, int i) {
        switch (i % 3) {
            case 0 -> {}
            case 1 -> world.barrier();
            default -> world.allreduce(i, Op.MAX);
        }
    }
}
