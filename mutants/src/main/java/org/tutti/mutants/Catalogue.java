package org.tutti.mutants;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Which mutants there are: found in core's classes, the same ones for the same classes. */
final class Catalogue {
    private static final List<String> PACKAGES =
            List.of("coll", "coll/self", "coll/sm", "memory", "pattern", "segment");
    private static final int MOST_OF_A_RULE = 24;

    private final Path classes;

    /** Looks in a folder with core's compiled classes. */
    Catalogue(Path classes) {
        this.classes = classes;
    }

    /** {@return so many of each rule, taken from all classes by turns} */
    List<Mutant> sample() throws IOException {
        List<Mutant> all = all();
        List<Mutant> sample = new ArrayList<>();
        for (Rule rule : Rule.values()) {
            List<Mutant> ofRule =
                    all.stream().filter(mutant -> mutant.rule() == rule).toList();
            int number = 0;
            for (Mutant mutant : byTurns(ofRule).stream().limit(MOST_OF_A_RULE).toList()) {
                sample.add(mutant.named("%s-%02d".formatted(rule.label(), ++number)));
            }
        }
        return sample;
    }

    /** {@return these in another order: the first is of the first class, the next of the next, and so on round again} */
    private static List<Mutant> byTurns(List<Mutant> mutants) {
        Map<String, Deque<Mutant>> classes = new TreeMap<>();
        for (Mutant mutant : mutants) {
            classes.computeIfAbsent(mutant.className(), name -> new ArrayDeque<>())
                    .add(mutant);
        }
        List<Mutant> order = new ArrayList<>();
        while (order.size() < mutants.size()) {
            boolean fromTheEnd = order.size() % 2 == 1;
            for (Deque<Mutant> ofClass : classes.values()) {
                if (!ofClass.isEmpty()) {
                    order.add(fromTheEnd ? ofClass.removeLast() : ofClass.removeFirst());
                }
            }
        }
        return order;
    }

    /** {@return all that the rules find, in the order of the class files} */
    List<Mutant> all() throws IOException {
        List<Mutant> all = new ArrayList<>();
        for (String packageName : PACKAGES) {
            try (Stream<Path> files = Files.list(classes.resolve("org/tutti").resolve(packageName))) {
                for (Path file : files.filter(file -> file.toString().endsWith(".class"))
                        .sorted(Comparator.comparing(Path::toString))
                        .toList()) {
                    addFrom(ClassFile.of().parse(file), all);
                }
            }
        }
        return all;
    }

    private static void addFrom(ClassModel model, List<Mutant> all) {
        String className = model.thisClass().asInternalName().replace('/', '.');
        for (MethodModel method : model.methods()) {
            // what the compiler adds, such as an enum's valueOf, is nobody's mistake
            if (method.code().isEmpty() || method.flags().has(AccessFlag.SYNTHETIC)) {
                continue;
            }
            List<CodeElement> code = method.code().get().elementList();
            for (int index = 0; index < code.size(); index++) {
                if (code.get(index) instanceof Instruction) {
                    addFrom(new Site(className, code, index), Mutant.keyOf(method), all);
                }
            }
        }
    }

    private static void addFrom(Site site, String method, List<Mutant> all) {
        for (Rule rule : Rule.values()) {
            Change change = rule.at(site);
            if (change != null) {
                all.add(new Mutant("", rule, site.className(), method, site.index(), site.line(), change.text()));
            }
        }
    }

    /** {@return the class of a mutant with its change} */
    byte[] apply(Mutant mutant) throws IOException {
        return mutant.apply(original(mutant));
    }

    /** {@return the class of a mutant without its change} */
    byte[] original(Mutant mutant) throws IOException {
        return Files.readAllBytes(fileOf(classes, mutant));
    }

    /** {@return where a mutant's class lies below a folder of classes} */
    static Path fileOf(Path folder, Mutant mutant) {
        return folder.resolve(mutant.className().replace('.', '/') + ".class");
    }
}
