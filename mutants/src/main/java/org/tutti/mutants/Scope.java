package org.tutti.mutants;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which classes of core are changed: all of the packages through which ranks reach each other, and of the API's own package those
 * that use messages or what lies in shared memory.
 */
final class Scope {
    private static final List<String> PACKAGES =
            List.of("coll", "coll/basic", "coll/self", "coll/sm", "memory", "p2p", "pattern", "segment");
    private static final List<String> USED = List.of("org/tutti/p2p/", "org/tutti/segment/");

    private Scope() {}

    /** {@return the classes, package by package, each package in the order of its files} */
    static List<ClassModel> of(Path classes) throws IOException {
        Path top = classes.resolve("org/tutti");
        List<ClassModel> models =
                new ArrayList<>(in(top).stream().filter(Scope::isProtocol).toList());
        for (String packageName : PACKAGES) {
            models.addAll(in(top.resolve(packageName)));
        }
        return models;
    }

    private static List<ClassModel> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<ClassModel> models = new ArrayList<>();
            for (Path file : files.filter(file -> file.toString().endsWith(".class"))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList()) {
                models.add(ClassFile.of().parse(file));
            }
            return models;
        }
    }

    private static boolean isProtocol(ClassModel model) {
        for (PoolEntry entry : model.constantPool()) {
            if (entry instanceof Utf8Entry name && USED.stream().anyMatch(name.stringValue()::contains)) {
                return true;
            }
        }
        return false;
    }
}
