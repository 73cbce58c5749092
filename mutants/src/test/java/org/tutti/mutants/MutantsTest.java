package org.tutti.mutants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tool on the classes as they are, and the list of what it found. */
class MutantsTest {
    private static final Path ROOT = Path.of("..");
    private static final Suite KERNELS = new Suite("org.tutti.memory.ReduceKernelTest");

    private final Catalogue catalogue = new Catalogue(ROOT.resolve("core/target/classes"));

    @TempDir
    private Path scratch;

    @Test
    void shouldFindTheSameMutantsEachTime() throws IOException {
        List<Mutant> sample = catalogue.sample();
        assertThat(sample).hasSizeGreaterThan(100).isEqualTo(catalogue.sample());
        assertThat(sample).extracting(Mutant::id).doesNotHaveDuplicates();
        for (Rule rule : Rule.values()) {
            assertThat(sample).filteredOn(mutant -> mutant.rule() == rule).hasSizeGreaterThan(5);
        }
    }

    /** A class that cannot be loaded would be killed by whatever runs first, and prove nothing. */
    @Test
    void shouldMakeClassesThatDifferAndCanBeLoaded() throws IOException {
        for (Mutant mutant : catalogue.all()) {
            byte[] changed = catalogue.apply(mutant);
            assertThat(ClassFile.of().verify(changed)).as(mutant.toString()).isEmpty();
            assertThat(changed).as(mutant.toString()).isNotEqualTo(catalogue.original(mutant));
        }
    }

    @Test
    void shouldTellWhatSuitesNoticeFromWhatTheyDoNot() throws Exception {
        Mutant noticed = oneOf("org.tutti.memory.IntKernel", Rule.SWAP_OPERANDS);
        Mutant unreached = oneOf("org.tutti.segment.Team", Rule.SWAP_OPERANDS);
        Hunt hunt =
                new Hunt(catalogue, scratch, classPath(), List.of(KERNELS), List.of(noticed, unreached), new Crew(2));
        assertThat(hunt.run(noticed, Hunt.Round.FIRST).failed())
                .isEqualTo("ReduceKernelTest.shouldEqualTheDefinitionForEveryOperatorAndType");
        assertThat(hunt.run(unreached, Hunt.Round.FIRST).failed()).isNull();
    }

    @Test
    void shouldRefuseSuitesThatFailWithoutAnyChange() {
        Suite missing = new Suite("org.tutti.NoSuchTest");
        assertThatThrownBy(() -> new Hunt(catalogue, scratch, classPath(), List.of(missing), List.of(), new Crew(1)))
                .isInstanceOf(IllegalStateException.class);
    }

    private Mutant oneOf(String className, Rule rule) throws IOException {
        return catalogue.all().stream()
                .filter(mutant -> mutant.className().equals(className) && mutant.rule() == rule)
                .findFirst()
                .orElseThrow()
                .named("one");
    }

    private static String classPath() {
        return ROOT.resolve("core/target/test-classes") + File.pathSeparator + System.getProperty("java.class.path");
    }

    /** The list in docs: all have run, nine of ten were killed, and of each survivor it is told why. */
    @Test
    void shouldListWhatBecameOfEachMutant() throws IOException {
        List<Listing.Row> rows = Listing.read(ROOT.resolve("docs/mutants.tsv")).rows();
        List<String> survivors = rows.stream()
                .filter(row -> row.result() == Listing.Result.SURVIVED)
                .map(Listing.Row::id)
                .toList();
        assertThat(rows).hasSizeGreaterThanOrEqualTo(100).noneMatch(row -> row.result() == Listing.Result.LISTED);
        assertThat(survivors).hasSizeLessThanOrEqualTo(rows.size() / 10);
        assertThat(Files.readString(ROOT.resolve("docs/mutants.md"))).contains(survivors);
    }
}
