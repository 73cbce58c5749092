package org.tutti.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LeftoverTest {
    @TempDir
    Path folder;

    private static long deadPid() throws Exception {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        return process.pid();
    }

    private Path touch(String suffix) throws IOException {
        return Files.createFile(folder.resolve(JobFiles.prefix() + suffix));
    }

    private Path link(String job, String target) throws IOException {
        return Files.createSymbolicLink(folder.resolve(JobFiles.prefix() + "-" + job), Path.of(target));
    }

    private Leftover only() throws IOException {
        List<Leftover> found = Leftover.find(List.of(folder));
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    @Test
    void shouldRemoveWhatADeadProcessHasMade() throws Exception {
        long pid = deadPid();
        Path socket = touch("~" + pid + ".socket");
        Path unfinished = touch("~" + pid + "-abc");
        List<Leftover> found = Leftover.find(List.of(folder));
        assertThat(found).extracting(Leftover::file).containsExactly(unfinished, socket);
        for (Leftover leftover : found) {
            assertThat(leftover.isDead()).isTrue();
            assertThat(leftover.pid()).isEqualTo(pid);
            assertThat(leftover.remove()).isTrue();
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void shouldLeaveWhatALivingProcessHasMade() throws Exception {
        long pid = ProcessHandle.current().pid();
        touch("~" + pid + ".socket");
        assertThat(only().alive()).isEqualTo("its process runs: pid=" + pid);
    }

    /** The number of the process that made it belongs to a younger one now. */
    @Test
    void shouldTellAProcessFromALaterOneOfTheSameNumber() throws Exception {
        Path file = touch("~" + ProcessHandle.current().pid() + ".socket");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(1_000_000)));
        assertThat(only().isDead()).isTrue();
    }

    @Test
    void shouldRemoveTheLinkOfADeadJob() throws Exception {
        long pid = deadPid();
        Path link = link("dead", "/proc/" + pid + "/fd/17");
        assertThat(only()).isEqualTo(new Leftover(link, pid, null));
        assertThat(only().remove()).isTrue();
        assertThat(Files.exists(link, LinkOption.NOFOLLOW_LINKS)).isFalse();
        assertThat(folder).isEmptyDirectory();
    }

    /** Its process id is another's now, whose descriptor is anything, here a socket, a pipe or a file. */
    @Test
    void shouldRemoveALinkThatLeadsToNoArena() throws Exception {
        for (int descriptor = 0; descriptor < 3; descriptor++) {
            link("reused", "/proc/" + ProcessHandle.current().pid() + "/fd/" + descriptor);
            assertThat(only().isDead()).isTrue();
            assertThat(only().remove()).isTrue();
        }
    }

    @Test
    void shouldLeaveTheLinkOfAJobThatIsStarting() throws Exception {
        UnnamedArena arena =
                UnnamedArena.create("test", ArenaPlanner.plan(Parameters.of(), 2, () -> null), () -> null, null);
        Path link = link("alive", arena.file().toString());
        assertThat(only().alive())
                .isEqualTo("its job is starting: pid=" + ProcessHandle.current().pid());
        Leftover mistaken = new Leftover(link, 1, null);
        assertThat(mistaken.remove()).isFalse();
        assertThat(Files.readSymbolicLink(link)).isEqualTo(arena.file());
        arena.arena().close();
        assertThat(only().isDead()).isTrue();
    }

    /** A service's name lives as long as its port is open and its process runs. */
    @Test
    void shouldJudgeTheNameOfAServiceByItsPort() throws Exception {
        long pid = ProcessHandle.current().pid();
        Path port = touch("~" + pid + "-1.port");
        Path service = Files.createSymbolicLink(folder.resolve(JobFiles.prefix() + "@weather"), port);
        assertThat(Leftover.judge(service)).isEqualTo(new Leftover(service, pid, "its port is open: pid=" + pid));
        Files.delete(port);
        assertThat(only().isDead()).isTrue();
        assertThat(only().remove()).isTrue();
        long dead = deadPid();
        Files.createSymbolicLink(service, touch("~" + dead + "-2.port"));
        assertThat(Leftover.find(List.of(folder))).extracting(Leftover::isDead).containsExactly(true, true);
        assertThat(Leftover.judge(service).pid()).isEqualTo(dead);
    }

    @Test
    void shouldLeaveWhatItCannotJudge() throws IOException {
        Files.createFile(folder.resolve("tutti-" + System.getProperty("user.name") + "-1-job"));
        assertThat(only().alive()).startsWith("made in another container, or not by Tutti");
        Files.delete(only().file());
        touch("-file");
        assertThat(only().alive()).isEqualTo("neither a link nor a file that names its process");
        Files.delete(only().file());
        link("elsewhere", "/etc/passwd");
        assertThat(only().alive()).isEqualTo("a link that is not Tutti's");
    }
}
