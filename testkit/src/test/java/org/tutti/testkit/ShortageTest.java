package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tutti.Communicator;
import org.tutti.Op;
import org.tutti.Tutti;
import org.tutti.TuttiException;

/** Where memory is short a job starts elsewhere, or says at once what is missing; and nothing is left. */
@Timeout(180)
class ShortageTest {
    private static final Path SHM = Path.of("/dev/shm");
    private static final String FILLER = "filler";

    @TempDir
    private Path folder;

    /** A job that works. */
    static final class Work implements RankTask {
        @Override
        public String run(Communicator world, String... args) {
            work(world);
            return "fine";
        }

        /** Runs as a rank that the launcher has started. */
        public static void main(String[] args) {
            try (Communicator world = Tutti.init(args)) {
                work(world);
                System.out.println("fine");
            }
        }
    }

    private static void work(Communicator world) {
        require(world.allreduce(1, Op.SUM) == world.size(), "a wrong sum");
        double[] numbers = new double[200_000];
        Arrays.fill(numbers, 1);
        world.allreduce(numbers, Op.SUM);
        require(numbers[199_999] == world.size(), "a wrong sum");
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise);
        }
    }

    /** What is tried in a process of its own, whose shared memory is short. */
    enum Scene {
        /** Ranks as threads and as processes that meet at a name, both with and without native access. */
        ALL_WAYS {
            @Override
            void play() {
                for (String access : List.of("on", "off")) {
                    ThreadRanks.run(4, Map.of("native", access), ShortageTest::work);
                    try (RankProcesses pool = newPool()) {
                        RankProcesses.Job job = pool.start(2, Map.of("TUTTI_NATIVE", access), Work.class);
                        job.await().forEach(Outcome::require);
                        require(job.leftovers().isEmpty(), "left: " + job.leftovers());
                    }
                }
            }
        },
        /** As many as the defaults, which look at what is free, still find room for. */
        SIXTEEN_THREADS {
            @Override
            void play() {
                ThreadRanks.run(16, Map.of("native", "off", "arena.place", "shm"), ShortageTest::work);
            }
        },
        /** More than fits into 8 MiB: told before any rank waits for another. */
        TOO_LARGE {
            @Override
            void play() {
                Map<String, String> settings = Map.of("arena.place", "shm", "coll.sm.ring_size", "1m");
                try {
                    ThreadRanks.run(16, settings, ShortageTest::work);
                    throw new AssertionError("it fitted");
                } catch (TuttiException e) {
                    requireAdvice(
                            String.valueOf(e.getMessage()), "there is no room for the job's shared memory: ranks=16");
                }
            }
        },
        /** There was room when rank 0 looked, but none is left for rank 1. */
        FILLED_MEANWHILE {
            @Override
            void play() throws Exception {
                try (RankProcesses pool = newPool()) {
                    Map<String, String> settings = Map.of("TUTTI_ARENA_PLACE", "shm", "TUTTI_JOIN_TIMEOUT", "20");
                    for (String access : List.of("on", "off")) {
                        RankProcesses.Job job = pool.newJob();
                        Map<String, String> all = new java.util.HashMap<>(settings);
                        all.put("TUTTI_NATIVE", access);
                        job.add(0, 2, all, Work.class);
                        Thread.sleep(1500);
                        fill();
                        job.add(1, 2, all, Work.class);
                        for (Outcome outcome : job.await()) {
                            Outcome.Failure failure = outcome.requireFailure();
                            requireAdvice(failure.message(), "shared memory is full: wanted=");
                            require(failure.culprit() == 1 || outcome.rank() == 1, failure.toString());
                        }
                        require(job.leftovers().isEmpty(), "left: " + job.leftovers());
                        Files.delete(SHM.resolve(FILLER));
                    }
                }
            }
        };

        abstract void play() throws Exception;

        private static RankProcesses newPool() {
            return new RankProcesses("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
        }

        private static void requireAdvice(String message, String start) {
            require(message.contains(start) && message.contains("Enlarge /dev/shm"), message);
        }

        private static void fill() throws IOException {
            byte[] page = new byte[4096];
            try (var out = Files.newOutputStream(SHM.resolve(FILLER))) {
                while (true) {
                    out.write(page);
                }
            } catch (IOException e) {
                // it is full
            }
        }
    }

    /** Plays one scene. */
    public static void main(String[] args) throws Exception {
        Scene.valueOf(args[0]).play();
        requireNothingLeft();
        System.out.println("fine");
    }

    private static void requireNothingLeft() throws IOException {
        for (Path place : Set.of(SHM, Path.of(System.getProperty("java.io.tmpdir")))) {
            if (Files.exists(place)) {
                try (Stream<Path> files = Files.list(place)) {
                    List<String> left = files.map(file -> String.valueOf(file.getFileName()))
                            .filter(name -> name.startsWith("tutti-"))
                            .toList();
                    require(left.isEmpty(), "left in " + place + ": " + left);
                }
            }
        }
    }

    private String play(Shortage shortage, Scene scene) throws IOException, InterruptedException {
        return run(shortage, 0, ShortageTest.class.getName(), scene.name());
    }

    /** {@return what a program printed that ran in a shortage} */
    private String run(Shortage shortage, int exitCode, String... program) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:-UsePerfData", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("-Djava.io.tmpdir=" + folder, "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(program));
        ProcessBuilder builder = new ProcessBuilder(shortage.command(command)).redirectErrorStream(true);
        builder.environment().keySet().removeIf(variable -> variable.startsWith("TUTTI_"));
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isEqualTo(exitCode);
        return output;
    }

    private String launch(Shortage shortage, int exitCode, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("org.tutti.launcher.Main", "run", "--verbose"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Work.class.getName()));
        return run(shortage, exitCode, command.toArray(String[]::new));
    }

    @ParameterizedTest
    @EnumSource(names = {"FULL", "ABSENT"})
    void shouldStartInEveryWay(Shortage shortage) throws IOException, InterruptedException {
        assertThat(play(shortage, Scene.ALL_WAYS)).contains("fine");
        assertThat(folder).isEmptyDirectory();
    }

    @Tag("full")
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"FULL", "ABSENT"})
    void shouldStartInEveryWayToo(Shortage shortage) throws IOException, InterruptedException {
        shouldStartInEveryWay(shortage);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ALL_WAYS")
    void shouldWorkOrSayWhatIsMissing(Scene scene) throws IOException, InterruptedException {
        assertThat(play(Shortage.EIGHT_MIB, scene)).contains("fine");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ONE_MIB | not in /dev/shm: half of the 1.0 MiB that are free there is less than 4.1 MiB",
                "READ_ONLY | not in /dev/shm: it is read-only for this user"
            })
    void shouldLaunchInAFileOfMemory(Shortage shortage, String reason) throws IOException, InterruptedException {
        assertThat(launch(shortage, 0, "-n", "2").lines())
                .anyMatch(line ->
                        line.matches("tutti: the arena of 2 ranks, 4.. MiB .* is in a file of memory \\(memfd\\)"))
                .anyMatch(line -> line.equals("tutti: " + reason))
                .filteredOn("fine"::equals)
                .hasSize(2);
        assertThat(folder).isEmptyDirectory();
    }

    @Tag("full")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EIGHT_MIB | not in /dev/shm: half of the 8.0 MiB that are free there is less than 8.1 MiB",
                "SIXTY_FOUR_MIB | fine",
                "FULL | not in /dev/shm: half of the 0.0 MiB that are free there is less than 8.1 MiB",
                "ABSENT | not in /dev/shm: there is no such folder"
            })
    void shouldLaunchFour(Shortage shortage, String reason) throws IOException, InterruptedException {
        assertThat(launch(shortage, 0, "-n", "4").lines())
                .anyMatch(line -> line.endsWith(reason))
                .filteredOn("fine"::equals)
                .hasSize(4);
        assertThat(folder).isEmptyDirectory();
    }

    /** The folder for temporary files is the last resort, and comes with a warning. */
    @ParameterizedTest
    @EnumSource(names = "READ_ONLY")
    void shouldWarnWhereTheArenaIsOnADisk(Shortage shortage) throws IOException, InterruptedException {
        assertThat(launch(shortage, 0, "-n", "2", "--set", "arena.place=tmp").lines())
                .anyMatch(line -> line.startsWith("tutti: warning: the arena of 2 ranks")
                        && line.contains("is in " + folder + " (")
                        && line.contains("on a disk: slower than memory."))
                .filteredOn("fine"::equals)
                .hasSize(2);
        String[] program = {"org.tutti.launcher.Main", "run", "-n", "2", "--set", "arena.place=shm", "X.java"};
        assertThat(run(shortage, 1, program))
                .startsWith(
                        "tutti: there is no room for the job's shared memory: ranks=2, wanted=4.1 MiB,"
                                + " arena.place=shm; /dev/shm: it is read-only for this user. Enlarge /dev/shm (docker run --shm-size=1g;")
                .hasLineCount(1);
        assertThat(folder).isEmptyDirectory();
    }
}
