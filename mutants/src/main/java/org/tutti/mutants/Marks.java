package org.tutti.mutants;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Marks before the instructions that mutants change: what comes by one has reached the mutant of its number. */
final class Marks {
    /** How many there are at most. */
    static final int MOST = 1 << 12;

    private static final ClassDesc REACHED = ClassDesc.of(Reached.class.getName());
    private static final MethodTypeDesc MARK = MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int);

    private Marks() {}

    /** Writes the classes of mutants below a folder, with a mark for each mutant: its place in the list. */
    static void write(Path folder, Catalogue catalogue, List<Mutant> mutants) throws IOException {
        Map<String, List<Integer>> classes = new HashMap<>();
        for (int number = 0; number < mutants.size(); number++) {
            classes.computeIfAbsent(mutants.get(number).className(), name -> new ArrayList<>())
                    .add(number);
        }
        for (List<Integer> numbers : classes.values()) {
            Mutant first = mutants.get(numbers.getFirst());
            Path file = Catalogue.fileOf(folder, first.className());
            Files.createDirectories(file.getParent());
            Files.write(file, marked(catalogue.original(first), mutants, numbers));
        }
    }

    private static byte[] marked(byte[] original, List<Mutant> mutants, List<Integer> numbers) {
        Map<String, Map<Integer, List<Integer>>> methods = new HashMap<>();
        for (int number : numbers) {
            Mutant mutant = mutants.get(number);
            methods.computeIfAbsent(mutant.method(), name -> new HashMap<>())
                    .computeIfAbsent(mutant.index(), index -> new ArrayList<>())
                    .add(number);
        }
        byte[] bytes = original;
        for (Map.Entry<String, Map<Integer, List<Integer>>> method : methods.entrySet()) {
            CodeTransform inCode = CodeTransform.ofStateful(() -> new Marker(method.getValue()));
            bytes = ClassFile.of()
                    .transformClass(
                            ClassFile.of().parse(bytes),
                            ClassTransform.transformingMethodBodies(
                                    (MethodModel candidate) -> method.getKey().equals(Mutant.keyOf(candidate)),
                                    inCode));
        }
        return bytes;
    }

    /** Passes all elements on, with marks before some. */
    private static final class Marker implements CodeTransform {
        private final Map<Integer, List<Integer>> numbers;
        private int at;

        Marker(Map<Integer, List<Integer>> numbers) {
            this.numbers = numbers;
        }

        @Override
        public void accept(CodeBuilder builder, CodeElement element) {
            for (int number : numbers.getOrDefault(at++, List.of())) {
                builder.loadConstant(number).invokestatic(REACHED, "mark", MARK);
            }
            builder.with(element);
        }
    }
}
