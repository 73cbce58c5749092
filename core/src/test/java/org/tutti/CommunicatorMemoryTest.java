package org.tutti;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What communicators take, and that they give it back. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CommunicatorMemoryTest {
    private static final int FEW = 300;
    private static final int COLLECTIONS = 5;
    /** What the JVM itself takes meanwhile; less than if one object were kept of each communicator. */
    private static final int MOST_GROWTH = 32 << 10;

    private static void cycle(Communicator world) {
        try (Communicator dup = world.dup();
                Communicator half = world.split(world.rank() % 2, -world.rank())) {
            assertThat(dup.allreduce(1, Op.SUM)).isEqualTo(world.size());
            half.barrier();
        }
    }

    /** {@return the bytes of all reachable objects, for rank 0, while all others wait and allocate nothing; for them 0} */
    private static long liveBytes(Communicator world) {
        world.barrier();
        long live = world.rank() == 0 ? liveBytes() : 0;
        world.barrier();
        return live;
    }

    /** {@return the least of what several collections leave} */
    private static long liveBytes() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            least = Math.min(
                    least,
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        return least;
    }

    private static void cycles(int ranks, int times) {
        Tutti.runThreads(ranks, world -> {
            for (int i = 0; i < FEW; i++) {
                cycle(world);
            }
            world.barrier();
            long shared = world.household.sharedBytes();
            long live = liveBytes(world);
            for (int i = 0; i < times; i++) {
                cycle(world);
            }
            world.barrier();
            assertThat(world.household.sharedBytes()).isEqualTo(shared);
            long grown = liveBytes(world) - live;
            assertThat(grown).as("growth of the heap").isLessThan(MOST_GROWTH);
        });
    }

    @Test
    void shouldGiveBackWhatTheyTook() {
        cycles(3, FEW);
    }

    @Tag("full")
    @ParameterizedTest
    @CsvSource({"2, 10000", "3, 10000", "8, 2000"})
    void shouldGiveBackWhatTheyTookTenThousandTimes(int ranks, int times) {
        cycles(ranks, times);
    }

    /** All at once, more than a row of the directory has entries for, closed in another order. */
    @Test
    void shouldGiveBackWhatManyTook() {
        Tutti.runThreads(2, world -> {
            long before = world.household.sharedBytes();
            long most = 0;
            for (int round = 0; round < 3; round++) {
                List<Communicator> many = new ArrayList<>();
                for (int i = 0; i < 150; i++) {
                    many.add(world.dup());
                }
                for (Communicator each : many) {
                    assertThat(each.allreduce(1, Op.SUM)).isEqualTo(2);
                }
                many.reversed().forEach(Communicator::close);
                world.barrier();
                long after = world.household.sharedBytes();
                most = round == 0 ? after : most;
                assertThat(after)
                        .as("pages of the directory stay")
                        .isEqualTo(most)
                        .isLessThan(before + (64 << 10));
            }
        });
    }

    private static double dups(int ranks, int count) {
        double[] seconds = new double[ranks];
        Tutti.runThreads(ranks, world -> {
            long shared = world.household.sharedBytes();
            long start = System.nanoTime();
            List<Communicator> many = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                many.add(world.dup());
            }
            assertThat(world.household.sharedBytes()).isEqualTo(shared);
            many.forEach(Communicator::close);
            seconds[world.rank()] = (System.nanoTime() - start) / 1e9;
        });
        return java.util.Arrays.stream(seconds).max().orElseThrow();
    }

    @Test
    void shouldTakeNoSharedMemoryWhereNothingIsCommunicated() {
        assertThat(dups(2, 5000)).isLessThan(60);
    }

    /** Promised are 10 s; as much again is for a machine that has other things to do. */
    @Tag("full")
    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void shouldMakeAHundredThousandInTenSeconds() {
        assertThat(dups(2, 100_000)).isLessThan(20);
    }
}
