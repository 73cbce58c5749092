package org.tutti.mutants;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.tutti.mutants.Trial.Outcome;
import org.tutti.mutants.Trial.Part;
import org.tutti.mutants.Trial.Passed;

/**
 * What is known of the suites: how long each test takes and which mutants it reaches while nothing is changed, and how many mutants a
 * suite has noticed so far. A test that does not come by the changed instruction cannot notice it.
 */
final class Survey {
    /** What a test may take while nothing is known of it, and what is added to a multiple of what it is known to take. */
    private static final int PATIENCE_SECONDS = 300;

    private static final int SLACK_SECONDS = 10;
    private static final int SLACK_FACTOR = 3;
    /** What it takes to begin with a class. */
    private static final long CLASS_MILLIS = 100;

    private static final double NEARNESS = 10;
    private static final String TOP = "org.tutti";
    private static final Path UNCHANGED = Path.of("none");

    private final List<Mutant> mutants;
    private final List<Entry> entries = new ArrayList<>();

    /**
     * A suite.
     *
     * @param tests its tests; none where it fails while classes are marked: then it is taken to reach whatever there is
     * @param tried how many mutants it has run on
     * @param noticed how many of them it has noticed
     */
    private record Entry(
            Suite suite, int limitSeconds, List<Passed> tests, AtomicInteger tried, AtomicInteger noticed) {
        Part whole() {
            return new Part(suite, limitSeconds, millis(tests), List.of());
        }

        boolean reachesAny() {
            return tests.isEmpty()
                    || tests.stream().anyMatch(test -> !test.reached().isEmpty());
        }

        /** {@return the tests that reach a mutant, or null} What is done once for all tests, one of them seems to do. */
        @Nullable
        Part reaching(int number, boolean isOnce) {
            List<Passed> reaching = tests.stream()
                    .filter(test -> test.reached().contains(number))
                    .toList();
            if (tests.isEmpty() || (isOnce && !reaching.isEmpty())) {
                return whole();
            }
            return reaching.isEmpty()
                    ? null
                    : new Part(
                            suite,
                            limitSeconds,
                            millis(reaching),
                            reaching.stream().map(Passed::test).toList());
        }

        private static long millis(List<Passed> tests) {
            return tests.stream().mapToLong(Passed::millis).sum();
        }
    }

    /** Begins to survey suites for these mutants. */
    Survey(List<Mutant> mutants) {
        this.mutants = mutants;
    }

    /**
     * Runs suites on marked classes, each in a JVM of its own.
     *
     * @param marked where the marked classes are
     */
    void take(Trial trial, Path marked, List<Suite> suites, Crew crew) throws InterruptedException {
        entries.addAll(crew.each(suites, suite -> {
            Part patient = new Part(suite, PATIENCE_SECONDS, 0, List.of());
            return entry(suite, trial.run("marked-" + suite.name(), marked, List.of(patient)));
        }));
    }

    private static Entry entry(Suite suite, Outcome outcome) {
        if (outcome.failed() == null && outcome.passed().isEmpty()) {
            throw new IllegalStateException("no tests: " + suite.className());
        }
        List<Passed> tests = outcome.failed() == null ? outcome.passed() : List.of();
        long slowest = tests.stream().mapToLong(Passed::millis).max().orElse(PATIENCE_SECONDS * 1000L);
        int limit = SLACK_SECONDS + (int) (SLACK_FACTOR * slowest / 1000);
        return new Entry(suite, limit, tests, new AtomicInteger(), new AtomicInteger());
    }

    /** Runs the suites that reach anything on the classes as they are: there they must pass, within the time they have. */
    void control(Trial trial, Crew crew) throws InterruptedException {
        crew.each(entries, entry -> {
            if (entry.reachesAny()) {
                requirePasses(trial, entry.whole());
            }
            return entry;
        });
    }

    private static void requirePasses(Trial trial, Part part) throws IOException, InterruptedException {
        String name = "unchanged-" + part.suite().name();
        Outcome outcome = trial.run(name, UNCHANGED, List.of(part));
        if (outcome.failed() != null) {
            outcome = trial.run(name, UNCHANGED, List.of(part));
        }
        if (outcome.failed() != null) {
            throw new IllegalStateException(
                    "the suites fail without any change: " + outcome.failed() + ", see " + trial.log(name));
        }
    }

    /** {@return the tests that reach a mutant, suite by suite, those first that have noticed most in the time they take} */
    List<Part> reaching(Mutant mutant) {
        int number = mutants.indexOf(mutant);
        Map<Part, Double> promises = new HashMap<>();
        for (Entry entry : entries) {
            Part part = entry.reaching(number, mutant.isOnce());
            if (part != null) {
                promises.put(part, promise(entry, part, mutant));
            }
        }
        return promises.keySet().stream()
                .sorted(Comparator.comparingDouble((Part part) -> -promises.getOrDefault(part, 0.0)))
                .toList();
    }

    /** {@return how likely a mutant is noticed in a time} More so by suites of the same package, or of one above it. */
    private static double promise(Entry entry, Part part, Mutant mutant) {
        double experience = (entry.noticed().get() + 1.0) / (entry.tried().get() + 1.0);
        boolean isNear = !part.suite().packageName().equals(TOP)
                && mutant.packageName().startsWith(part.suite().packageName());
        return (isNear ? NEARNESS * experience : experience) / (part.millis() + CLASS_MILLIS);
    }

    /** {@return how long all suites take together} */
    long millis() {
        return entries.stream().mapToLong(entry -> entry.whole().millis()).sum();
    }

    /** Takes notice that a suite has run on a mutant. */
    void hasRun(Suite suite, boolean noticed) {
        for (Entry entry : entries) {
            if (entry.suite().equals(suite)) {
                entry.tried().incrementAndGet();
                entry.noticed().addAndGet(noticed ? 1 : 0);
            }
        }
    }
}
