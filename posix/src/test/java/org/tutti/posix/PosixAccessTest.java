package org.tutti.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.tutti.spi.NativeAccess;

/** Sleeping and waking; who sleeps, sleeps for an hour, so that a lost wake-up exceeds the time limit. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class PosixAccessTest {
    private static final List<String> ENABLED = List.of("--enable-native-access=ALL-UNNAMED");
    private static final long OFFSET = 128;

    private final PosixAccess posix = new PosixAccess();

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void createFile() throws Exception {
        file = Files.write(folder.resolve("arena"), new byte[4096]);
    }

    @Test
    void shouldBeAvailableHere() {
        assertThat(posix.unavailable()).isNull();
    }

    @Test
    void shouldBeFoundAsAServiceWhereNativeAccessIsEnabled() throws Exception {
        assertThat(outputOf(ENABLED, "reason")).isEqualTo("null");
    }

    @Test
    void shouldDeclineWithoutAWarningWhereNativeAccessIsNotEnabled() throws Exception {
        String reason = "native access is not enabled: start java with --enable-native-access=ALL-UNNAMED";

        assertThat(outputOf(List.of(), "reason")).isEqualTo(reason);
        assertThat(outputOf(List.of("--illegal-native-access=deny"), "reason")).isEqualTo(reason);
    }

    @Test
    void shouldDeclineOnOtherSystemsAndArchitectures() throws Exception {
        assertThat(outputOf(List.of("-Dos.arch=riscv64", ENABLED.getFirst()), "reason"))
                .isEqualTo("native access needs Linux on amd64 or aarch64: os=Linux, architecture=riscv64");
        assertThat(outputOf(List.of("-Dos.name=Mac OS X", ENABLED.getFirst()), "reason"))
                .startsWith("native access needs Linux on amd64 or aarch64: os=Mac OS X, architecture=");
    }

    @Test
    void shouldWakeASleeperThatHasMappedTheFileItself() throws Exception {
        try (Arena arena = Arena.ofShared()) {
            MemorySegment sleepersView = ChildJvm.map(file, arena);
            MemorySegment wakersView = ChildJvm.map(file, arena);
            Thread sleeper = Thread.ofPlatform()
                    .daemon()
                    .start(() -> posix.sleepWhile(sleepersView, OFFSET, 0, ChildJvm.AN_HOUR));

            while (!sleeper.join(Duration.ofMillis(5))) {
                posix.wake(wakersView, OFFSET);
            }
            assertThat(sleeper.isAlive()).isFalse();
        }
    }

    @Test
    void shouldWakeASleeperInAnotherProcess() throws Exception {
        Process child = ChildJvm.builder(ChildJvm.command(ENABLED, "sleep", file.toString(), String.valueOf(OFFSET)))
                .redirectErrorStream(true)
                .start();
        try (Arena arena = Arena.ofConfined();
                BufferedReader output = child.inputReader()) {
            MemorySegment memory = ChildJvm.map(file, arena);
            assertThat(output.readLine()).isEqualTo("sleeping");

            // The word keeps its value, so nothing but a wake-up ends the sleep.
            while (!child.waitFor(5, TimeUnit.MILLISECONDS)) {
                posix.wake(memory, OFFSET);
            }
            assertThat(output.readLine()).isEqualTo("awake");
            assertThat(child.exitValue()).isZero();
        } finally {
            child.destroyForcibly();
        }
    }

    @Test
    void shouldWakeAllSleepers() throws Exception {
        try (Arena arena = Arena.ofShared()) {
            MemorySegment memory = ChildJvm.map(file, arena);
            Runnable sleepUntilChanged = () -> {
                while ((int) JAVA_INT.varHandle().getVolatile(memory, OFFSET) == 0) {
                    posix.sleepWhile(memory, OFFSET, 0, ChildJvm.AN_HOUR);
                }
            };
            List<Thread> sleepers = List.of(
                    Thread.ofPlatform().daemon().start(sleepUntilChanged),
                    Thread.ofPlatform().daemon().start(sleepUntilChanged),
                    Thread.ofPlatform().daemon().start(sleepUntilChanged));
            Thread.sleep(20);

            JAVA_INT.varHandle().setVolatile(memory, OFFSET, 1);
            posix.wake(memory, OFFSET);
            for (Thread sleeper : sleepers) {
                sleeper.join();
            }
            assertThat(sleepers).noneMatch(Thread::isAlive);
        }
    }

    @Test
    void shouldNotSleepWhenWokenBeforeBecauseTheValueDiffers() throws Exception {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = ChildJvm.map(file, arena);
            memory.set(JAVA_INT, OFFSET, 1);
            posix.wake(memory, OFFSET);

            posix.sleepWhile(memory, OFFSET, 0, ChildJvm.AN_HOUR);
        }
    }

    @Test
    void shouldSleepUntilTheTimeIsOver() throws Exception {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = ChildJvm.map(file, arena);
            long start = System.nanoTime();
            posix.sleepWhile(memory, OFFSET, 0, 1_020_000_000);

            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(1_020_000_000);
        }
    }

    @Test
    void shouldNotSleepWhenThereIsNoTime() throws Exception {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = ChildJvm.map(file, arena);
            posix.sleepWhile(memory, OFFSET, 0, 0);
            posix.sleepWhile(memory, OFFSET, 0, Long.MIN_VALUE);
        }
    }

    @Test
    void shouldRejectWhatIsNoWordOfMappedMemory() throws Exception {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = ChildJvm.map(file, arena);

            assertThatThrownBy(() -> posix.wake(memory, 4093)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> posix.wake(memory, -4)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> posix.sleepWhile(memory, 130, 0, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("word is not aligned to 4 bytes: offset=130");
            assertThatThrownBy(() -> posix.wake(MemorySegment.ofArray(new int[1]), 0))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void shouldNotAllowUnmappingUnderASleeper() throws Exception {
        Arena arena = Arena.ofShared();
        MemorySegment memory = ChildJvm.map(file, arena);
        Thread sleeper =
                Thread.ofPlatform().daemon().start(() -> posix.sleepWhile(memory, OFFSET, 0, ChildJvm.AN_HOUR));
        Thread.sleep(100);

        assertThatThrownBy(arena::close).isInstanceOf(IllegalStateException.class);
        while (!sleeper.join(Duration.ofMillis(5))) {
            posix.wake(memory, OFFSET);
        }
        arena.close();
    }

    /** Who sleeps on the word is woken, and finds the mark: that the thread has ended, and which it was. */
    @Test
    void shouldMarkAWordWhenItsThreadEnds() throws Exception {
        try (Arena arena = Arena.ofShared()) {
            MemorySegment memory = ChildJvm.map(file, arena);
            CountDownLatch written = new CountDownLatch(1);
            CountDownLatch mayEnd = new CountDownLatch(1);
            Thread marked = Thread.ofPlatform().start(() -> {
                JAVA_INT.varHandle().setVolatile(memory, OFFSET, posix.markAtEnd(memory, OFFSET));
                written.countDown();
                awaitQuietly(mayEnd);
            });
            written.await();
            int value = memory.get(JAVA_INT, OFFSET);
            assertThat(value).isNotZero();
            assertThat(value & NativeAccess.ENDED).isZero();
            Thread sleeper = Thread.ofPlatform().start(() -> posix.sleepWhile(memory, OFFSET, value, ChildJvm.AN_HOUR));
            Thread.sleep(20);
            mayEnd.countDown();
            marked.join();
            sleeper.join();
            assertThat((int) JAVA_INT.varHandle().getVolatile(memory, OFFSET) & NativeAccess.ENDED)
                    .isNotZero();
        }
    }

    /** A thread that takes its word back before it ends is not marked, nor is one whose word has become another's. */
    @Test
    void shouldNotMarkAWordThatWasTakenBack() throws Exception {
        try (Arena arena = Arena.ofShared()) {
            MemorySegment memory = ChildJvm.map(file, arena);
            for (int after : new int[] {0, 12345}) {
                Thread unmarked = Thread.ofPlatform().start(() -> {
                    JAVA_INT.varHandle().setVolatile(memory, OFFSET, posix.markAtEnd(memory, OFFSET));
                    JAVA_INT.varHandle().setVolatile(memory, OFFSET, after);
                });
                unmarked.join();
                assertThat(memory.get(JAVA_INT, OFFSET)).isEqualTo(after);
            }
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void shouldMakeFilesOfMemory() throws Exception {
        try (FileChannel channel = posix.newMemoryFile("tutti-test")) {
            assertThat(channel.size()).isZero();
            channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
            assertThat(linksOfThisProcess()).contains("/memfd:tutti-test (deleted)");
        }
        assertThat(linksOfThisProcess()).doesNotContain("/memfd:tutti-test (deleted)");
    }

    private static List<String> linksOfThisProcess() throws IOException {
        List<String> links = new ArrayList<>();
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors) {
                if (Files.isSymbolicLink(descriptor)) {
                    links.add(Files.readSymbolicLink(descriptor).toString());
                }
            }
        }
        return links;
    }

    @Test
    void shouldGiveMemoryToARangeAndLeaveItsContentAlone() throws Exception {
        try (FileChannel channel = posix.newMemoryFile("tutti-test");
                Arena arena = Arena.ofConfined()) {
            MemorySegment memory = channel.map(FileChannel.MapMode.READ_WRITE, 0, 1 << 20, arena);
            memory.set(JAVA_INT, 8192, 7);
            assertThat(posix.populate(memory, 4096, 1 << 19)).isTrue();
            assertThat(memory.get(JAVA_INT, 8192)).isEqualTo(7);
            assertThat(blocksOf(channel)).isBetween(1 << 19, (1 << 19) + (1 << 16));
        }
    }

    /** {@return how much memory a file of memory has, in bytes} The kernel tells it in blocks of 512. */
    private static int blocksOf(FileChannel channel) throws Exception {
        assertThat(channel.isOpen()).isTrue();
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors) {
                if (Files.isSymbolicLink(descriptor)
                        && Files.readSymbolicLink(descriptor).toString().startsWith("/memfd:tutti-test")) {
                    Process stat = new ProcessBuilder(
                                    "stat",
                                    "-L",
                                    "-c",
                                    "%b",
                                    "/proc/" + ProcessHandle.current().pid() + "/fd/" + descriptor.getFileName())
                            .start();
                    String blocks = new String(stat.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                    return Integer.parseInt(blocks.strip()) * 512;
                }
            }
        }
        throw new AssertionError("the file is not open");
    }

    /** A file of half the size of its mapping: there is nothing to give to the other half. */
    @Test
    void shouldSayWhereThereIsNoMemoryToGive() throws Exception {
        try (FileChannel channel = posix.newMemoryFile("tutti-test");
                Arena arena = Arena.ofConfined()) {
            MemorySegment memory = channel.map(FileChannel.MapMode.READ_WRITE, 0, 8192, arena);
            channel.truncate(4096);
            assertThat(posix.populate(memory, 0, 4096)).isTrue();
            assertThatThrownBy(() -> posix.populate(memory, 0, 8192))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("madvise failed: errno=EFAULT");
        }
    }

    @Test
    void shouldBindAThread() throws Exception {
        AtomicReference<String> processors = new AtomicReference<>("");
        String allowed = Files.readString(Path.of("/proc/self/status")).split("Cpus_allowed_list:\\s", -1)[1];
        int number = Integer.parseInt(allowed.split("[^0-9]", -1)[0]);
        Thread.ofPlatform()
                .start(() -> {
                    BitSet first = new BitSet();
                    first.set(number);
                    try {
                        posix.bindThread(first);
                        processors.set(Files.readString(Path.of("/proc/thread-self/status")));
                    } catch (IOException e) {
                        processors.set(e.toString());
                    }
                })
                .join();
        assertThat(processors.get()).contains("Cpus_allowed_list:\t" + number + "\n");
    }

    @Test
    void shouldRefuseProcessorsThatAreNotThere() {
        BitSet none = new BitSet();
        none.set(4000);
        assertThatThrownBy(() -> posix.bindThread(none))
                .isInstanceOf(IOException.class)
                .hasMessage("processors={4000}: sched_setaffinity failed: errno=EINVAL");
    }

    /** In a heap that is never collected, and too small for 16 bytes per call. */
    @Test
    void shouldNotAllocate() throws Exception {
        List<String> options = List.of(
                ENABLED.getFirst(), "-XX:+UnlockExperimentalVMOptions", "-XX:+UseEpsilonGC", "-Xms32m", "-Xmx32m");

        assertThat(outputOf(options, "calls", file.toString())).endsWith("done");
    }

    /** {@return what a child wrote} Its standard error is part of it, so that a warning is noticed. */
    private static String outputOf(List<String> options, String... arguments) throws Exception {
        Process child = ChildJvm.builder(ChildJvm.command(options, arguments))
                .redirectErrorStream(true)
                .start();
        try {
            return new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } finally {
            child.destroyForcibly();
        }
    }
}
