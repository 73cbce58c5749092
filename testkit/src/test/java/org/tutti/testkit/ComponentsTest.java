package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tutti.Communicator;
import org.tutti.Op;
import org.tutti.Tutti;

/** A component of somebody else, the one of the examples, that is found on the class path. */
class ComponentsTest {
    private static final Path SOURCE = Path.of("..", "examples", "trace");
    private static final String SERVICE = "META-INF/services/org.tutti.coll.CollectiveComponent";
    private static final String USUAL = System.getProperty("java.class.path");

    @TempDir
    private static Path folder;

    private static String withTrace = "";

    @BeforeAll
    static void compile() throws Exception {
        Path trace = Files.createDirectories(folder.resolve("trace"));
        String compiler =
                Path.of(System.getProperty("java.home"), "bin", "javac").toString();
        String source = SOURCE.resolve("trace/TraceComponent.java").toString();
        Launched javac = Launched.start(
                folder, Map.of(), List.of(compiler, "-proc:none", "-cp", USUAL, "-d", trace.toString(), source));
        assertThat(javac.await()).as(javac.toString()).isZero();
        Files.createDirectories(trace.resolve("META-INF/services"));
        Files.copy(SOURCE.resolve(SERVICE), trace.resolve(SERVICE));
        withTrace = USUAL + File.pathSeparator + trace;
    }

    /** What each rank runs. */
    static final class Work {
        public static void main(String[] args) {
            try (Communicator world = Tutti.init(args)) {
                System.out.println("sum=" + world.allreduce(world.rank() + 1, Op.SUM));
            }
        }
    }

    private static Launched rank(int rank, String job, String classPath) throws Exception {
        Map<String, String> settings = Map.of(
                "TUTTI_JOB",
                job + ProcessHandle.current().pid(),
                "TUTTI_RANK",
                "" + rank,
                "TUTTI_SIZE",
                "2",
                "TUTTI_COLL_VERBOSE",
                "1");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", classPath, Work.class.getName()));
        return Launched.start(folder, settings, command);
    }

    @Test
    void shouldChooseAComponentThatIsOnTheClassPath() throws Exception {
        try (Launched zero = rank(0, "trace", withTrace);
                Launched one = rank(1, "trace", withTrace)) {
            assertThat(zero.await()).as(zero.toString()).isZero();
            assertThat(one.await()).isZero();
            assertThat(zero.out()).containsExactly("sum=3");
            assertThat(zero.err())
                    .contains(
                            "tutti: world: trace: priority 95, tells how long calls take",
                            "tutti: world: sm: priority 50, shared memory",
                            "tutti: world: self: declines, more than one rank")
                    .anyMatch(line -> line.matches("trace: world: allreduce: \\d+ ns"));
            assertThat(one.err()).noneMatch(line -> line.startsWith("tutti:"));
        }
    }

    @Test
    void shouldNameTheComponentThatOneRankLacks() throws Exception {
        try (Launched zero = rank(0, "lack", USUAL);
                Launched one = rank(1, "lack", withTrace)) {
            assertThat(zero.await()).isNotZero();
            assertThat(one.await()).isNotZero();
            for (Launched each : List.of(zero, one)) {
                assertThat(String.join("\n", each.err()))
                        .contains("the ranks would choose different components for world: rank 0 would use "
                                + "sm (priority 50), basic (priority 10), rank 1 trace (priority 95), "
                                + "sm (priority 50), basic (priority 10) [TUTTI-508]");
            }
        }
    }
}
