package org.tutti.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tutti.memory.WaitStrategy;
import org.tutti.spi.NativeAccess;

/**
 * What others tell of a rank, on a memory that checks every access: whoever has heard what a rank says sees what it had stored before,
 * here a plain word.
 */
class RowProtocolTest {
    private static final int RANKS = 3;
    private static final long LIMIT_NANOS = 10_000_000_000L;
    private static final long LIFE = ArenaLayout.row(0) + ArenaLayout.ROW_LIFE;

    private static final Geometry GEOMETRY = geometry(WaitStrategy.Mode.DEDICATED);
    /** A word that nothing else is in: the arena's last. */
    private static final long STORED = GEOMETRY.arenaBytes() - Long.BYTES;

    private static Geometry geometry(WaitStrategy.Mode mode) {
        return new Geometry(RANKS, mode, 128, 8, 2048, 1024, 32768, RANKS, 1, 50, 1 << 20);
    }

    private static void storeBefore(Arena arena, long value) {
        arena.words().setPlain(STORED, value);
    }

    private static void expectStored(Arena arena, long value) {
        assertThat(arena.words().getPlain(STORED)).isEqualTo(value);
    }

    /** Rank 0 says something, and rank 1 listens. */
    private static void expectOrdered(Consumer<Arena> says, Predicate<Arena> isHeard) throws Exception {
        CheckedRanks.runOnArenas(GEOMETRY, 1, (arena, rank) -> {
            if (rank == 0) {
                storeBefore(arena, 42);
                says.accept(arena);
            } else if (rank == 1) {
                assertThat(WaitStrategy.until(() -> isHeard.test(arena), LIMIT_NANOS))
                        .isTrue();
                expectStored(arena, 42);
            }
        });
    }

    @Test
    void shouldOrderSinceWhen() throws Exception {
        expectOrdered(
                arena -> arena.waitRows().setSince(0, 7, 1000),
                arena -> arena.waitRows().since(0, 7) == 1000);
    }

    @Test
    void shouldOrderWhereARankWaits() throws Exception {
        expectOrdered(
                arena -> arena.waitRows().setWaits(0, 5),
                arena -> arena.waitRows().waits(0) == 5);
        expectOrdered(
                arena -> arena.waitRows().setOpens(0, 2),
                arena -> arena.waitRows().waitsToOpen(0, 2));
    }

    @Test
    void shouldOrderForWhatARankWaits() throws Exception {
        byte[] text = "a message".getBytes(StandardCharsets.UTF_8);
        expectOrdered(
                arena -> arena.waitRows().setBlocked(0, 1, Awaited.pack(2, 1), text),
                arena -> arena.waitRows().blocked(0) == 1
                        && new Awaited(2, 1).equals(arena.waitRows().awaited(0))
                        && arena.waitRows().blockedIn(0).equals("a message"));
        expectOrdered(
                arena -> arena.waitRows().setLooked(0, 4),
                arena -> arena.waitRows().blocked(0) == 4);
    }

    @Test
    void shouldOrderWhetherARankLives() throws Exception {
        expectOrdered(
                arena -> assertThat(new LifeWord(arena.words(), 0).begin()).isTrue(),
                arena -> arena.words().getAcquire(LIFE) == CheckedWords.MARK);
        CheckedRanks.runOnArenas(GEOMETRY, 1, (arena, rank) -> {
            LifeWord life = new LifeWord(arena.words(), 0);
            if (rank == 0) {
                life.begin();
                assertThat(WaitStrategy.until(() -> arena.waitRows().waits(1) == 5, LIMIT_NANOS))
                        .isTrue();
                storeBefore(arena, 43);
                life.end();
            } else if (rank == 1) {
                assertThat(WaitStrategy.until(() -> arena.words().getAcquire(LIFE) != 0, LIMIT_NANOS))
                        .isTrue();
                arena.waitRows().setWaits(1, 5);
                assertThat(WaitStrategy.until(() -> arena.words().getAcquire(LIFE) == 0, LIMIT_NANOS))
                        .isTrue();
                expectStored(arena, 43);
            }
        });
    }

    /** The kernel marks the word of a thread that has ended, and nothing else tells that it has. */
    @Test
    void shouldOrderTheMarkOfTheKernel() throws Exception {
        expectOrdered(
                arena -> {
                    new LifeWord(arena.words(), 0).begin();
                    arena.words().setRelease(LIFE, CheckedWords.MARK | NativeAccess.ENDED);
                },
                arena -> new LifeWord(arena.words(), 0).sleepUnlessMarked());
    }

    private static void expectReport(JobTable table, int rank, Predicate<RankReport> expected) {
        assertThat(WaitStrategy.until(() -> expected.test(table.report(rank)), LIMIT_NANOS))
                .isTrue();
    }

    /** What a rank does, for whom it waits, and that it sleeps, as {@code tutti dump} tells it while the rank goes on. */
    @ParameterizedTest
    @EnumSource(
            value = WaitStrategy.Mode.class,
            names = {"DEDICATED", "OVERSUBSCRIBED"})
    void shouldOrderWhatATableTells(WaitStrategy.Mode mode) throws Exception {
        boolean sleeps = mode == WaitStrategy.Mode.OVERSUBSCRIBED;
        CheckedRanks.runOnArenas(geometry(mode), 1, (arena, rank) -> {
            arena.setProcess(rank, new ProcessId(100 + rank, 1));
            Lane lane = CheckedRanks.join(arena, rank);
            JobTable table = new JobTable(arena);
            if (rank == 0) {
                storeBefore(arena, 44);
            } else if (rank == 1) {
                expectReport(table, 0, report -> report.sequence() == 1);
                expectStored(arena, 44);
                expectReport(table, 0, report -> new Awaited(1, 2).equals(report.awaited()));
                expectReport(table, 0, report -> report.asleep() == sleeps);
            } else {
                expectReport(table, 1, report -> report.sequence() == 1);
            }
            lane.open(Signature.of(Signature.Kind.BARRIER), 0);
            lane.arriveAndExpectAll();
            if (rank == 0 && sleeps) {
                lane.sleep(LIMIT_NANOS);
            } else if (rank == 0) {
                lane.linger();
            }
        });
    }
}
