package org.tutti.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.tutti.spi.ProcessWatch;

@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class PidfdWatchTest {
    private final List<Process> children = new ArrayList<>();

    @AfterEach
    void killChildren() {
        children.forEach(Process::destroyForcibly);
    }

    @Test
    void shouldReturnTheTagOfAKilledProcess() throws Exception {
        try (ProcessWatch watch = new PosixAccess().newProcessWatch()) {
            Process child = startSleeper();
            watch.add(startSleeper().pid(), 3);
            watch.add(child.pid(), 5);
            CompletableFuture<Integer> end = awaitEndInAnotherThread(watch);

            child.destroyForcibly(); // kill -9

            assertThat(end.get()).isEqualTo(5);
        }
    }

    @Test
    void shouldReturnEachOfSeveralOnce() throws Exception {
        try (ProcessWatch watch = new PidfdWatch()) {
            List<Process> killed = List.of(startSleeper(), startSleeper(), startSleeper(), startSleeper());
            for (int tag = 0; tag < killed.size(); tag++) {
                watch.add(killed.get(tag).pid(), tag);
            }
            Process last = startSleeper();
            watch.add(last.pid(), 4);
            for (Process child : killed) {
                child.destroyForcibly().waitFor();
            }

            assertThat(List.of(watch.awaitEnd(), watch.awaitEnd(), watch.awaitEnd(), watch.awaitEnd()))
                    .containsExactlyInAnyOrder(0, 1, 2, 3);
            last.destroyForcibly();
            assertThat(watch.awaitEnd()).isEqualTo(4);
        }
    }

    @Test
    void shouldReturnAProcessThatHadEndedBefore() throws Exception {
        try (ProcessWatch watch = new PidfdWatch()) {
            Process child = startSleeper();
            child.destroyForcibly().waitFor();

            watch.add(child.pid(), 9);

            assertThat(watch.awaitEnd()).isEqualTo(9);
        }
    }

    /** Its id stays in use as that of a process group, for which older kernels report another error. */
    @Test
    void shouldReturnAnEndedProcessWhoseGroupLivesOn() throws Exception {
        Process leader = start("setsid", "sh", "-c", "sleep 1000 & echo $!");
        try (ProcessWatch watch = new PidfdWatch();
                BufferedReader output = leader.inputReader()) {
            long memberOfItsGroup = Long.parseLong(output.readLine());
            leader.waitFor();
            try {
                watch.add(leader.pid(), 2);

                assertThat(watch.awaitEnd()).isEqualTo(2);
            } finally {
                ProcessHandle.of(memberOfItsGroup).ifPresent(ProcessHandle::destroyForcibly);
            }
        }
    }

    @Test
    void shouldReturnAZombie() throws Exception {
        // the child outlives the shell, which might wait for it: what the shell becomes does not
        Process parentThatNeverWaits = start("sh", "-c", "sleep 0.2 & echo $!; exec sleep 1000");
        try (ProcessWatch watch = new PidfdWatch();
                BufferedReader output = parentThatNeverWaits.inputReader()) {
            long zombie = Long.parseLong(output.readLine());
            watch.add(zombie, 1);

            assertThat(watch.awaitEnd()).isEqualTo(1);
            assertThat(Path.of("/proc", String.valueOf(zombie))).exists();
            watch.add(zombie, 2);
            assertThat(watch.awaitEnd()).isEqualTo(2);
        }
    }

    @Test
    void shouldWatchAProcessAddedWhileBlocked() throws Exception {
        try (ProcessWatch watch = new PidfdWatch()) {
            watch.add(startSleeper().pid(), 0);
            CompletableFuture<Integer> end = awaitEndInAnotherThread(watch);
            Process added = startSleeper();
            watch.add(added.pid(), 1);
            Thread.sleep(50);

            added.destroyForcibly();

            assertThat(end.get()).isEqualTo(1);
        }
    }

    @Test
    void shouldReturnAnEndedProcessAddedWhileBlocked() throws Exception {
        try (ProcessWatch watch = new PidfdWatch()) {
            CompletableFuture<Integer> end = awaitEndInAnotherThread(watch);
            Process child = startSleeper();
            child.destroyForcibly().waitFor();

            watch.add(child.pid(), 8);

            assertThat(end.get()).isEqualTo(8);
        }
    }

    @Test
    void shouldReturnMinusOneToABlockedThreadWhenClosed() throws Exception {
        ProcessWatch watch = new PidfdWatch();
        watch.add(startSleeper().pid(), 0);
        CompletableFuture<Integer> end = awaitEndInAnotherThread(watch);

        watch.close();

        assertThat(end.get()).isEqualTo(-1);
        assertThat(watch.awaitEnd()).isEqualTo(-1);
        watch.close();
    }

    @Test
    void shouldRejectProcessesOnceClosed() {
        ProcessWatch watch = new PidfdWatch();
        watch.close();

        assertThatThrownBy(() -> watch.add(1, 6))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the watch is closed: pid=1, tag=6");
    }

    @Test
    void shouldRejectIdsAndTagsThatCannotBe() {
        try (ProcessWatch watch = new PidfdWatch()) {
            assertThatThrownBy(() -> watch.add(0, 0)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> watch.add(1L << 32, 0)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> watch.add(1, -1)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void shouldRejectASecondBlockedThread() throws Exception {
        try (ProcessWatch watch = new PidfdWatch()) {
            CompletableFuture<Integer> end = awaitEndInAnotherThread(watch);

            assertThatThrownBy(watch::awaitEnd).isInstanceOf(IllegalStateException.class);
            assertThat(end).isNotDone();
        }
    }

    @Test
    void shouldNameTheLimitWhenDescriptorsRunOut() throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "ulimit -n 64; exec \"$@\"", "sh"));
        command.addAll(ChildJvm.command(List.of("--enable-native-access=ALL-UNNAMED"), "exhaust"));
        Process child = ChildJvm.builder(command).redirectErrorStream(true).start();
        children.add(child);

        assertThat(new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip())
                .matches("cannot watch a process: pid=\\d+, tag=7: pidfd_open failed: errno=EMFILE; "
                        + "this process has too many open files: raise its limit with ulimit -n \\[TUTTI-901]");
    }

    @Test
    void shouldGiveBackAllDescriptors() throws Exception {
        Process sleeper = startSleeper();
        Process ended = startSleeper();
        ended.destroyForcibly().waitFor();
        long before = openDescriptors();
        for (int cycle = 0; cycle < 1000; cycle++) {
            ProcessWatch watch = new PidfdWatch();
            watch.add(sleeper.pid(), 0);
            watch.add(ended.pid(), 1);
            assertThat(watch.awaitEnd()).isEqualTo(1);
            if (cycle % 10 == 0) {
                CompletableFuture<Integer> end = awaitEndInAnotherThread(watch);
                watch.close();
                assertThat(end.get()).isEqualTo(-1);
            } else {
                watch.close();
            }
        }
        assertThat(openDescriptors()).isEqualTo(before);
    }

    @Test
    void shouldGiveBackTheDescriptorOfAProcessThatHasEnded() throws Exception {
        try (ProcessWatch watch = new PidfdWatch()) {
            long before = openDescriptors();
            Process child = startSleeper();
            watch.add(child.pid(), 0);
            assertThat(openDescriptors()).isEqualTo(before + 1);
            child.destroyForcibly();
            watch.awaitEnd();

            assertThat(openDescriptors()).isEqualTo(before);
        }
    }

    /** {@return how many pidfds and eventfds this process has open} Files and pipes come and go with the JVM's mood. */
    private static long openDescriptors() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(PidfdWatchTest::isOfAWatch).count();
        }
    }

    private static boolean isOfAWatch(Path descriptor) {
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            return target.contains("pidfd") || target.contains("eventfd");
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    private Process startSleeper() throws IOException {
        return start("sleep", "1000");
    }

    private Process start(String... command) throws IOException {
        Process child = new ProcessBuilder(command).start();
        children.add(child);
        return child;
    }

    /** Returns when the other thread is blocked, or about to be. */
    private static CompletableFuture<Integer> awaitEndInAnotherThread(ProcessWatch watch) throws InterruptedException {
        CompletableFuture<Integer> end = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                end.complete(watch.awaitEnd());
            } catch (RuntimeException failure) {
                end.completeExceptionally(failure);
            }
        });
        Thread.sleep(Duration.ofMillis(20));
        return end;
    }
}
