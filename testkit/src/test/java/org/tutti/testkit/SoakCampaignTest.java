package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tutti.Op;

/**
 * Ranks that do anything for long, under each garbage collector, have the same in use at the end as early on: heap, descriptors, threads,
 * mappings and shared memory. {@code tutti.soak.seconds} says how long each takes.
 */
class SoakCampaignTest {
    private static final int SECONDS = Integer.getInteger("tutti.soak.seconds", 3);
    private static final long OPERATIONS = Long.getLong("tutti.soak.operations", 200_000);
    private static final long SEED = Long.getLong("tutti.campaign.seed", 1L);
    private static final Duration MORE = Duration.ofSeconds(40);

    /** What compiled code, class data and the collectors' own books may add while a program is young. */
    private static final long HEAP_SLACK = 3 << 20;

    /** The same for Z, which counts pages of 2 MiB whole: one and the rest of another at each look. */
    private static final long HEAP_SLACK_IN_PAGES = HEAP_SLACK + 2 * (2 << 20);

    private static final int THREAD_SLACK = 3;
    /** The JVM maps and unmaps pieces of its code cache, of metaspace and of the heap as it likes. */
    private static final int MAPPING_SLACK = 30;

    @ParameterizedTest
    @CsvSource({"Serial, 2", "Parallel, 3", "G1, 3", "Z, 2"})
    @Timeout(value = 5, unit = TimeUnit.HOURS)
    void shouldUseNoMoreAtTheEnd(String collector, int ranks) {
        try (RankProcesses processes = new RankProcesses("-XX:+Use" + collector + "GC")) {
            RankProcesses.Job job = processes.start(
                    ranks, Matrix.Sizes.SMALL.settings(), Soak.class, Long.toString(SEED), Integer.toString(SECONDS));
            List<Outcome> outcomes = job.await(MORE.plusSeconds(SECONDS));
            for (Outcome outcome : outcomes) {
                String[] told = outcome.require().split(",", -1);
                judge(collector, outcome.rank(), Soak.Usage.parse(told[0]), Soak.Usage.parse(told[1]), told[2]);
            }
            assertThat(job.leftovers()).isEmpty();
        }
    }

    @SuppressWarnings("SystemOut") // the figures of a campaign
    private static void judge(String collector, int rank, Soak.Usage early, Soak.Usage late, String parts) {
        System.out.printf(
                Locale.ROOT, "%s, rank %d, %s parts: early %s, at the end %s%n", collector, rank, parts, early, late);
        assertThat(late.heap())
                .as("heap")
                .isLessThan(early.heap() + (collector.equals("Z") ? HEAP_SLACK_IN_PAGES : HEAP_SLACK));
        assertThat(late.descriptors()).as("descriptors").isLessThanOrEqualTo(early.descriptors());
        assertThat(late.threads()).as("threads").isLessThanOrEqualTo(early.threads() + THREAD_SLACK);
        assertThat(late.mappings()).as("mappings").isLessThanOrEqualTo(early.mappings() + MAPPING_SLACK);
        assertThat(late.shared()).as("shared memory").isLessThanOrEqualTo(early.shared());
    }

    /** Sequences cross the border of 32 bits in the middle of so many operations, or come near their own end. */
    @ParameterizedTest
    @CsvSource({"4294967296, 2", "4294967296, 3", "9223372036854775807, 2"})
    @Timeout(value = 5, unit = TimeUnit.HOURS)
    void shouldCountOnAndOn(long border, int ranks) {
        long start = border == Long.MAX_VALUE ? border - 2 * OPERATIONS : border - OPERATIONS / 2;
        ThreadRanks.run(ranks, java.util.Map.of(), Duration.ofHours(1), world -> {
            FaultsTest.startAt(world, start, 0);
            for (long i = 0; i < OPERATIONS; i++) {
                int sum = world.allreduce(world.rank() + (int) i, Op.SUM);
                if (sum != ranks * (int) i + ranks * (ranks - 1) / 2) {
                    throw new AssertionError("operation " + i + " of " + OPERATIONS + ": " + sum);
                }
            }
        });
    }
}
