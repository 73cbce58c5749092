package org.tutti.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.tutti.mutants.Trial.Outcome;
import org.tutti.mutants.Trial.Part;

/** Runs suites on mutants. */
final class Hunt {
    /** The first round has this part of the time that all suites take. */
    private static final int FIRST_PART = 30;

    private final Catalogue catalogue;
    private final Path scratch;
    private final Trial trial;
    private final Survey survey;
    private final Map<Mutant, List<Part>> past = new ConcurrentHashMap<>();

    /** Most mutants are killed soon: all go through the first round before the last begins. */
    enum Round {
        /** Some suites, those that promise most. */
        FIRST,
        /** All others. */
        LAST
    }

    /**
     * Runs suites, which must pass while nothing is changed, and learns which of these mutants they reach.
     *
     * @param scratch a folder for changed classes and for what the suites print
     * @param classPath where the suites are, and what they need
     */
    Hunt(Catalogue catalogue, Path scratch, String classPath, List<Suite> suites, List<Mutant> mutants, Crew crew)
            throws IOException, InterruptedException {
        this.catalogue = catalogue;
        this.scratch = scratch;
        this.trial = new Trial(scratch, classPath);
        this.survey = new Survey(mutants);
        Path marked = scratch.resolve("marked");
        empty(marked);
        Marks.write(marked, catalogue, mutants);
        survey.take(trial, marked, suites, crew);
        control(crew);
    }

    /** Throws if the suites do not pass while nothing is changed, as when the machine has become too busy for them. */
    void control(Crew crew) throws InterruptedException {
        survey.control(trial, crew);
    }

    /**
     * Runs the suites of a round that reach a mutant until one fails. It must fail twice: once it may have done so because the machine
     * was busy.
     */
    Outcome run(Mutant mutant, Round round) throws IOException, InterruptedException {
        Path changed = scratch.resolve(mutant.id());
        Path file = Catalogue.fileOf(changed, mutant.className());
        empty(changed);
        Files.createDirectories(file.getParent());
        Files.write(file, catalogue.apply(mutant));
        List<Part> suites = suites(mutant, round);
        for (int from = 0; ; ) {
            Outcome outcome = trial.run(mutant.id(), changed, suites.subList(from, suites.size()));
            int failed = failed(outcome, suites);
            int end = failed < 0 ? from + outcome.done() : failed;
            suites.subList(from, end).forEach(suite -> survey.hasRun(suite.suite(), false));
            if (failed < 0) {
                return outcome;
            }
            if (fails(mutant, changed, suites.get(failed))) {
                survey.hasRun(suites.get(failed).suite(), true);
                return outcome;
            }
            from = failed + 1;
        }
    }

    private List<Part> suites(Mutant mutant, Round round) {
        List<Part> suites = new ArrayList<>(survey.reaching(mutant));
        suites.removeAll(past.getOrDefault(mutant, List.of()));
        if (round == Round.LAST) {
            return suites;
        }
        long millis = 0;
        List<Part> first = new ArrayList<>();
        for (Part suite : suites) {
            millis += suite.millis();
            if (millis <= survey.millis() / FIRST_PART || first.isEmpty()) {
                first.add(suite);
            }
        }
        past.put(mutant, first);
        return first;
    }

    private boolean fails(Mutant mutant, Path changed, Part suite) throws IOException, InterruptedException {
        return trial.run(mutant.id() + "-again", changed, List.of(suite)).failed() != null;
    }

    /** {@return which suite failed, or -1} */
    private static int failed(Outcome outcome, List<Part> suites) {
        String failed = outcome.failed() == null ? "" : outcome.failed().replaceFirst("\\..*", "");
        for (int i = 0; i < suites.size(); i++) {
            if (suites.get(i).suite().name().equals(failed)) {
                return i;
            }
        }
        return -1;
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
