package org.tutti.mutants;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The command. {@code list} writes the list of mutants anew, none of them run; {@code run} runs those that have not run, or
 * those that are named, and notes what became of each, with {@code -j} several at a time. Its working folder is the project's.
 */
public final class Main {
    private static final Path CLASSES = Path.of("core/target/classes");
    private static final Path LIST = Path.of("docs/mutants.tsv");
    private static final Path SCRATCH = Path.of("mutants/target/trials");
    private static final Path CORE_TESTS = Path.of("core/target/test-classes");
    private static final Path TESTKIT_TESTS = Path.of("testkit/target/test-classes");

    private final Catalogue catalogue = new Catalogue(CLASSES);

    private Main() {}

    public static void main(String[] args) throws Exception {
        List<String> words = Arrays.asList(args);
        Main main = new Main();
        switch (words.isEmpty() ? "" : words.getFirst()) {
            case "list" -> main.list();
            case "run" -> main.run(words.subList(1, words.size()));
            default -> throw new IllegalArgumentException("what to do: list, or run [-j JOBS] [ID ...]");
        }
    }

    private void list() throws IOException {
        List<Mutant> mutants = catalogue.sample();
        Listing.of(LIST, mutants).write();
        System.out.println(mutants.size() + " of " + catalogue.all().size() + " mutants listed in " + LIST);
    }

    private void run(List<String> words) throws IOException, InterruptedException {
        boolean isCrew = words.size() > 1 && words.getFirst().equals("-j");
        Crew crew = new Crew(isCrew ? Integer.parseInt(words.get(1)) : 1);
        run(crew, isCrew ? words.subList(2, words.size()) : words);
    }

    private void run(Crew crew, List<String> ids) throws IOException, InterruptedException {
        List<Mutant> mutants = catalogue.sample();
        Listing listing = Listing.read(LIST);
        if (!listing.lists(mutants)) {
            throw new IllegalStateException(LIST + " lists other mutants than " + CLASSES + " give: list them anew");
        }
        List<Mutant> left = mutants.stream()
                .filter(mutant -> ids.isEmpty()
                        ? listing.row(mutant.id()).result() == Listing.Result.LISTED
                        : ids.contains(mutant.id()))
                .toList();
        Hunt hunt = new Hunt(catalogue, SCRATCH, classPath(), Suites.all(CORE_TESTS), mutants, crew);
        for (Hunt.Round round : Hunt.Round.values()) {
            left = crew.each(left, mutant -> pass(hunt, mutant, round, listing)).stream()
                    .flatMap(Optional::stream)
                    .toList();
        }
        hunt.control(crew);
    }

    /** {@return the mutant, if it has got past the suites of a round} Notes what became of it. */
    private static Optional<Mutant> pass(Hunt hunt, Mutant mutant, Hunt.Round round, Listing listing)
            throws IOException, InterruptedException {
        Trial.Outcome outcome = hunt.run(mutant, round);
        String by = outcome.failed();
        if (by != null) {
            listing.note(mutant, Listing.Result.KILLED, by);
        } else if (round == Hunt.Round.LAST) {
            listing.note(mutant, Listing.Result.SURVIVED, "");
        }
        System.out.println(mutant.id() + " " + mutant.className() + ":" + mutant.line() + " "
                + (by == null ? "gets past the " + round.name().toLowerCase(Locale.ROOT) + " round" : "killed by " + by)
                + " "
                + outcome.seconds() + " s");
        return by == null ? Optional.of(mutant) : Optional.empty();
    }

    private static String classPath() {
        return String.join(
                File.pathSeparator,
                CORE_TESTS.toString(),
                TESTKIT_TESTS.toString(),
                System.getProperty("java.class.path"));
    }
}
