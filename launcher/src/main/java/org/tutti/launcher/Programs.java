package org.tutti.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import org.tutti.ErrorCode;

/** Finds out what the word PROGRAM of the command line stands for. */
final class Programs {
    private static final String PACKAGE_MPI = "mpi.";
    private static final String ALL_UNNAMED = "=ALL-UNNAMED";

    private final CompileCache cache;
    private final List<String> jvmArguments;
    private final Path folder;

    /**
     * Makes a finder.
     *
     * @param cache for source files
     * @param jvmArguments the arguments of each rank's java
     * @param folder where files are, unless they are absolute
     */
    Programs(CompileCache cache, List<String> jvmArguments, Path folder) {
        this.cache = cache;
        this.jvmArguments = jvmArguments;
        this.folder = folder;
    }

    /**
     * {@return the program}
     *
     * @param word a source file, a jar, or with a class path the name of a class
     * @param classPath the class path of the command line, or null
     */
    Program find(String word, @Nullable String classPath) throws LaunchException {
        if (word.endsWith(".java")) {
            return source(word, classPath == null ? List.of() : ClassPath.parse(classPath, folder));
        }
        if (classPath != null) {
            return mainClass(word, ClassPath.parse(classPath, folder));
        }
        if (word.endsWith(".jar")) {
            return jar(word);
        }
        throw LaunchException.usage(
                ErrorCode.NO_PROGRAM,
                "PROGRAM must be a Java source file (X.java), a jar (X.jar), or, with -cp PATH, the name"
                        + " of a class: " + word);
    }

    /** {@return a file that can be read} */
    Path existing(String word) throws LaunchException {
        Path file = folder.resolve(word);
        if (!Files.isRegularFile(file)) {
            throw LaunchException.usage(ErrorCode.NO_PROGRAM, "there is no such file: " + word);
        }
        if (!Files.isReadable(file)) {
            throw LaunchException.usage(ErrorCode.NO_PROGRAM, "the file cannot be read: " + word);
        }
        return file;
    }

    /** {@return the program of a source file, compiled unless that is done} */
    Program source(String word, List<Path> classPath) throws LaunchException {
        Path source = existing(word);
        long start = System.nanoTime();
        CompileCache.Entry entry = cache.get(source, Installation.api(), classPath, jvmArguments);
        long millis = (System.nanoTime() - start) / 1_000_000;
        List<Path> all = new ArrayList<>();
        all.add(entry.classes());
        all.addAll(classPath);
        String how = entry.fresh() ? "compiled in " + millis + " ms into " : "was compiled before into ";
        return new Program(
                all, entry.mainClass(), List.of(), source + " " + how + entry.classes(), mayNeedMpi(source, classPath));
    }

    /** {@return whether a source file, or what else it has on its class path, may import the package mpi} */
    private static boolean mayNeedMpi(Path source, List<Path> classPath) throws LaunchException {
        try {
            return !classPath.isEmpty()
                    || new String(Files.readAllBytes(source), StandardCharsets.ISO_8859_1).contains(PACKAGE_MPI);
        } catch (IOException e) {
            throw LaunchException.failure(ErrorCode.NO_PROGRAM, "cannot read " + source + ": " + e);
        }
    }

    /** {@return the program of a class} */
    static Program mainClass(String name, List<Path> classPath) throws LaunchException {
        try {
            if (!ClassPath.contains(classPath, name)) {
                throw LaunchException.usage(
                        ErrorCode.NO_PROGRAM,
                        "there is no class " + name + " on the class path " + ClassPath.join(classPath));
            }
        } catch (IOException e) {
            throw LaunchException.usage(
                    ErrorCode.NO_PROGRAM, "cannot look for class " + name + " on the class path: " + e);
        }
        return new Program(classPath, name, List.of(), "class " + name, true);
    }

    /**
     * {@return the program of a jar} As {@code java -jar} runs it; that itself would not let Tutti be beside the jar on the class
     * path.
     */
    Program jar(String word) throws LaunchException {
        Path jar = existing(word);
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            String mainClass =
                    manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
            if (manifest == null || mainClass == null) {
                throw LaunchException.usage(
                        ErrorCode.NO_PROGRAM,
                        "the manifest of " + jar + " names no Main-Class; give the class: -cp " + jar + " NAME");
            }
            List<String> arguments = new ArrayList<>();
            addPackages(
                    arguments, "--add-exports=", manifest.getMainAttributes().getValue("Add-Exports"));
            addPackages(arguments, "--add-opens=", manifest.getMainAttributes().getValue("Add-Opens"));
            return new Program(
                    List.of(jar.toAbsolutePath().normalize()), mainClass.strip(), arguments, jar.toString(), true);
        } catch (IOException e) {
            throw LaunchException.usage(ErrorCode.NO_PROGRAM, "cannot read the jar " + jar + ": " + e);
        }
    }

    private static void addPackages(List<String> arguments, String option, @Nullable String packages) {
        if (packages != null) {
            for (String name : packages.strip().split("\\s+", -1)) {
                arguments.add(option + name + ALL_UNNAMED);
            }
        }
    }
}
