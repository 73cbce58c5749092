package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tutti.runtime.Processors;

/** {@code mpirun} and {@code mpjrun.sh}, as scripts for Open MPI and MPJ Express call them. */
class MpirunTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final String PROGRAM = """
            import org.tutti.*;
            public class Prog {
                public static void main(String[] args) {
                    try (Communicator world = Tutti.init(args)) {
                        int sum = world.allreduce(world.rank() + 1, Op.SUM);
                        System.out.println(world.rank() + "/" + world.size() + ": " + sum + " " + String.join(",", args)
                                + " " + System.getProperty("tempo") + " " + System.getenv("MOOD"));
                    }
                }
            }
            """;

    @TempDir
    private Path folder;

    /** The program as a build leaves it, with no word of Tutti's jars. */
    @BeforeEach
    void compile() throws IOException {
        Path source = Files.writeString(folder.resolve("Prog.java"), PROGRAM);
        String classes = folder.resolve("classes").toString();
        int code = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-cp", System.getProperty("java.class.path"), "-d", classes, source.toString());
        assertThat(code).isZero();
    }

    private Path script(String name, String body) throws IOException {
        Path script = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + body + "\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    private Launched mpirun(Object... words) throws IOException {
        List<String> args = new ArrayList<>(List.of("mpirun"));
        for (Object word : words) {
            args.add(word.toString());
        }
        return Launched.main(folder, Map.of(), args.toArray(String[]::new));
    }

    /** What has no effect is told once, not by each rank. */
    @Test
    void shouldRunTheCommandLineOfAnOrdinaryJava() throws Exception {
        try (Launched launched = mpirun(
                "--allow-run-as-root",
                "-np",
                2,
                "--mca",
                "btl",
                "self,vader",
                "--map-by",
                "core",
                "-x",
                "MOOD=brio",
                "-wdir",
                folder,
                "java",
                "-Dtempo=vivace",
                "-cp",
                "classes",
                "Prog",
                "a",
                "-np",
                "3")) {
            assertThat(launched.await()).isZero();
            assertThat(launched.out())
                    .containsExactlyInAnyOrder("0/2: 3 a,-np,3 vivace brio", "1/2: 3 a,-np,3 vivace brio");
            assertThat(launched.err())
                    .containsExactly("tutti: ignored, without effect here: --mca btl self,vader, --map-by core");
        }
    }

    /** Found through a link, without -np, and with a script that calls java as a process of its own. */
    @Test
    void shouldRunAScriptOnEachCore() throws Exception {
        Path script =
                script("run.sh", "java -cp \"" + folder + "/classes:$CLASSPATH\" Prog $OMPI_COMM_WORLD_RANK\nexit $?");
        Path link = Files.createSymbolicLink(folder.resolve("mpirun"), ROOT.resolve("bin/mpirun"));
        try (Launched launched = Launched.start(
                folder, Map.of(), List.of(link.toString(), "-q", "--mca", "a", "b", script.toString()))) {
            assertThat(launched.await()).isZero();
            assertThat(launched.err()).isEmpty();
            int size = launched.out().size();
            int sum = size * (size + 1) / 2;
            assertThat(size).isBetween(1, Processors.usable());
            assertThat(launched.out())
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, size)
                            .mapToObj(rank -> rank + "/" + size + ": " + sum + " " + rank + " null null")
                            .toList());
        }
    }

    @ParameterizedTest
    @CsvSource({"exit 7, 7, exited with code 7", "kill -KILL $$, 137, was killed by signal 9"})
    void shouldEndAsTheCulpritDid(String end, int code, String message) throws Exception {
        Path script = script("fail.sh", "[ $OMPI_COMM_WORLD_LOCAL_RANK = 1 ] && " + end + "\nsleep 1000");
        try (Launched launched = mpirun("-H", "localhost:2", script)) {
            assertThat(launched.await()).isEqualTo(code);
            assertThat(launched.err()).singleElement().asString().contains("rank 1 (pid ", message);
        }
    }

    @Test
    void shouldRunSeveralProgramsAsOneJob() throws Exception {
        Path source = folder.resolve("Prog.java");
        try (Launched launched = mpirun(
                "-np", 1, "-x", "MOOD=brio", source, "first", ":", "-n", 2, "-cp", folder + "/classes", "Prog")) {
            assertThat(launched.await()).isZero();
            assertThat(launched.out())
                    .containsExactlyInAnyOrder("0/3: 6 first null brio", "1/3: 6  null null", "2/3: 6  null null");
            assertThat(launched.err()).isEmpty();
        }
    }

    @Test
    void shouldKeepTheOutputOfEachRank() throws Exception {
        Path script = script("talk.sh", "echo out $OMPI_COMM_WORLD_RANK of $OMPI_COMM_WORLD_SIZE\necho err >&2");
        Path output = folder.resolve("output");
        try (Launched launched = mpirun(
                "-np",
                2,
                "--output-filename",
                output,
                "--tag-output",
                "--timestamp-output",
                "--report-bindings",
                script)) {
            assertThat(launched.await()).isZero();
            String time = "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} ";
            assertThat(launched.out()).hasSize(2).allMatch(line -> line.matches(time + "\\[([01])] out \\1 of 2"));
            assertThat(launched.err())
                    .hasSize(4)
                    .allMatch(line ->
                            line.matches(time + "\\[[01]] err|tutti: rank [01] \\(pid \\d+\\) on processors .*"));
        }
        for (int rank = 0; rank < 2; rank++) {
            Path files = output.resolve("1/rank." + rank);
            assertThat(files.resolve("stdout")).hasContent("out " + rank + " of 2");
            assertThat(files.resolve("stderr")).hasContent("err");
        }
    }

    @Test
    void shouldRunWhatMpjExpressRuns() throws Exception {
        List<String> command = List.of(
                ROOT.resolve("bin/mpjrun.sh").toString(),
                "-np",
                "2",
                "-dev",
                "niodev",
                "-Xmx64m",
                "-Dtempo=lento",
                "-cp",
                folder.resolve("classes").toString(),
                "Prog",
                "-dev",
                "x");
        try (Launched launched = Launched.start(folder, Map.of("MOOD", "mesto"), command)) {
            assertThat(launched.await()).isZero();
            assertThat(launched.out())
                    .containsExactlyInAnyOrder("0/2: 3 -dev,x lento mesto", "1/2: 3 -dev,x lento mesto");
            assertThat(launched.err()).containsExactly("tutti: ignored, without effect here: -dev niodev");
        }
    }
}
