package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The example of each operation prints with three ranks what its comment says, and runs with one, two and four. */
class OperationExamplesTest {
    private static final Path FOLDER = Path.of("..", "examples");
    private static final Pattern PROMISED = Pattern.compile("<pre>\n(.*?) \\* </pre>", Pattern.DOTALL);

    @TempDir
    private static Path classes;

    static List<String> examples() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".java") && promised(file) != null)
                    .map(file -> file.getFileName().toString().replace(".java", ""))
                    .sorted()
                    .toList();
        }
    }

    @BeforeAll
    static void compile() throws IOException {
        List<String> sources = examples().stream()
                .map(name -> FOLDER.resolve(name + ".java").toString())
                .toList();
        Stream<String> options = Stream.of(
                "-d",
                classes.toString(),
                "--release",
                "25",
                "-cp",
                System.getProperty("java.class.path"),
                "-proc:none");
        String[] arguments = Stream.concat(options, sources.stream()).toArray(String[]::new);
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments))
                .isZero();
    }

    private static String promised(Path file) {
        try {
            Matcher found = PROMISED.matcher(Files.readString(file));
            return found.find() ? found.group(1).replaceAll("(?m)^ \\* ?", "") : null;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Arguments: where the classes are, and the name of one. Returns what it prints. */
    static final class Example implements RankProgram {
        @Override
        public String run(String... args) throws Exception {
            ByteArrayOutputStream printed = new ByteArrayOutputStream();
            PrintStream before = System.out;
            try (URLClassLoader loader =
                    new URLClassLoader(new URL[] {Path.of(args[0]).toUri().toURL()}, Example.class.getClassLoader())) {
                System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
                Thread.currentThread().setContextClassLoader(loader);
                Class<?> type = loader.loadClass(args[1]);
                var constructor = type.getDeclaredConstructor();
                constructor.setAccessible(true);
                Method main = type.getDeclaredMethod("main", String[].class);
                main.setAccessible(true);
                main.invoke(constructor.newInstance(), (Object) new String[0]);
            } finally {
                System.setOut(before);
            }
            return printed.toString(StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void shouldPrintWhatItsCommentSays(String name) {
        for (int ranks : new int[] {1, 2, 3, 4}) {
            List<Outcome> outcomes =
                    RankProcesses.shared().run(ranks, Map.of(), Example.class, classes.toString(), name);
            String printed = outcomes.stream().map(Outcome::require).collect(Collectors.joining());
            assertThat(printed).isNotEmpty();
            if (ranks == 3) {
                assertThat(printed).isEqualTo(promised(FOLDER.resolve(name + ".java")));
            }
        }
    }

    /** Each operation that moves or combines data has an example of its name. */
    @org.junit.jupiter.api.Test
    void shouldHaveAnExampleForEachOperation() throws IOException {
        assertThat(examples())
                .contains("Barrier", "Bcast", "Reduce", "Allreduce", "Gather", "Gatherv", "Scatter", "Scatterv")
                .contains("Allgather", "Allgatherv", "Alltoall", "Alltoallv", "Alltoallw", "Objects")
                .contains("NeighborAllgather", "NeighborAllgatherv", "NeighborAlltoall", "NeighborAlltoallv")
                .contains("NeighborAlltoallw", "Intercommunicators")
                .contains("ReduceScatter", "ReduceScatterBlock", "Scan", "Exscan", "ReduceLocal");
    }
}
