package org.tutti.mutants;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which of all mutants run: of each rule so many, from the packages by turns; of a package from its classes by turns, where each rule
 * begins with another class; of a class by turns from its beginning and its end. The same ones each time.
 */
final class Sample {
    private static final int MOST_OF_A_RULE = 35;

    private Sample() {}

    /** {@return those that run, with their names} */
    static List<Mutant> of(List<Mutant> all) {
        List<Mutant> sample = new ArrayList<>();
        List<Rule> rules = List.of(Rule.values());
        for (Rule rule : rules) {
            List<Mutant> ofRule =
                    all.stream().filter(mutant -> mutant.rule() == rule).toList();
            double start = (double) rules.indexOf(rule) / rules.size();
            int number = 0;
            for (Mutant mutant :
                    fromPackages(ofRule, start).stream().limit(MOST_OF_A_RULE).toList()) {
                sample.add(mutant.named("%s-%02d".formatted(rule.label(), ++number)));
            }
        }
        return sample;
    }

    private static List<Mutant> fromPackages(List<Mutant> mutants, double start) {
        return byTurns(grouped(mutants, Mutant::packageName).stream()
                .map(ofPackage -> fromClasses(ofPackage, start))
                .toList());
    }

    private static List<Mutant> fromClasses(List<Mutant> mutants, double start) {
        List<List<Mutant>> classes = new ArrayList<>(grouped(mutants, Mutant::className).stream()
                .map(Sample::fromBothEnds)
                .toList());
        Collections.rotate(classes, -(int) (start * classes.size()));
        return byTurns(classes);
    }

    private static Collection<List<Mutant>> grouped(List<Mutant> mutants, Function<Mutant, String> name) {
        return mutants.stream()
                .collect(Collectors.groupingBy(name, TreeMap::new, Collectors.toList()))
                .values();
    }

    private static List<Mutant> fromBothEnds(List<Mutant> mutants) {
        List<Mutant> order = new ArrayList<>();
        for (int low = 0, high = mutants.size() - 1; low <= high; low++, high--) {
            order.add(mutants.get(low));
            if (low < high) {
                order.add(mutants.get(high));
            }
        }
        return order;
    }

    /** {@return the first of each, the second of each, and so on} */
    private static List<Mutant> byTurns(List<List<Mutant>> lists) {
        List<Mutant> order = new ArrayList<>();
        int longest = lists.stream().mapToInt(List::size).max().orElse(0);
        for (int turn = 0; turn < longest; turn++) {
            for (List<Mutant> list : lists) {
                if (turn < list.size()) {
                    order.add(list.get(turn));
                }
            }
        }
        return order;
    }
}
