package org.tutti.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pairs come to in ARM's instructions, as the shipped code has them and weaker. */
class LitmusFilesTest {
    private static final Path FOLDER = Path.of("src/litmus");

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".litmus"))
                    .sorted()
                    .toList();
        }
    }

    /** The files in the folder "known" are tests whose results the literature has: by them the checker itself is tested. */
    @ParameterizedTest
    @MethodSource("files")
    void shouldBeAsTheFileExpects(Path file) {
        LitmusTest test = LitmusTest.read(file);
        assertThat(test.name() + ".litmus").isEqualTo(file.getFileName().toString());
        assertThat(ArmModel.allows(test)).as("ARM allows it").isEqualTo(test.allowed());
    }

    /** Each pair of the document has a file that is forbidden, and at least one weaker one that is not. */
    @Test
    void shouldHaveAFileForEachPairAndWeakerOnes() throws IOException {
        Set<String> pairs =
                new WordTables(CoreSources.read().document()).orderingRows().keySet();
        TreeMap<String, Boolean> found = new TreeMap<>();
        for (Path file : files()) {
            LitmusTest test = LitmusTest.read(file);
            found.put(test.name(), test.allowed());
        }
        for (String pair : pairs) {
            assertThat(found).as("a file for the pair " + pair).containsEntry(pair, false);
            Set<String> weaker = new TreeSet<>(found.keySet());
            weaker.removeIf(name -> !name.startsWith(pair + "-") || !found.get(name));
            assertThat(weaker).as("weaker files for the pair " + pair).isNotEmpty();
        }
    }

    /** herd7, where it is there, has the last word: its model is Arm's own. */
    @Test
    void shouldBeAsHerdFindsIt() throws IOException, InterruptedException {
        if (!isThereHerd()) {
            System.err.println("herd7 is not on PATH: the litmus files are checked by ArmModel alone");
            return;
        }
        for (Path file : files()) {
            String output = run("herd7", file.toString());
            boolean allowed = output.contains(
                            "Observation " + LitmusTest.read(file).name() + " Sometimes")
                    || output.contains("Observation " + LitmusTest.read(file).name() + " Always");
            assertThat(output).contains("Observation " + LitmusTest.read(file).name());
            assertThat(allowed).as(output).isEqualTo(LitmusTest.read(file).allowed());
        }
    }

    private static boolean isThereHerd() {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "herd7")));
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
