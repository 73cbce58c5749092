package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tutti.testkit.dropin.MpjConformance;

/** Programs of the mpiJava dialect of package {@code mpi}, and those in examples/mpj, as ranks that are processes. */
@Timeout(400)
class MpjDialectTest {
    private static final Path EXAMPLES =
            Path.of("").toAbsolutePath().getParent().resolve("examples").resolve("mpj");

    @TempDir
    private Path folder;

    private List<String> output(int ranks, String... program) throws Exception {
        List<String> command = new ArrayList<>(List.of("run", "-n", Integer.toString(ranks)));
        command.addAll(List.of(program));
        try (Launched launched = Launched.main(folder, Map.of(), command.toArray(String[]::new))) {
            assertThat(launched.await(180)).as(launched::toString).isZero();
            assertThat(launched.err()).isEmpty();
            return launched.out();
        }
    }

    private List<String> example(int ranks, String name, String... args) throws Exception {
        List<String> program =
                new ArrayList<>(List.of(EXAMPLES.resolve(name + ".java").toString()));
        program.addAll(Arrays.asList(args));
        return output(ranks, program.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void shouldDoWhatProgramsExpect(int ranks) throws Exception {
        Path classes = Path.of(MpjConformance.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        assertThat(output(ranks, "-cp", classes.toString(), MpjConformance.class.getName()))
                .containsExactly("messages", "objects", "collective", "communicators", "environment");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void shouldPrintWhatExamplesSay(int ranks) throws Exception {
        check(ranks);
    }

    @Tag("full")
    @Test
    void shouldPrintWhatExamplesSayOnManyRanks() throws Exception {
        check(8);
    }

    private void check(int ranks) throws Exception {
        assertThat(example(ranks, "DartsPi", "300000").getFirst()).matches("pi is about 3\\.1[34]\\d");
        assertThat(example(ranks, "TokenRing"))
                .containsExactly("the token has been at "
                        + java.util.stream.IntStream.range(0, ranks).boxed().toList());
        assertThat(example(ranks, "BlockMultiply")).containsExactly("n = 120, trace = 194411, sum = 23326380");
        assertThat(example(ranks, "TaskFarm", "100"))
                .containsExactly(
                        ranks == 1
                                ? "a master needs a worker: run it with two ranks or more"
                                : "100 tasks, 482 divisors");
        assertThat(example(ranks, "Clusters"))
                .containsExactly("2 rounds", "center 0: 1.125 1.125", "center 1: 5.125 4.125", "center 2: 9.125 1.125");
        assertThat(example(ranks, "TorusLife")).isEqualTo(glider());
        assertThat(example(ranks, "RodHeat"))
                .containsExactly("after 5000 steps:  98.404  67.449  41.218  22.219  10.396   3.859");
        assertThat(example(ranks, "LinkRank"))
                .containsExactly(
                        "1000 pages, 40 rounds",
                        "page 0: 0.124150",
                        "page 1: 0.073452",
                        "page 2: 0.042235",
                        "page 3: 0.027550");
    }

    /** {@return a glider that has gone six cells down and to the right} */
    private static List<String> glider() {
        String[] lines = new String[12];
        Arrays.fill(lines, ".".repeat(16));
        lines[6] = ".......#........";
        lines[7] = "........#.......";
        lines[8] = "......###.......";
        return List.of(lines);
    }

    @Test
    void shouldEndTheJobAsItIsAsked() throws Exception {
        String program = EXAMPLES.resolve("BlockMultiply.java").toString();
        try (Launched launched = Launched.main(folder, Map.of(), "run", "-n", "7", program)) {
            assertThat(launched.await()).as(launched::toString).isOne();
            assertThat(launched.err()).anySatisfy(line -> assertThat(line).contains("must divide 120: 7"));
        }
    }
}
