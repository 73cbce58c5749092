package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tutti.runtime.Parameter;

/** {@code tutti info} tells what is. */
class InfoTest {
    private static final Pattern MEMORY = Pattern.compile("memory of (\\d+) ranks: (\\d+) bytes.*");

    @TempDir
    private Path folder;

    /** The kernel is asked, when all ranks are there, how much of the arena's file it has allocated. */
    @ParameterizedTest
    @CsvSource({
        "2, wait.mode=auto",
        "3, coll.sm.slots=4 coll.sm.control_size=4096 coll.sm.ring_size=1m",
        "5, coll.sm.flat_max=1 coll.sm.ring_size=64k"
    })
    void shouldTellWhatIsReallyAllocated(int ranks, String settings) throws Exception {
        List<String> set = new ArrayList<>();
        for (String setting : settings.split(" ", -1)) {
            set.addAll(List.of("--set", setting));
        }
        Path program = Files.writeString(folder.resolve("Allocated.java"), """
                import org.tutti.*;
                void main(String[] args) throws Exception {
                    try (Communicator world = Tutti.init(args)) {
                        world.barrier();
                        if (world.rank() == 0) {
                            new ProcessBuilder("stat", "-L", "-c", "%b %B", System.getenv("TUTTI_ARENA"))
                                    .inheritIO().start().waitFor();
                        }
                        world.barrier();
                    }
                }
                """);
        String[] blocks = output("run", "-n", ranks + "", set, program.toString())
                .getFirst()
                .split(" ", -1);
        long allocated = Long.parseLong(blocks[0]) * Long.parseLong(blocks[1]);
        assertThat(told(output("info", "-n", ranks + "", set, null))).isEqualTo(allocated);
    }

    private static long told(List<String> lines) {
        for (String line : lines) {
            Matcher memory = MEMORY.matcher(line);
            if (memory.matches()) {
                return Long.parseLong(memory.group(2));
            }
        }
        throw new AssertionError("no line tells the memory: " + lines);
    }

    @Test
    void shouldTellEveryParameterWithItsSource() throws Exception {
        Path file = Files.writeString(folder.resolve("parameters"), "join.timeout = 7\n");
        Map<String, String> environment = Map.of("TUTTI_PARAMETERS", file.toString(), "TUTTI_COLL_SM_TREE_DEGREE", "3");
        try (Launched launched = Launched.main(folder, environment, "info", "--set", "coll.sm.slots=16")) {
            assertThat(launched.await()).isZero();
            List<String> lines = launched.out();
            for (Parameter parameter : Parameter.values()) {
                assertThat(lines)
                        .filteredOn(line -> line.startsWith(parameter + " "))
                        .hasSize(1);
            }
            assertThat(lines)
                    .anyMatch(line -> line.matches("coll\\.sm\\.slots +16 +--set +\\w.*"))
                    .anyMatch(line -> line.matches("coll\\.sm\\.tree_degree +3 +TUTTI_COLL_SM_TREE_DEGREE +\\w.*"))
                    .anyMatch(line -> line.matches("join\\.timeout +7 +\\S+/parameters +\\w.*"))
                    .anyMatch(line -> line.matches("coll\\.sm\\.ring_size +auto: \\w+ +default +\\w.*"))
                    .contains("native access: yes");
            assertThat(launched.err()).isEmpty();
        }
    }

    @Test
    void shouldTellTheLegalValuesOfOne() throws Exception {
        assertThat(output("info", "-n", "2", List.of(), "coll.sm.slots"))
                .contains("coll.sm.slots = 8 (default)")
                .anyMatch(line -> line.contains("must be a power of two from 2 to 64"))
                .anyMatch(line -> line.contains("TUTTI_COLL_SM_SLOTS"));
        try (Launched launched = Launched.main(folder, Map.of(), "info", "coll.sm.speed")) {
            assertThat(launched.await()).isEqualTo(2);
            assertThat(launched.err()).singleElement().asString().contains("no such parameter: name=coll.sm.speed");
        }
    }

    private List<String> output(String command, String option, String ranks, List<String> set, String last)
            throws IOException, InterruptedException {
        List<String> args = new ArrayList<>(List.of(command, option, ranks));
        args.addAll(set);
        if (last != null) {
            args.add(last);
        }
        try (Launched launched = Launched.main(folder, Map.of(), args.toArray(String[]::new))) {
            assertThat(launched.await()).as("%s", launched).isZero();
            return launched.out();
        }
    }
}
