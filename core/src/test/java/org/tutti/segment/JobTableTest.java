package org.tutti.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tutti.ErrorCode;
import org.tutti.runtime.Parameters;
import org.tutti.spi.Progress;

class JobTableTest {
    private static final int RANKS = 4;
    private static final long LONG_NANOS = 300_000_000;

    private final Lane[] lanes = new Lane[RANKS];
    private Arena arena;
    private Path file;

    @BeforeEach
    void makeArena(@TempDir Path folder) throws IOException {
        file = folder.resolve("arena");
        FileChannel channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE));
        Geometry geometry = Parameters.of().geometry(RANKS, 1 << 20);
        arena = Arena.create(channel, file, "table", geometry, ProcessId.current(), 42, null);
    }

    @AfterEach
    void closeArena() throws IOException {
        arena.close();
    }

    private void join() {
        for (int rank = 0; rank < RANKS; rank++) {
            Lane.prepare(arena, rank, JobTable.WORLD);
            arena.setProcess(rank, new ProcessId(100 + rank, 1));
            arena.setState(rank, Arena.State.ACTIVE);
        }
        for (int rank = 0; rank < RANKS; rank++) {
            lanes[rank] = Lane.open(arena, rank, JobTable.WORLD, JobTable.WORLD_NAME, Progress.NONE);
        }
    }

    private void arrive(int rank) {
        lanes[rank].open(Signature.of(Signature.Kind.BARRIER), 0);
        lanes[rank].arriveAndExpectAll();
        lanes[rank].allArrived();
    }

    @Test
    void shouldTellWhoIsThere() throws IOException {
        arena.claim(1);
        arena.setState(2, Arena.State.LEFT);
        try (Arena view = Arena.view(file)) {
            assertThat(view.job()).isEqualTo("table");
            assertThat(view.creator()).isEqualTo(ProcessId.current());
            assertThat(new JobTable(view).reports().map(RankReport::activity))
                    .containsExactly("absent", "joining", "left", "absent");
        }
    }

    @Test
    void shouldTellWhatARankDidLast() {
        join();
        JobTable table = new JobTable(arena);
        assertThat(table.report(0).lastCall()).isEqualTo("no operation of world yet");
        for (int i = 0; i < 20; i++) {
            for (int rank = 0; rank < RANKS; rank++) {
                arrive(rank);
            }
            for (Lane lane : lanes) {
                lane.complete(lane.position());
            }
        }
        assertThat(table.report(3).lastCall()).isEqualTo("operation 20 of world, barrier()");
        assertThat(table.report(3).activity()).isEqualTo("computing");
    }

    @Test
    void shouldTellWhomARankWaitsForUntilAllHaveCome() {
        join();
        JobTable table = new JobTable(arena);
        arrive(2);
        assertThat(table.report(2).awaited()).as("a short wait says nothing").isNull();
        lanes[2].linger();
        assertThat(table.report(2).awaited()).isEqualTo(new Awaited(3, 3)).hasToString("rank 3 and 2 others");
        assertThat(table.report(2).activity()).isEqualTo("spinning");
        arrive(3);
        lanes[2].allArrived();
        lanes[2].linger();
        assertThat(table.report(2).awaited()).isEqualTo(new Awaited(0, 2)).hasToString("rank 0 and another");
        arrive(0);
        assertThat(table.report(2).awaited()).as("what it said has come").isNull();
        assertThat(table.report(2).activity()).isEqualTo("computing");
    }

    @Test
    void shouldTellThatARankSleeps() throws InterruptedException {
        join();
        JobTable table = new JobTable(arena);
        arrive(1);
        Thread sleeper = Thread.ofPlatform().start(() -> lanes[1].sleep(LONG_NANOS));
        while (sleeper.isAlive() && !table.report(1).asleep()) {
            Thread.onSpinWait();
        }
        assertThat(table.report(1).activity()).isEqualTo("asleep");
        sleeper.join();
        assertThat(table.report(1).activity()).isEqualTo("spinning");
        arena.abort().write(ErrorCode.RANK_ENDED, 0, "over");
        assertThat(table.report(1).awaited())
                .as("nobody waits once the job has ended")
                .isNull();
    }

    @Test
    void shouldTellSinceWhen() {
        join();
        JobTable table = new JobTable(arena);
        arrive(1);
        assertThat(table.report(1).sinceMillis()).isZero();
        long mark = table.noteSince(1, -1, 1_700_000_000_000L);
        assertThat(table.noteSince(1, mark, 1_700_000_009_000L)).isEqualTo(mark);
        assertThat(table.report(1).sinceMillis()).isEqualTo(1_700_000_000_000L);
        lanes[1].linger();
        assertThat(table.report(1).sinceMillis()).as("it waits now").isZero();
        assertThat(table.noteSince(1, mark, 1_700_000_010_000L)).isNotEqualTo(mark);
        assertThat(table.report(1).sinceMillis()).isEqualTo(1_700_000_010_000L);
    }

    /** In which communicator a rank waits, be it for others to open it or inside; and again the world when it waits no more. */
    @Test
    void shouldTellInWhichCommunicatorARankWaits() throws InterruptedException {
        join();
        JobTable table = new JobTable(arena);
        Lane[] pair = new Lane[2];
        Thread first = Thread.ofPlatform().start(() -> pair[0] = openPair(3, 0));
        while (first.isAlive() && table.report(3).awaited() == null) {
            Thread.onSpinWait();
        }
        assertThat(table.report(3).lastCall()).isEqualTo("the first operation of pair");
        assertThat(table.report(3).awaited()).isEqualTo(new Awaited(1, 1));
        pair[1] = openPair(1, 1);
        first.join();
        assertThat(table.report(3).awaited()).as("rank 1 has come").isNull();
        assertThat(table.report(3).lastCall()).isEqualTo("no operation of world yet");
        pair[0].open(Signature.of(Signature.Kind.BARRIER), 0);
        pair[0].arriveAndExpectAll();
        pair[0].linger();
        assertThat(table.report(3).lane()).isEqualTo("pair");
        assertThat(table.report(3).lastCall()).isEqualTo("operation 1 of pair, barrier()");
        assertThat(table.report(3).awaited()).as("a rank of the world").isEqualTo(new Awaited(1, 1));
        pair[1].open(Signature.of(Signature.Kind.BARRIER), 0);
        pair[1].arrive();
        assertThat(table.report(3).lastCall()).as("it waits no more").isEqualTo("no operation of world yet");
    }

    private Lane openPair(int rank, int member) {
        Roster roster = new Roster(1000, "pair", new int[] {3, 1});
        LaneOpening opening = new LaneOpening(arena, new Vigil(arena, rank), roster, member, 0);
        opening.prepare();
        return opening.open(Progress.NONE);
    }
}
