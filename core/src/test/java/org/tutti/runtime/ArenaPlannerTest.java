package org.tutti.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tutti.ErrorClass;
import org.tutti.TuttiException;
import org.tutti.spi.NativeAccess;
import org.tutti.spi.NontemporalCopy;
import org.tutti.spi.ProcessWatch;

/** What needs file systems of some size is tried with real ones, elsewhere. */
class ArenaPlannerTest {
    private static final Path ABSENT = Path.of("/no/such/folder");

    @TempDir
    Path folder;

    /** Can make files of memory, or would if it were asked. */
    private static final class SomeAccess implements NativeAccess {
        @Override
        public @Nullable String unavailable() {
            return null;
        }

        @Override
        public void sleepWhile(MemorySegment memory, long offset, int expected, long nanos) {}

        @Override
        public void wake(MemorySegment memory, long offset) {}

        @Override
        public int markAtEnd(MemorySegment memory, long offset) {
            throw new AssertionError("nobody ends");
        }

        @Override
        public ProcessWatch newProcessWatch() {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileChannel newMemoryFile(String name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean populate(MemorySegment memory, long offset, long bytes) {
            return false;
        }

        @Override
        public @Nullable NontemporalCopy nontemporalCopy() {
            return null;
        }

        @Override
        public void bindThread(BitSet processors) {}
    }

    private static ArenaPlan plan(String place, @Nullable NativeAccess access, Path shared, Path temporary) {
        Parameters parameters = Parameters.of(ParameterSource.commandLine(Map.of(Parameter.ARENA_PLACE, place)));
        return new ArenaPlanner(parameters, 4, () -> access, shared, temporary).plan();
    }

    @Test
    void shouldPreferSharedMemory() {
        ArenaPlan plan = ArenaPlanner.plan(Parameters.of(), 4, () -> {
            throw new AssertionError("linking native code takes its time");
        });
        assertThat(plan.folder()).isEqualTo(Path.of("/dev/shm"));
        assertThat(plan.refused()).isEmpty();
        assertThat(plan.onDisk()).isFalse();
        assertThat(plan)
                .asString()
                .matches("the arena of 4 ranks, 8\\.\\d MiB with a ring of 2048 KiB each, is in /dev/shm .*");
    }

    @Test
    void shouldTakeAFileOfMemoryWhereThereIsNoSharedMemory() {
        ArenaPlan plan = plan("auto", new SomeAccess(), ABSENT, folder);
        assertThat(plan.folder()).isNull();
        assertThat(plan.onDisk()).isFalse();
        assertThat(plan.refused()).containsExactly("/no/such/folder: there is no such folder");
    }

    @Test
    void shouldTakeTheTemporaryFolderAtLast() throws IOException {
        ArenaPlan plan = plan("auto", null, ABSENT, folder);
        assertThat(plan.folder()).isEqualTo(folder);
        assertThat(plan.onDisk()).isEqualTo(!Files.getFileStore(folder).type().equals("tmpfs"));
        assertThat(plan.refused()).hasSize(2);
        assertThat(plan.refused().getLast()).startsWith("a file of memory (memfd): ");
    }

    @ParameterizedTest
    @CsvSource({"shm, /dev/shm", "memfd, ''"})
    void shouldObey(String place, String expected) {
        ArenaPlan plan = plan(place, new SomeAccess(), Path.of("/dev/shm"), folder);
        assertThat(plan.folder()).isEqualTo(expected.isEmpty() ? null : Path.of(expected));
    }

    @Test
    void shouldObeyWhereTheTemporaryFolderIsWanted() {
        assertThat(plan("tmp", new SomeAccess(), Path.of("/dev/shm"), folder).folder())
                .isEqualTo(folder);
    }

    /** /proc stands for a file system of another machine: neither is known to be this one's alone. */
    @Test
    void shouldNameWhatEachPlaceLacks() {
        assertThatThrownBy(() -> plan("auto", null, ABSENT, Path.of("/proc/self")))
                .isInstanceOfSatisfying(
                        TuttiException.class, e -> assertThat(e.errorClass()).isEqualTo(ErrorClass.NO_SPACE))
                .hasMessageStartingWith("there is no room for the job's shared memory: ranks=4, wanted=8.")
                .hasMessageContaining("; /no/such/folder: there is no such folder; a file of memory (memfd): ")
                .hasMessageContaining("; /proc/self: ")
                .hasMessageContaining("or lower --set coll.sm.ring_size");
    }

    @Test
    void shouldRefuseFileSystemsThatOthersMayShare() throws IOException {
        assertThat(new FolderStore(folder, "nfs4", 1, 1).isLocal()).isFalse();
        assertThat(new FolderStore(folder, "fuse.sshfs", 1, 1).isLocal()).isFalse();
        assertThat(new FolderStore(folder, "9p", 1, 1).isLocal()).isFalse();
        assertThat(new FolderStore(folder, "overlay", 1, 1).isLocal()).isTrue();
        assertThat(new FolderStore(folder, "overlay", 1, 1).isMemory()).isFalse();
        assertThat(new FolderStore(folder, "tmpfs", 1, 1).isMemory()).isTrue();
    }

    @Test
    void shouldPlanWhatTheWorldNeeds() {
        ArenaPlan plan = plan("memfd", new SomeAccess(), ABSENT, folder);
        assertThat(plan.geometry().worldBytes())
                .isBetween(
                        4L * plan.geometry().ringBytes(), 4L * plan.geometry().ringBytes() + (1 << 17));
    }

    @ParameterizedTest
    @CsvSource({"unlimited, 9223372036854775807", "8589934592, 268435456"})
    void shouldLeaveMostOfALimitedAddressSpaceToTheJvm(String limit, long expected) throws IOException {
        Path limits = Files.writeString(folder.resolve("limits"), """
                Limit                     Soft Limit           Hard Limit           Units
                Max cpu time              unlimited            unlimited            seconds
                Max address space         %s            unlimited            bytes
                """.formatted(limit));
        assertThat(AddressSpace.forArena(limits)).isEqualTo(expected);
        assertThat(AddressSpace.forArena(folder.resolve("none"))).isEqualTo(Long.MAX_VALUE);
    }
}
