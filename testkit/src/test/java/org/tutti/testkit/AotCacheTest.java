package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The AOT cache that a job leaves for the next one. */
class AotCacheTest {
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(100);
    private static final String OURS = "org.tutti.Communicator source: ";
    private static final String FROM_CACHE = OURS + "shared objects file";

    @TempDir
    private Path folder;

    private Path program;
    private Path cache;

    @BeforeEach
    void writeProgram() throws IOException {
        cache = folder.resolve("cache");
        program = Files.writeString(folder.resolve("Sum.java"), """
                import org.tutti.*;
                void main(String[] args) {
                    try (Communicator world = Tutti.init(args)) {
                        IO.println(world.allreduce(world.rank() + 1, Op.SUM));
                    }
                }
                """);
    }

    /** Two jobs at once, which want the same cache. */
    @Test
    void shouldServeTheSecondRun() throws Exception {
        try (Launched first = launch();
                Launched other = launch()) {
            check(first);
            check(other);
        }
        Path file = awaitCache();
        assertThat(classesOfRanks()).hasSize(2).allMatch(line -> line.contains(FROM_CACHE));
        try (RandomAccessFile damaged = new RandomAccessFile(file.toFile(), "rw")) {
            damaged.seek(100);
            damaged.write(new byte[50]);
        }
        assertThat(classesOfRanks()).as("damaged").hasSize(2).noneMatch(line -> line.contains(FROM_CACHE));
        Files.write(file, new byte[1000]);
        assertThat(classesOfRanks()).as("cut off").hasSize(2).noneMatch(line -> line.contains(FROM_CACHE));
    }

    @Test
    void shouldNotBeMadeWhenSwitchedOff() throws Exception {
        Map<String, String> environment = Map.of("XDG_CACHE_HOME", cache.toString(), "TUTTI_AOT", "off");
        try (Launched launched = Launched.main(folder, environment, "run", "-n", "2", program.toString())) {
            check(launched);
        }
        assertThat(cache.resolve("tutti/aot")).doesNotExist();
    }

    @Tag("full")
    @Test
    void shouldServeOtherCollectors() throws Exception {
        for (String collector : List.of("-XX:+UseG1GC", "-XX:+UseParallelGC", "-XX:+UseZGC")) {
            cache = folder.resolve("cache" + collector.hashCode());
            try (Launched launched = launch("--jvm-args", collector)) {
                check(launched);
            }
            awaitCache();
            assertThat(classesOfRanks("--jvm-args", collector))
                    .as(collector)
                    .hasSize(2)
                    .allMatch(line -> line.contains(FROM_CACHE));
        }
    }

    private Launched launch(String... options) throws IOException {
        List<String> args = new ArrayList<>(List.of("run", "-n", "2"));
        args.addAll(List.of(options));
        args.add(program.toString());
        Map<String, String> environment = Map.of("XDG_CACHE_HOME", cache.toString(), "TUTTI_AOT", "on");
        return Launched.main(folder, environment, args.toArray(String[]::new));
    }

    /** Whatever becomes of a cache, nobody hears of it. */
    private static void check(Launched launched) throws IOException, InterruptedException {
        assertThat(launched.await()).as(launched.toString()).isZero();
        assertThat(launched.out()).containsExactly("3", "3");
        assertThat(launched.err()).isEmpty();
    }

    /** {@return where each rank says it has loaded one of Tutti's classes from} */
    private List<String> classesOfRanks(String... options) throws Exception {
        Path logs = Files.createTempDirectory(folder, "logs");
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("--jvm-args", "-Xlog:class+load:file=" + logs + "/%p.txt"));
        try (Launched launched = launch(all.toArray(String[]::new))) {
            check(launched);
        }
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(logs)) {
            for (Path file : files.toList()) {
                Files.readAllLines(file).stream()
                        .filter(line -> line.contains(OURS))
                        .forEach(found::add);
            }
        }
        return found;
    }

    private Path awaitCache() throws IOException, InterruptedException {
        Path where = cache.resolve("tutti/aot");
        long deadline = System.nanoTime() + LIMIT_NANOS;
        while (System.nanoTime() < deadline) {
            try (Stream<Path> found = Files.list(where)) {
                List<Path> files = found.toList();
                if (files.size() == 1 && files.getFirst().toString().endsWith(".aot")) {
                    return files.getFirst();
                }
            }
            Thread.sleep(50);
        }
        throw new AssertionError("no cache has been made in " + where);
    }
}
