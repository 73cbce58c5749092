package org.tutti.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;
import org.tutti.memory.WaitStrategy.Mode;

class ArenaTest {
    private static final Geometry GEOMETRY =
            new Geometry(3, Mode.OVERSUBSCRIBED, 128, 8, 512, 1024, 16384, 16, 4, 50, 8 << 20);

    @TempDir
    private Path folder;

    private Arena create(Path file) throws IOException {
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        return Arena.create(channel, file, "test", GEOMETRY, ProcessId.current(), 42, null);
    }

    @Test
    void shouldGiveEverybodyTheSizesOfWhoeverMadeIt() throws IOException {
        Path file = folder.resolve("arena");
        try (Arena made = create(file);
                Arena opened = Arena.attach(file, null)) {
            assertThat(opened.geometry()).isEqualTo(GEOMETRY).isEqualTo(made.geometry());
            assertThat(Arena.creatorOf(file)).isEqualTo(ProcessId.current());
            assertThat(opened.state(2)).isEqualTo(Arena.State.ABSENT);
            made.setProcess(2, new ProcessId(7, 8));
            made.setState(2, Arena.State.ACTIVE);
            assertThat(opened.state(2)).isEqualTo(Arena.State.ACTIVE);
            assertThat(opened.process(2)).isEqualTo(new ProcessId(7, 8));
            assertThat(opened.state(1)).isEqualTo(Arena.State.ABSENT);
        }
    }

    @Test
    void shouldKeepTheFirstAbortRecordForEver() throws IOException {
        Path file = folder.resolve("arena");
        try (Arena made = create(file);
                Arena opened = Arena.attach(file, null)) {
            made.abort().check();
            assertThat(opened.abort().write(ErrorCode.MISMATCH, 2, "first: ü")).isTrue();
            assertThat(made.abort().write(ErrorCode.RANKS_MISSING, 1, "second")).isFalse();
            assertThatThrownBy(made.abort()::check)
                    .isInstanceOfSatisfying(TuttiException.class, e -> {
                        assertThat(e.code()).isEqualTo(ErrorCode.MISMATCH);
                        assertThat(e.culprit()).isEqualTo(2);
                    })
                    .hasMessage("first: ü [TUTTI-501]");
        }
    }

    /** An exception that names a culprit speaks for itself, also when that is rank 0; any other is its rank's. */
    @Test
    void shouldNameWhomAnExceptionNames() throws IOException {
        TuttiException naming = new TuttiException(ErrorCode.RANK_ENDED, "rank 0 died", 0, null);
        try (Arena made = create(folder.resolve("arena"))) {
            made.abort().write(1, "rank 1", naming);
            assertThat(made.abort().culprit()).isZero();
            assertThat(made.abort().text()).isEqualTo(naming.reason());
        }
        try (Arena made = create(folder.resolve("another"))) {
            made.abort().write(1, "rank 1", new IllegalStateException("why"));
            assertThat(made.abort().culprit()).isOne();
            assertThat(made.abort().text())
                    .isEqualTo("rank 1 left by an exception: java.lang.IllegalStateException: why");
        }
    }

    /** The longest text is cut, and stays within its page. */
    @Test
    void shouldCutAnAbortRecordThatIsTooLong() throws IOException {
        Path file = folder.resolve("arena");
        try (Arena made = create(file)) {
            made.abort().write(ErrorCode.DEFECT, 0, "x".repeat(100_000));
            assertThat(made.abort().text()).isEqualTo("x".repeat(ArenaLayout.ABORT_TEXT_CAPACITY));
            assertThat(made.state(0)).isEqualTo(Arena.State.ABSENT);
        }
    }

    @Test
    void shouldReachTheAbortRecordOfAnArenaThatCannotBeMapped() throws IOException {
        Path file = folder.resolve("arena");
        try (Arena made = create(file)) {
            Arena.fail(file, ErrorCode.CANNOT_JOIN, 1, "no room");
            assertThat(made.abort().text()).isEqualTo("no room");
            assertThat(made.abort().culprit()).isOne();
        }
    }

    @Test
    void shouldRefuseFilesThatAreNoArena() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty"));
        Path noise = Files.write(folder.resolve("noise"), new byte[10_000]);
        for (Path file : new Path[] {empty, noise}) {
            assertThat(Arena.creatorOf(file)).isNull();
            assertThatThrownBy(() -> Arena.attach(file, null))
                    .isInstanceOfSatisfying(
                            TuttiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_AN_ARENA))
                    .hasMessageStartingWith("not an arena");
        }
    }

    /** What is too short for a header is not mapped, which would make it longer; what has another version is not read. */
    @Test
    void shouldSayWhyAFileIsNoArena() throws IOException {
        Path small = Files.write(folder.resolve("small"), new byte[ArenaLayout.PAGE - 1]);
        assertThatThrownBy(() -> Arena.attach(small, null)).hasMessageContaining("bytes=4095");
        assertThat(Files.size(small)).isEqualTo(ArenaLayout.PAGE - 1);
        Path zeros = Files.write(folder.resolve("zeros"), new byte[ArenaLayout.PAGE]);
        assertThatThrownBy(() -> Arena.attach(zeros, null)).hasMessageContaining("magic=0");
        Path old = folder.resolve("old");
        try (Arena made = create(old)) {
            assertThat(Arena.creatorOf(old)).isNotNull();
            made.words().setPlain(ArenaLayout.VERSION, ArenaLayout.VERSION_VALUE - 1);
            assertThatThrownBy(() -> Arena.attach(old, null))
                    .hasMessageContaining("version=" + (ArenaLayout.VERSION_VALUE - 1));
        }
    }

    @Test
    void shouldSayThatAPoolIsUsedUp() throws IOException {
        try (Arena made = create(folder.resolve("arena"))) {
            long first = made.pool(1).allocate(1000);
            long second = made.pool(1).allocate(1000);
            assertThat(second - first).isEqualTo(4096);
            assertThatThrownBy(() -> made.pool(1).allocate(100L << 20))
                    .isInstanceOfSatisfying(
                            TuttiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.POOL_FULL))
                    .hasMessageStartingWith("the pool of this rank is used up: rank=1, used=8192, wanted=104857600");
        }
    }

    @Test
    void shouldTellAProcessFromALaterOneOfTheSameNumber() {
        ProcessId self = ProcessId.current();
        assertThat(self.isAlive()).isTrue();
        assertThat(new ProcessId(self.pid(), self.start() + 1000).isAlive()).isFalse();
        assertThat(new ProcessId(Integer.MAX_VALUE - 1, 0).isAlive()).isFalse();
    }
}
