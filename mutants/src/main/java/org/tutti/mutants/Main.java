package org.tutti.mutants;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The command. {@code list} writes the list of mutants anew, none of them run; {@code run} runs those that have not run, or
 * those that are named, and notes what became of each. Its working folder is the project's.
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
            default -> throw new IllegalArgumentException("what to do: list, or run [ID ...]");
        }
    }

    private void list() throws IOException {
        List<Mutant> mutants = catalogue.sample();
        Listing.of(LIST, mutants).write();
        System.out.println(mutants.size() + " of " + catalogue.all().size() + " mutants listed in " + LIST);
    }

    private void run(List<String> ids) throws IOException, InterruptedException {
        List<Mutant> mutants = catalogue.sample();
        Listing listing = Listing.read(LIST);
        if (!listing.lists(mutants)) {
            throw new IllegalStateException(LIST + " lists other mutants than " + CLASSES + " give: list them anew");
        }
        List<Mutant> chosen = mutants.stream()
                .filter(mutant -> ids.isEmpty()
                        ? listing.row(mutant.id()).result() == Listing.Result.LISTED
                        : ids.contains(mutant.id()))
                .toList();
        Hunt hunt = new Hunt(catalogue, SCRATCH, classPath());
        hunt.prepare(Suites.all(CORE_TESTS));
        for (Mutant mutant : chosen) {
            Trial.Outcome outcome = hunt.run(mutant);
            String by = outcome.failed();
            listing.note(mutant, by == null ? Listing.Result.SURVIVED : Listing.Result.KILLED, by == null ? "" : by);
            listing.write();
            System.out.println(mutant.id() + " " + mutant.className() + ":" + mutant.line() + " "
                    + listing.row(mutant.id()).result().name().toLowerCase(Locale.ROOT) + " " + (by == null ? "" : by)
                    + " " + outcome.seconds() + " s");
        }
    }

    private static String classPath() {
        return String.join(
                File.pathSeparator,
                CORE_TESTS.toString(),
                TESTKIT_TESTS.toString(),
                System.getProperty("java.class.path"));
    }
}
