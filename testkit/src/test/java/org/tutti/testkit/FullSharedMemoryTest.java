package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tutti.Communicator;
import org.tutti.ErrorClass;
import org.tutti.Op;
import org.tutti.Tutti;
import org.tutti.TuttiException;

/**
 * A shared memory of 8 MiB, as a container's may be: a file system of that size, mounted over /dev/shm for one process and
 * its children. That needs the right to mount; without it these tests fail.
 */
class FullSharedMemoryTest {
    private static final Path SHM = Path.of("/dev/shm");

    /** What is tried where memory is scarce. */
    enum Scene {
        /** Two ranks with the default sizes. */
        TWO_THREADS {
            @Override
            void play() {
                Tutti.runThreads(2, Scene::work);
            }
        },
        /** As many as the defaults, which look at what is free, still find room for. */
        SIXTEEN_THREADS {
            @Override
            void play() {
                Tutti.runThreads(16, Scene::work);
            }
        },
        /** More than fits. */
        TOO_MANY_THREADS {
            @Override
            void play() {
                System.setProperty("tutti.coll.sm.ring_size", "1048576");
                try {
                    Tutti.runThreads(16, Scene::work);
                    throw new AssertionError("it fitted");
                } catch (TuttiException e) {
                    requireAdvice(e.errorClass() == ErrorClass.NO_SPACE, e.getMessage());
                }
            }
        },
        /** Processes, of which some find the memory full; those that come when all is over find nobody. */
        TOO_MANY_PROCESSES {
            @Override
            void play() {
                try (RankProcesses pool = new RankProcesses()) {
                    pool.run(4, RendezvousTest.Meet.class).forEach(Outcome::require);
                    Map<String, String> settings =
                            Map.of("TUTTI_COLL_SM_RING_SIZE", "4194304", "TUTTI_JOIN_TIMEOUT", "2");
                    RankProcesses.Job job = pool.start(4, settings, RendezvousTest.Meet.class);
                    int advised = 0;
                    for (Outcome outcome : job.await()) {
                        Outcome.Failure failure = outcome.requireFailure();
                        if (!failure.message().startsWith("rank 0 never came")) {
                            requireAdvice(failure.errorClass().equals("NO_SPACE"), failure.message());
                            advised++;
                        }
                    }
                    require(advised > 1, "only " + advised + " ranks know why");
                    require(job.leftovers().isEmpty(), "left: " + job.leftovers());
                }
            }
        },
        /** Two processes with the default sizes. */
        TWO_PROCESSES {
            @Override
            void play() {
                try (RankProcesses pool = new RankProcesses()) {
                    pool.run(2, RendezvousTest.Meet.class).forEach(Outcome::require);
                }
            }
        },
        /** Not even the header of an arena fits. */
        NOTHING_FREE {
            @Override
            void play() throws IOException {
                fill();
                try (RankProcesses pool = new RankProcesses()) {
                    RankProcesses.Job job = pool.start(2, Map.of("TUTTI_JOIN_TIMEOUT", "1"), RendezvousTest.Meet.class);
                    List<Outcome> outcomes = job.await();
                    Outcome.Failure first = outcomes.getFirst().requireFailure();
                    requireAdvice(first.errorClass().equals("NO_SPACE"), first.message());
                    outcomes.get(1).requireFailure();
                    require(job.leftovers().isEmpty(), "left: " + job.leftovers());
                }
                Files.delete(SHM.resolve("full"));
            }
        };

        abstract void play() throws Exception;

        private static void work(Communicator world) {
            require(world.allreduce(1, Op.SUM) == world.size(), "a wrong sum");
            double[] numbers = new double[200_000];
            java.util.Arrays.fill(numbers, 1);
            world.allreduce(numbers, Op.SUM);
            require(numbers[199_999] == world.size(), "a wrong sum");
        }

        private static void requireAdvice(boolean isNoSpace, String message) {
            require(
                    isNoSpace
                            && message.contains("shared memory is full: wanted=")
                            && message.contains("of 8388608 bytes free")
                            && message.contains("Enlarge /dev/shm"),
                    message);
        }

        private static void fill() throws IOException {
            byte[] page = new byte[4096];
            try (var out = Files.newOutputStream(SHM.resolve("full"))) {
                while (true) {
                    out.write(page);
                }
            } catch (IOException e) {
                // it is full
            }
        }

        private static void require(boolean condition, String otherwise) {
            if (!condition) {
                throw new AssertionError(otherwise);
            }
        }
    }

    /** Plays one scene, and says "fine" if all was as it should be and nothing is left. */
    public static void main(String[] args) throws Exception {
        Scene.valueOf(args[0]).play();
        try (Stream<Path> files = Files.list(SHM)) {
            List<Path> left = files.toList();
            System.out.println(left.isEmpty() ? "fine" : "left: " + left);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldWorkOrSayWhatIsMissing(Scene scene) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("unshare", "-m", "sh", "-c"));
        command.add("mount -t tmpfs -o size=8m tmpfs /dev/shm && exec \"$@\"");
        command.add("sh");
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:-UsePerfData", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(FullSharedMemoryTest.class.getName(), scene.name()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("fine").doesNotContain("left:");
    }
}
