package org.tutti.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tutti.runtime.ArenaPlanner;
import org.tutti.runtime.Parameters;
import org.tutti.runtime.Processors;

/** Ranks are shells here. */
@Timeout(60)
class JobRunnerTest {
    @TempDir
    private Path folder;

    private final List<BitSet> binding = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();
    private final List<String> details = new ArrayList<>();
    private OutputStyle output = OutputStyle.shown(false);

    @Test
    void shouldTellTheRanksWhoTheyAre() throws Exception {
        assertThat(run(3, null, """
                [ "$TUTTI_JOB" = test ] && [ "$TUTTI_SIZE" = 3 ] && [ "$TUTTI_LAUNCHER" = "$PPID" ] || exit 1
                [ -e "$TUTTI_ARENA" ] && [ "$EXTRA" = value ] || exit 2
                touch "%s/$TUTTI_RANK"
                """.formatted(folder))).isZero();
        assertThat(folder.resolve("0")).exists();
        assertThat(folder.resolve("1")).exists();
        assertThat(folder.resolve("2")).exists();
        assertThat(messages).isEmpty();
    }

    @Test
    void shouldGiveNothingToReadToAnyRankButTheFirst() throws Exception {
        assertThat(run(2, null, "[ $TUTTI_RANK = 0 ] || [ -z \"$(cat)\" ]")).isZero();
    }

    @Test
    void shouldRunTheRanksInTheirFolder() throws Exception {
        assertThat(run(2, folder, "[ \"$(pwd -P)\" = '" + folder.toRealPath() + "' ]"))
                .isZero();
    }

    @Test
    void shouldTellWhatIsStarted() throws Exception {
        assertThat(run(2, null, "exit 0")).isZero();
        assertThat(details).hasSize(2);
        assertThat(details.getLast()).startsWith("rank 1 (pid ").contains("TUTTI_RANK=1", "/bin/sh -c 'exit 0'");
    }

    /** All threads of a rank have the binding from its start; the launcher goes back to what it had. */
    @Test
    void shouldBindEachRankToItsProcessors() throws Exception {
        BitSet own = Processors.ofProcess().allowed();
        BitSet last = new BitSet();
        last.set(own.length() - 1);
        binding.addAll(List.of(last, own, last));
        String command = "grep Cpus_allowed_list: /proc/self/status > '%s'/$TUTTI_RANK".formatted(folder);
        assertThat(run(3, null, command)).isZero();
        for (int rank = 0; rank < 3; rank++) {
            String expected = Processors.format(binding.get(rank));
            assertThat(Files.readString(folder.resolve(Integer.toString(rank)))).endsWith("\t" + expected + "\n");
            assertThat(details.get(rank)).contains(") on processors " + expected + ": ");
        }
        assertThat(Files.readString(Path.of("/proc/thread-self/status")))
                .contains("Cpus_allowed_list:\t" + Processors.format(own) + "\n");
    }

    @Test
    void shouldSayWhoFailed() throws Exception {
        assertThat(run(2, null, "[ $TUTTI_RANK = 1 ] && exit 6; exec sleep 1000"))
                .isEqualTo(6);
        assertThat(messages)
                .singleElement()
                .asString()
                .matches("rank 1 \\(pid \\d+\\) exited with code 6 \\[TUTTI-502\\]");
    }

    @Test
    void shouldFailWhenNoRankCanBeStarted() {
        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> runner(2, null, List.of("/no/such/java")).run())
                .withMessageContaining("cannot start rank 0")
                .withMessageContaining("/no/such/java");
    }

    /** The first rank removes what the others are. */
    @Test
    void shouldEndTheRanksThatRunWhenAnotherCannotBeStarted() throws IOException {
        Path script = folder.resolve("rank");
        Files.writeString(script, "#!/bin/sh\nrm -f \"$0\"\nexec sleep 1234\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> runner(500, null, List.of(script.toString())).run())
                .withMessageMatching("(?s)cannot start rank [1-9].*");
        assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive))
                .noneMatch(child -> child.info().commandLine().orElse("").contains("sleep 1234"));
    }

    /** A shell that does not become what it runs: that is a process of its own, whose end the shell awaits. */
    @Test
    void shouldEndWhatTheRanksHaveStarted() throws Exception {
        assertThat(run(2, null, """
                if [ $TUTTI_RANK = 1 ]; then
                    while ! [ -e '%1$s/begun' ]; do sleep 0.01; done
                    exit 6
                fi
                sleep 1357 &
                echo $! > '%1$s/pid'
                mv '%1$s/pid' '%1$s/begun'
                wait
                """.formatted(folder))).isEqualTo(6);
        long pid = Long.parseLong(Files.readString(folder.resolve("begun")).strip());
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void shouldKeepTheOutputOfEachRankInFiles() throws Exception {
        output = new OutputStyle(false, false, folder.resolve("a/b"), true);
        assertThat(run(11, null, "echo rank $TUTTI_RANK; echo oh >&2")).isZero();
        for (int rank = 0; rank < 11; rank++) {
            Path files = folder.resolve("a/b/1/rank." + (rank < 10 ? "0" : "") + rank);
            assertThat(files.resolve("stdout")).hasContent("rank " + rank);
            assertThat(files.resolve("stderr")).hasContent("oh");
        }
    }

    @Test
    void shouldSayThatOutputCannotGoToFiles() throws Exception {
        output = new OutputStyle(false, false, Files.createFile(folder.resolve("file")), false);
        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> run(2, null, "true"))
                .withMessageContaining("cannot start rank 0: there can be no folder for its output")
                .withMessageContaining(folder + "/file");
    }

    private int run(int ranks, @Nullable Path where, String script) throws Exception {
        return runner(ranks, where, List.of("/bin/sh", "-c", script)).run();
    }

    private JobRunner runner(int ranks, @Nullable Path where, List<String> command) {
        JobDescription job = new JobDescription(
                "test",
                ArenaPlanner.plan(Parameters.of(), ranks, () -> null),
                rank -> new RankStart(command, Map.of("EXTRA", "value"), where),
                output,
                binding,
                null);
        return new JobRunner(job, messages::add, rank -> details.add(rank.toString()));
    }
}
