package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tutti.Communicator;
import org.tutti.Op;
import org.tutti.runtime.JobFiles;

/** Whoever is not of the job is kept out of it, and what others have put where its files go is neither followed nor removed. */
@Timeout(60)
class IntruderTest {
    private static final String NOBODY = "nobody";
    private static final Map<String, String> ONE_SECOND = Map.of("TUTTI_JOIN_TIMEOUT", "1");
    private static final String ARENA = "arena: ";

    /** Returns the sum of all ranks. */
    static final class Meet implements RankTask {
        @Override
        public String run(Communicator world, String... args) {
            return world.allreduce(world.rank() + 1, Op.SUM) + " of " + world.size();
        }
    }

    /** Something that is where ranks are to meet. */
    enum Trap {
        FILE {
            @Override
            void lay(Path name) throws IOException {
                Files.writeString(name, "x".repeat(10_000));
            }
        },
        FOLDER {
            @Override
            void lay(Path name) throws IOException {
                Files.createDirectory(name);
            }
        },
        LINK_TO_A_FILE {
            @Override
            void lay(Path name) throws IOException {
                Files.createSymbolicLink(name, Path.of("/etc/passwd"));
            }
        },
        LINK_TO_A_FOLDER {
            @Override
            void lay(Path name) throws IOException {
                Files.createSymbolicLink(name, Path.of("/etc"));
            }
        },
        LINK_TO_NOTHING {
            @Override
            void lay(Path name) throws IOException {
                Files.createSymbolicLink(name, Path.of("/nonexistent"));
            }
        },
        LINK_TO_A_DEVICE {
            @Override
            void lay(Path name) throws IOException {
                Files.createSymbolicLink(name, Path.of("/dev/zero"));
            }
        };

        abstract void lay(Path name) throws IOException;
    }

    /** Anybody can make a file in a shared folder; this one belongs to somebody else. */
    @ParameterizedTest
    @EnumSource
    void shouldNotFollowWhatAnotherUserHasMade(Trap trap) throws IOException {
        RankProcesses.Job job = RankProcesses.shared().newJob();
        Path name = JobFiles.ofJob(job.name());
        trap.lay(name);
        try {
            Files.getFileAttributeView(name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setOwner(
                            name.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(NOBODY));
            for (Outcome outcome : start(job)) {
                assertThat(outcome.requireFailure().message())
                        .contains("belongs to another user: file=" + name + ", owner=" + NOBODY)
                        .endsWith("[TUTTI-310]");
            }
            assertThat(Files.exists(name, LinkOption.NOFOLLOW_LINKS)).isTrue();
        } finally {
            Files.delete(name);
        }
    }

    /** The same of this user: by accident, so that it is told and stays. */
    @ParameterizedTest
    @EnumSource
    void shouldNotTakeSomethingElseForAJob(Trap trap) throws IOException {
        RankProcesses.Job job = RankProcesses.shared().newJob();
        Path name = JobFiles.ofJob(job.name());
        trap.lay(name);
        try {
            List<Outcome> outcomes = start(job);
            assertThat(outcomes.getFirst().requireFailure().message())
                    .contains("the job's name is taken by something else: ", "file=" + name)
                    .endsWith("[TUTTI-303]");
            assertThat(outcomes.getLast().requireFailure().message()).contains("file=" + name);
            assertThat(Files.exists(name, LinkOption.NOFOLLOW_LINKS)).isTrue();
        } finally {
            Files.delete(name);
        }
    }

    private static List<Outcome> start(RankProcesses.Job job) {
        job.add(0, 2, ONE_SECOND, Meet.class);
        job.add(1, 2, ONE_SECOND, Meet.class);
        return job.await();
    }

    /** Tells where its arena is, and leaves time to go there. */
    static final class Show implements RankTask {
        @Override
        public String run(Communicator world, String... args) throws Exception {
            try (var descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
                for (Path descriptor : descriptors) {
                    if (isArena(descriptor)) {
                        RankMain.tell(ARENA
                                + Path.of("/proc", ProcessHandle.current().pid() + "", "fd")
                                        .resolve(descriptor.getFileName()));
                    }
                }
            }
            RankMain.tell("told");
            Thread.sleep(1000);
            return world.allreduce(world.rank() + 1, Op.SUM) + " of " + world.size();
        }

        private static boolean isArena(Path descriptor) {
            try {
                return Files.readSymbolicLink(descriptor).toString().contains("tutti-");
            } catch (IOException e) {
                return false; // the folder's own
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"shm, head -c 1 %s", "shm, dd if=/dev/zero bs=8 count=1 conv=notrunc of=%s", "memfd, head -c 1 %s"})
    void shouldLetNobodyElseOpenItsMemory(String place, String command) throws Exception {
        RankProcesses.Job job = RankProcesses.shared().start(2, Map.of("TUTTI_ARENA_PLACE", place), Show.class);
        job.awaitMessage(0, "told");
        List<String> arenas = job.messages(0).stream()
                .filter(message -> message.startsWith(ARENA))
                .map(message -> message.substring(ARENA.length()))
                .toList();
        assertThat(arenas).isNotEmpty();
        for (String arena : arenas) {
            assertThat(asNobody(command.formatted(arena))).contains("Permission denied");
        }
        assertThat(job.await()).extracting(Outcome::require).containsOnly("3 of 2");
        assertThat(job.leftovers()).isEmpty();
    }

    /** {@return what a command says that another user runs} */
    private static String asNobody(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "setpriv", "--reuid=" + NOBODY, "--regid=nogroup", "--clear-groups", "sh", "-c", command)
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isNotZero();
        return output;
    }
}
