package mpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes that were compiled against Open MPI's own jar run: there methods are declared in plain classes, and throw a checked exception. */
class LinkageTest {
    @TempDir
    private Path folder;

    private Path compile(String name, Path classPath, String... sources) throws IOException {
        Path classes = Files.createDirectory(folder.resolve(name));
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
            List<Path> paths = new java.util.ArrayList<>();
            for (String source : sources) {
                String type = source.replaceFirst("(?s).*?public (?:final )?class (\\w+).*", "$1");
                paths.add(Files.writeString(folder.resolve(type + ".java"), source));
            }
            Iterable<? extends JavaFileObject> units = files.getJavaFileObjectsFromPaths(paths);
            List<String> options = List.of("-d", classes.toString(), "-cp", classPath.toString());
            assertThat(javac.getTask(null, files, null, options, null, units).call())
                    .isTrue();
        }
        return classes;
    }

    @Test
    void shouldLinkWhatWasCompiledAgainstPlainClasses() throws Exception {
        Path theirs = compile(
                "theirs",
                folder,
                "package mpi; public class MPIException extends Exception {}",
                "package mpi; public class Datatype {}",
                "package mpi; public class Op {}",
                "package mpi; public class Comm { public final int getRank() throws MPIException { return 0; }"
                        + " public final void bcast(Object b, int n, Datatype t, int r) throws MPIException {} }",
                "package mpi; public class Intracomm extends Comm {"
                        + " public final void scan(Object b, int n, Datatype t, Op o) throws MPIException {} }",
                "package mpi; public final class MPI { public static Intracomm COMM_WORLD; public static Datatype INT;"
                        + " public static Op SUM; public static int ANY_SOURCE; }");
        Path caller = compile("caller", theirs, """
                import mpi.*;
                public class Caller {
                    public static int bcast() throws MPIException {
                        MPI.COMM_WORLD.bcast(new int[1], 1, MPI.INT, 0);
                        return MPI.ANY_SOURCE;
                    }
                    public static int scan() throws MPIException {
                        MPI.COMM_WORLD.scan(new int[1], 1, MPI.INT, MPI.SUM);
                        return MPI.COMM_WORLD.getRank();
                    }
                    public static int constant() {
                        return MPI.ANY_SOURCE;
                    }
                }
                """);
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {caller.toUri().toURL()}, LinkageTest.class.getClassLoader())) {
            Class<?> linked = loader.loadClass("Caller");
            assertThat(linked.getMethod("constant").invoke(null)).isEqualTo(-1);
            for (String method : List.of("bcast", "scan")) {
                assertThat(failure(linked, method))
                        .isInstanceOf(MPIException.class)
                        .hasMessage("MPI is not initialized.");
            }
        }
    }

    private static Throwable failure(Class<?> type, String method) throws Exception {
        try {
            return new AssertionError("it returned " + type.getMethod(method).invoke(null));
        } catch (InvocationTargetException e) {
            return e.getCause();
        }
    }
}
