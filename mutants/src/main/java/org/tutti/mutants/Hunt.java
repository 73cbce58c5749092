package org.tutti.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs the suites on mutants. */
final class Hunt {
    private final Catalogue catalogue;
    private final Path scratch;
    private final Trial trial;
    private List<Suite> suites = List.of();

    /**
     * Prepares to run suites on mutants.
     *
     * @param scratch a folder for changed classes and for what the suites print
     * @param classPath where the suites are, and what they need
     */
    Hunt(Catalogue catalogue, Path scratch, String classPath) throws IOException {
        this.catalogue = catalogue;
        this.scratch = scratch;
        Files.createDirectories(scratch);
        this.trial = new Trial(scratch, classPath);
    }

    /** Takes these suites, which must pass while nothing is changed. */
    void prepare(List<Suite> newSuites) throws IOException, InterruptedException {
        suites = trial.learn(newSuites);
    }

    /** Runs the suites on a mutant until one fails. */
    Trial.Outcome run(Mutant mutant) throws IOException, InterruptedException {
        Path changed = scratch.resolve(mutant.id());
        Path file = Catalogue.fileOf(changed, mutant);
        empty(changed);
        Files.createDirectories(file.getParent());
        Files.write(file, catalogue.apply(mutant));
        for (int from = 0; ; ) {
            Trial.Outcome outcome = trial.run(mutant.id(), changed, suites.subList(from, suites.size()));
            Suite suspect = timedSuite(outcome.failed());
            if (suspect == null
                    || trial.run(mutant.id(), changed, List.of(suspect)).failed() != null) {
                return outcome;
            }
            from = suites.indexOf(suspect) + 1;
        }
    }

    /** {@return the suite of a test that failed, if it may have done so because the machine was busy} */
    private @Nullable Suite timedSuite(@Nullable String failed) {
        if (failed == null) {
            return null;
        }
        return suites.stream()
                .filter(suite -> suite.timed() && suite.className().endsWith("." + failed.replaceFirst("\\..*", "")))
                .findFirst()
                .orElse(null);
    }

    /** Another mutant may have had this folder in an earlier run. */
    private static void empty(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> content = Files.walk(folder)) {
            for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
