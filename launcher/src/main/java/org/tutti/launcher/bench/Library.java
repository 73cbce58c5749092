package org.tutti.launcher.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An MPI in C that is installed here.
 *
 * @param kind which one
 * @param compiler its compiler's wrapper
 * @param launcher what starts its jobs
 */
record Library(Kind kind, Path compiler, Path launcher) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** The parts of programs that are in files of their own. */
    private static final List<String> HEADERS = List.of("start_line.h", "elements.h", "pairs.h", "overlap.h");

    /** Those that are looked for. */
    enum Kind {
        /** Open MPI. */
        OPEN_MPI("Open MPI", ".openmpi", "Open MPI|OpenRTE"),
        /** MPICH. */
        MPICH("MPICH", ".mpich", "HYDRA|MPICH");

        private final String text;
        private final String suffix;
        private final String signs;

        Kind(String text, String suffix, String signs) {
            this.text = text;
            this.suffix = suffix;
            this.signs = signs;
        }

        /** {@return what Debian appends to its commands, where several are installed side by side} */
        String suffix() {
            return suffix;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** {@return the library that is installed here, or null} */
    static @Nullable Library find(Kind kind) throws InterruptedException {
        for (String suffix : List.of(kind.suffix, "")) {
            Path compiler = onPath("mpicc" + suffix);
            Path launcher = onPath("mpirun" + suffix);
            if (compiler != null && launcher != null && says(launcher, kind.signs)) {
                return new Library(kind, compiler, launcher);
            }
        }
        return null;
    }

    /** Compiles a program that is beside this class. */
    Path compile(String name, Path folder) throws EngineException, InterruptedException {
        Path source = folder.resolve(name + ".c");
        Path program = folder.resolve(name);
        List<String> command =
                List.of(compiler.toString(), "-O3", "-march=native", "-o", program.toString(), source.toString());
        try {
            copy(name + ".c", folder);
            for (String header : HEADERS) {
                copy(header, folder);
            }
            Subprocess compilation = Subprocess.run(command, Map.of(), PATIENCE);
            if (!compilation.succeeded()) {
                throw new EngineException(kind + " cannot compile " + name + ".c: " + compilation);
            }
            return program;
        } catch (IOException e) {
            throw new EngineException(kind + " cannot compile " + name + ".c: " + e, e);
        }
    }

    private static void copy(String file, Path folder) throws IOException {
        try (var text = Library.class.getResourceAsStream("peers/" + file)) {
            Files.write(folder.resolve(file), text == null ? new byte[0] : text.readAllBytes());
        }
    }

    private static @Nullable Path onPath(String name) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
            Path file = Path.of(folder, name);
            if (Files.isExecutable(file) && !Files.isDirectory(file)) {
                return file;
            }
        }
        return null;
    }

    private static boolean says(Path launcher, String signs) throws InterruptedException {
        try {
            Subprocess version = Subprocess.run(List.of(launcher.toString(), "--version"), Map.of(), PATIENCE);
            return version.succeeded()
                    && Pattern.compile(signs).matcher(version.said()).find();
        } catch (IOException e) {
            return false;
        }
    }
}
