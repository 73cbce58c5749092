package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tutti.Communicator;
import org.tutti.Op;
import org.tutti.Tutti;
import org.tutti.runtime.Processors;

/** Jobs of many ranks, and jobs whose processes may take less of the machine than there is. */
@Timeout(400)
class LimitsTest {
    @TempDir
    private Path folder;

    /** A program that tells where its thread may run. */
    private static final String WHERE = """
            import java.nio.file.*;
            import org.tutti.*;
            void main(String[] args) throws Exception {
                int rank;
                try (Communicator world = Tutti.init(args)) {
                    rank = world.rank();
                    tell(rank + " open ");
                    world.barrier();
                }
                tell(rank + " closed ");
            }
            void tell(String when) throws Exception {
                for (String line : Files.readAllLines(Path.of("/proc/thread-self/status"))) {
                    if (line.startsWith("Cpus_allowed_list:")) IO.println(when + line.substring(18).strip());
                }
            }
            """;

    /** A rank that computes with the others. */
    static final class Work {
        private Work() {}

        public static void main(String[] args) {
            try (Communicator world = Tutti.init(args)) {
                long[] sums = new long[20_000];
                java.util.Arrays.fill(sums, world.rank());
                world.allreduce(sums, Op.SUM);
                world.barrier();
                int size = world.size();
                if (sums[19_999] != size * (size - 1L) / 2) {
                    throw new AssertionError("a wrong sum: " + sums[19_999]);
                }
                IO.println("fine");
            }
        }
    }

    /** Starts the launcher by a shell, which sets limits first. */
    private Launched launch(String limits, int ranks, String... options) throws Exception {
        String path = classPath();
        List<String> command = new ArrayList<>(List.of("sh", "-c", limits + "\nexec \"$@\"", "sh"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:-UsePerfData", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", path, "org.tutti.launcher.Main"));
        command.addAll(List.of("run", "-n", Integer.toString(ranks)));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", path, Work.class.getName()));
        return Launched.start(folder, Map.of(), command);
    }

    /** {@return what the launcher and its ranks need: each jar is an open file} */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(element ->
                        element.contains("tutti") || element.contains("picocli") || element.endsWith("classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private void requireFine(Launched launched, int ranks) throws Exception {
        assertThat(launched.await(300)).as("%s", launched).isZero();
        assertThat(launched.out()).containsOnly("fine").hasSize(ranks);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16})
    @Tag("full")
    void shouldRunSoManyRanks(int ranks) throws Exception {
        try (Launched launched = launch("", ranks)) {
            requireFine(launched, ranks);
            assertThat(launched.err()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 128})
    @Tag("full")
    void shouldRunManyMoreRanksThanProcessors(int ranks) throws Exception {
        try (Launched launched = launch("", ranks)) {
            requireFine(launched, ranks);
            assertThat(launched.err())
                    .as("the first one says it where starting so many takes long")
                    .allMatch(line -> line.matches("tutti: rank \\d+ has waited \\d+\\.\\d s for others to join: .*"));
        }
    }

    /** What a cpuset or taskset leaves decides whether ranks have processors of their own. */
    @Test
    void shouldKnowThatItMayUseOneProcessor() throws Exception {
        String processor = Processors.format(Processors.ofProcess().allowed()).split("[-,]", -1)[0];
        try (Launched launched = launch("set -- taskset -c " + processor + " \"$@\"", 2, "--verbose")) {
            requireFine(launched, 2);
            assertThat(launched.err())
                    .anyMatch(line -> line.startsWith("tutti: processors " + processor + ", ")
                            && line.contains("mode=OVERSUBSCRIBED"))
                    .anyMatch(line -> line.matches("tutti: rank 1 \\(pid \\d+\\) on processors " + processor + ": .*"));
        }
    }

    @Test
    void shouldBindRanksToCores() throws Exception {
        int processors = Processors.ofProcess().allowed().cardinality();
        try (Launched launched = launch("", processors + 1, "--bind-to", "core")) {
            assertThat(launched.await()).isEqualTo(2);
            assertThat(launched.err())
                    .singleElement()
                    .asString()
                    .startsWith("tutti: --bind-to core needs a processor for each rank: -n " + (processors + 1));
        }
    }

    /** Two ranks for each processor: as long as the world is open each rank's thread keeps to one. */
    @ParameterizedTest
    @ValueSource(strings = {"auto", "off"})
    void shouldDealRanksToProcessorsThatTheyOutnumber(String bind) throws Exception {
        BitSet allowed = Processors.ofProcess().allowed();
        boolean binds =
                bind.equals("auto") && allowed.cardinality() > 1 && allowed.cardinality() == Processors.usable();
        Path program = Files.writeString(folder.resolve("Where.java"), WHERE);
        int ranks = 2 * allowed.cardinality();
        int[] each = allowed.stream().toArray();
        String all = Processors.format(allowed);
        String[] words = {"run", "-n", Integer.toString(ranks), "--set", "wait.bind=" + bind, program.toString()};
        try (Launched launched = Launched.main(folder, Map.of(), words)) {
            assertThat(launched.await()).as("%s", launched).isZero();
            for (int rank = 0; rank < ranks; rank++) {
                String open = binds ? Integer.toString(each[rank % each.length]) : all;
                assertThat(launched.out()).contains(rank + " open " + open, rank + " closed " + all);
            }
        }
    }

    /** 64 GiB of address space are not to be had: the arena takes less, and nobody needs to know. */
    @Test
    void shouldRunWithLittleAddressSpace() throws Exception {
        try (Launched launched = launch("ulimit -v 6000000", 2)) {
            requireFine(launched, 2);
        }
    }

    @Test
    void shouldSayWhereAddressSpaceIsTooSmall() throws Exception {
        try (Launched launched = launch("ulimit -v 6000000", 2, "--set", "arena.size=16g")) {
            assertThat(launched.await()).isEqualTo(1);
            assertThat(launched.err())
                    .singleElement()
                    .asString()
                    .startsWith("tutti: cannot make the job's shared memory: cannot map 17179869184 bytes: ")
                    .contains("Raise the limits of address space and file size (ulimit -v, ulimit -f), or lower --set"
                            + " arena.size");
        }
    }

    @Test
    @Tag("full")
    void shouldSayWhereOpenFilesAreTooFew() throws Exception {
        try (Launched launched = launch("ulimit -n 30", 24)) {
            assertThat(launched.await()).isEqualTo(1);
            assertThat(launched.err()).anyMatch(line -> line.contains("ulimit -n"));
        }
    }
}
