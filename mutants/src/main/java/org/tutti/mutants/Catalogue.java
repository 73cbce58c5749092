package org.tutti.mutants;

import java.io.IOException;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Which mutants there are: found in core's classes, the same ones for the same classes. */
final class Catalogue {
    private final Path classes;

    /** Looks in a folder with core's compiled classes. */
    Catalogue(Path classes) {
        this.classes = classes;
    }

    /** {@return those that run} */
    List<Mutant> sample() throws IOException {
        return Sample.of(all());
    }

    /** {@return all that the rules find, in the order of the class files} */
    List<Mutant> all() throws IOException {
        List<Mutant> all = new ArrayList<>();
        for (ClassModel model : Scope.of(classes)) {
            addFrom(model, all);
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
        return Files.readAllBytes(fileOf(classes, mutant.className()));
    }

    /** {@return where a class lies below a folder of classes} */
    static Path fileOf(Path folder, String className) {
        return folder.resolve(className.replace('.', '/') + ".class");
    }
}
