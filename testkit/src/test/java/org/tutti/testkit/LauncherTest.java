package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tutti.ErrorCode;

/** {@code tutti run}, seen from outside: exit codes, messages, streams, and that nothing is left. */
class LauncherTest {
    /** One second is promised, or two; what is more is for a machine that has other things to do. */
    private static final long LIMIT_NANOS = 2_500_000_000L;

    @TempDir
    private Path folder;

    private Set<String> before;

    @BeforeEach
    void lookAtSharedMemory() throws IOException {
        before = sharedFiles();
    }

    /** Others on this machine may run jobs too: their files are there for a moment only. */
    @AfterEach
    void shouldLeaveNothingInSharedMemory() throws IOException, InterruptedException {
        Set<String> left = sharedFiles();
        for (int i = 0; i < 100 && !before.containsAll(left); i++) {
            Thread.sleep(20);
            left.retainAll(sharedFiles());
        }
        assertThat(before).containsAll(left);
    }

    private static Set<String> sharedFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/dev/shm"))) {
            return files.map(file -> String.valueOf(file.getFileName())).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** {@return a program of one file, whose main method this is} */
    private Path program(String name, String body) throws IOException {
        return Files.writeString(
                folder.resolve(name + ".java"),
                "import org.tutti.*;\nvoid main(String[] args) throws Exception {\n" + body + "\n}\n");
    }

    private Launched run(Path program, String... options) throws IOException {
        return run(Map.of(), program, options);
    }

    private Launched run(Map<String, String> environment, Path program, String... options) throws IOException {
        List<String> args = new ArrayList<>(List.of("run"));
        args.addAll(List.of(options));
        args.add(program.toString());
        return Launched.main(folder, environment, args.toArray(String[]::new));
    }

    /** {@return the messages of the launcher itself} */
    private static List<String> messages(Launched launched) throws IOException {
        return launched.err().stream().filter(line -> line.startsWith("tutti:")).toList();
    }

    /** Ranks that meet for ever, having said who they are. */
    private Path endless() throws IOException {
        return program("Endless", """
                try (Communicator world = Tutti.init(args)) {
                    IO.println("pid " + world.rank() + " " + ProcessHandle.current().pid());
                    while (true) {
                        world.allreduce(1.0, Op.SUM);
                    }
                }""");
    }

    private static Map<Integer, Long> awaitPids(Launched launched, int ranks) throws IOException, InterruptedException {
        launched.awaitOut(
                lines -> lines.stream().filter(line -> line.startsWith("pid ")).count() == ranks);
        return launched.out().stream()
                .filter(line -> line.startsWith("pid "))
                .map(line -> line.split(" "))
                .collect(Collectors.toMap(words -> Integer.valueOf(words[1]), words -> Long.valueOf(words[2])));
    }

    private static void awaitGone(Iterable<Long> pids, long start) throws IOException, InterruptedException {
        for (long pid : pids) {
            while (Launched.isRunning(pid)) {
                assertThat(System.nanoTime() - start)
                        .as("process " + pid + " lives on")
                        .isLessThan(LIMIT_NANOS);
                Thread.sleep(5);
            }
        }
    }

    @Test
    void shouldRunRanksThatComputeTogether() throws Exception {
        Path program = program("Sum", """
                try (Communicator world = Tutti.init(args)) {
                    IO.println(world.rank() + ": " + world.allreduce(world.rank() + 1, Op.SUM) + " " + String.join(",", args));
                }""");
        try (Launched launched =
                Launched.main(folder, Map.of(), "run", "-n", "3", program.toString(), "a", "-n", "b c")) {
            assertThat(launched.await()).isZero();
            assertThat(launched.out()).containsExactlyInAnyOrder("0: 6 a,-n,b c", "1: 6 a,-n,b c", "2: 6 a,-n,b c");
            assertThat(launched.err()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void shouldEndAsTheCulpritDid(int culprit) throws Exception {
        Path program = program("Exit" + culprit, """
                try (Communicator world = Tutti.init(args)) {
                    for (int i = 0; true; i++) {
                        if (world.rank() == %d && i == 10) {
                            System.exit(3);
                        }
                        world.barrier();
                    }
                }""".formatted(culprit));
        try (Launched launched = run(program, "-n", "3")) {
            assertThat(launched.await()).isEqualTo(3);
            assertThat(messages(launched)).singleElement().asString().contains("rank " + culprit + " (pid ", "code 3");
            assertThat(launched.err()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void shouldEndAsARankThatAsksForTheEndSays(int culprit) throws Exception {
        Path program = program("Abort" + culprit, """
                try (Communicator world = Tutti.init(args)) {
                    for (int i = 0; true; i++) {
                        if (world.rank() == %d && i == 10) {
                            world.abort(53, "the input has no header");
                        }
                        world.barrier();
                    }
                }""".formatted(culprit));
        try (Launched launched = run(program, "-n", "3")) {
            assertThat(launched.await()).as(launched::toString).isEqualTo(53);
            assertThat(launched.err())
                    .singleElement()
                    .satisfies(line -> assertThat(
                                    ErrorDocs.of(ErrorCode.ABORTED).isLike(line.replace("rank " + culprit, "rank 1")))
                            .isTrue());
        }
    }

    @Test
    void shouldNotTakeAnEndThatWasAskedForAsSuccess() throws Exception {
        Path program = program("AbortZero", "Tutti.init(args).abort(0, \"enough\");");
        try (Launched launched = run(program, "-n", "1")) {
            assertThat(launched.await()).as(launched::toString).isOne();
        }
    }

    /** Memory from before the start is read where it lies, and can be read when all is over; a program may also never start. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldHaveMemoryBeforeTheStart(boolean starts) throws Exception {
        Path program = program("Early" + starts, """
                var early = Tutti.allocate(Datatype.INT, 1 << 20);
                early.fill((byte) 1);
                if (%s) {
                    try (Communicator world = Tutti.init(args)) {
                        world.allreduce(early, 1 << 20, Datatype.INT, Op.SUM);
                    }
                }
                System.out.println(early.get(java.lang.foreign.ValueLayout.JAVA_INT, (4 << 20) - 4));
                """.formatted(starts));
        try (Launched launched = run(program, "-n", "2")) {
            assertThat(launched.await()).as(launched::toString).isZero();
            assertThat(launched.out())
                    .containsExactly(starts ? "33686018" : "16843009", starts ? "33686018" : "16843009");
            assertThat(launched.err()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldShowAnExceptionOnce(boolean closes) throws Exception {
        String body = "for (int i = 0; true; i++) { if (world.rank() == 2 && i == 10) {"
                + " throw new IllegalStateException(\"the battery is empty\"); } world.barrier(); }";
        Path program = program(
                "Throw" + closes,
                closes
                        ? "try (Communicator world = Tutti.init(args)) { " + body + " }"
                        : "Communicator world = Tutti.init(args); " + body);
        try (Launched launched = run(program, "-n", "4")) {
            assertThat(launched.await()).isOne();
            assertThat(messages(launched))
                    .singleElement()
                    .asString()
                    .contains("rank 2 (pid ", "java.lang.IllegalStateException: the battery is empty");
            assertThat(launched.err().stream().filter(line -> line.startsWith("Exception in thread")))
                    .containsExactly(
                            "Exception in thread \"main\" java.lang.IllegalStateException: the battery is empty");
        }
    }

    /** Also ranks that do not call Tutti at all, or not yet. */
    @Test
    void shouldShowAnExceptionBeforeTheRanksHaveMet() throws Exception {
        Path program = program("Early", """
                if ("1".equals(System.getenv("TUTTI_RANK"))) {
                    throw new IllegalStateException("too early");
                }
                Tutti.init(args).close();""");
        try (Launched launched = run(program, "-n", "3")) {
            assertThat(launched.await()).isOne();
            assertThat(messages(launched)).singleElement().asString().contains("rank 1 (pid ");
            assertThat(launched.err().stream().filter(line -> line.contains("IllegalStateException: too early")))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, on", "1, off"})
    void shouldNameARankThatIsKilled(int victim, String nativeAccess) throws Exception {
        try (Launched launched = run(Map.of("TUTTI_NATIVE", nativeAccess), endless(), "-n", "4")) {
            Map<Integer, Long> pids = awaitPids(launched, 4);
            long start = System.nanoTime();
            Launched.signal("KILL", pids.get(victim));
            assertThat(launched.await()).isEqualTo(137);
            assertThat(System.nanoTime() - start).isLessThan(LIMIT_NANOS);
            assertThat(launched.err())
                    .singleElement()
                    .asString()
                    .startsWith("tutti: rank " + victim + " (pid " + pids.get(victim)
                            + ") was killed by signal 9 (SIGKILL)");
            awaitGone(pids.values(), start);
        }
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void shouldEndEverythingQuietlyWhenAsked(String signal, int exitCode) throws Exception {
        try (Launched launched = run(endless(), "-n", "3")) {
            Map<Integer, Long> pids = awaitPids(launched, 3);
            long start = System.nanoTime();
            Launched.signal(signal, launched.pid());
            assertThat(launched.await()).isEqualTo(exitCode);
            awaitGone(pids.values(), start);
            assertThat(launched.err()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"on, true", "off, false"})
    void shouldEndTheRanksWhenTheLauncherIsKilled(String nativeAccess, boolean calls) throws Exception {
        killLauncher(nativeAccess, calls);
    }

    @Tag("full")
    @ParameterizedTest
    @CsvSource({"off, true", "on, false"})
    void shouldEndTheRanksWhenTheLauncherIsKilledInOtherWaysToo(String nativeAccess, boolean calls) throws Exception {
        killLauncher(nativeAccess, calls);
    }

    private void killLauncher(String nativeAccess, boolean calls) throws Exception {
        Path busy = program("Busy", """
                Communicator world = Tutti.init(args);
                IO.println("pid " + world.rank() + " " + ProcessHandle.current().pid());
                while (true) {
                    Thread.onSpinWait();
                }""");
        try (Launched launched = run(Map.of("TUTTI_NATIVE", nativeAccess), calls ? endless() : busy, "-n", "2")) {
            Map<Integer, Long> pids = awaitPids(launched, 2);
            List<ProcessHandle> children = launched.children();
            long start = System.nanoTime();
            Launched.signal("KILL", launched.pid());
            awaitGone(pids.values(), start);
            awaitGone(children.stream().map(ProcessHandle::pid).toList(), start);
        }
    }

    /** Ranks that do not obey SIGTERM are killed. */
    @Test
    void shouldKillRanksThatDoNotObey() throws Exception {
        Path program = program("Stubborn", """
                Runtime.getRuntime().addShutdownHook(new Thread(() -> { while (true) { Thread.onSpinWait(); } }));
                Communicator world = Tutti.init(args);
                IO.println("pid " + world.rank() + " " + ProcessHandle.current().pid());
                while (true) {
                    Thread.onSpinWait();
                }""");
        try (Launched launched = run(program, "-n", "2")) {
            Map<Integer, Long> pids = awaitPids(launched, 2);
            long start = System.nanoTime();
            Launched.signal("TERM", launched.pid());
            launched.await();
            awaitGone(pids.values(), start);
        }
    }

    @Test
    void shouldGiveStandardInputToRankZero() throws Exception {
        Path program = program("Input", """
                try (Communicator world = Tutti.init(args)) {
                    String line = IO.readln();
                    IO.println(world.rank() + " " + line);
                    world.barrier();
                }""");
        try (Launched launched = run(program, "-n", "2")) {
            launched.say("allegro\n");
            assertThat(launched.await()).isZero();
            assertThat(launched.out()).containsExactlyInAnyOrder("0 allegro", "1 null");
        }
    }

    @Test
    void shouldKeepTaggedLinesWhole() throws Exception {
        Path program = program("Much", """
                try (Communicator world = Tutti.init(args)) {
                    world.barrier();
                    for (int i = 0; i < 5000; i++) {
                        System.out.print("line " + i);
                        System.out.print(" of ");
                        System.out.println(world.rank() + "x".repeat(i % 300));
                        if (i % 1000 == 0) {
                            System.err.println("error " + i);
                        }
                    }
                    System.out.print("the end");
                }""");
        try (Launched launched = run(program, "-n", "4", "--tag-output")) {
            assertThat(launched.await()).isZero();
            List<String> out = launched.out();
            for (int rank = 0; rank < 4; rank++) {
                String tag = "[" + rank + "] ";
                List<String> mine =
                        out.stream().filter(line -> line.startsWith(tag)).toList();
                assertThat(mine).hasSize(5001);
                for (int i = 0; i < 5000; i++) {
                    assertThat(mine.get(i)).isEqualTo(tag + "line " + i + " of " + rank + "x".repeat(i % 300));
                }
                assertThat(mine.getLast()).isEqualTo(tag + "the end");
                assertThat(launched.err().stream().filter(line -> line.startsWith(tag)))
                        .hasSize(5);
            }
            assertThat(out).hasSize(4 * 5001);
        }
    }

    @Test
    void shouldEndAJobWhoseTimeIsOver() throws Exception {
        long start = System.nanoTime();
        try (Launched launched = run(endless(), "-n", "2", "--timeout", "2.5")) {
            Map<Integer, Long> pids = awaitPids(launched, 2);
            assertThat(launched.await()).isEqualTo(124);
            assertThat(System.nanoTime() - start).isLessThan(2_500_000_000L + 2 * LIMIT_NANOS);
            assertThat(messages(launched)).singleElement().asString().contains("after 2.5 s (--timeout)");
            awaitGone(pids.values(), System.nanoTime());
        }
    }

    @Test
    void shouldShowACompileErrorOnce() throws Exception {
        Path program = program("Broken", "int x = \"no number\";");
        try (Launched launched = run(program, "-n", "4")) {
            assertThat(launched.await()).isOne();
            assertThat(launched.out()).isEmpty();
            assertThat(launched.err().stream().filter(line -> line.contains("incompatible types")))
                    .hasSize(1);
        }
    }

    @Test
    void shouldNameRanksThatCallDifferentOperations() throws Exception {
        Path program = program("Differ", """
                try (Communicator world = Tutti.init(args)) {
                    if (world.rank() == 1) {
                        world.bcast(new int[5], 0);
                    } else {
                        world.barrier();
                    }
                }""");
        try (Launched launched = run(program, "-n", "2")) {
            assertThat(launched.await()).isNotZero();
            assertThat(messages(launched))
                    .singleElement()
                    .asString()
                    .contains("rank 0: barrier()", "rank 1: bcast(int, 20 bytes, root 0)", "operation 1 of world");
        }
    }

    @Test
    void shouldNameARankThatRunsOutOfMemory() throws Exception {
        Path program = program("Memory", """
                try (Communicator world = Tutti.init(args)) {
                    world.barrier();
                    if (world.rank() == 1) {
                        long[][] much = new long[1 << 20][];
                        for (int i = 0; true; i++) {
                            much[i] = new long[1 << 20];
                        }
                    }
                    world.barrier();
                }""");
        try (Launched launched = run(program, "-n", "2", "--jvm-args", "-Xmx64m")) {
            assertThat(launched.await()).isEqualTo(3);
            assertThat(messages(launched)).singleElement().asString().contains("rank 1 (pid ", "exited with code 3");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no.such=1", "coll.sm.ring_size=7", "coll.sm.ring_size=x", "wait.mode=never"})
    void shouldRefuseParametersThatDoNotExist(String parameter) throws Exception {
        try (Launched launched = run(endless(), "-n", "2", "--set", parameter)) {
            assertThat(launched.await()).isEqualTo(2);
            assertThat(launched.err()).isNotEmpty();
            assertThat(launched.out()).isEmpty();
        }
    }

    @Test
    void shouldSetParametersVariablesFolderAndJvmArguments() throws Exception {
        Path program = program("Told", """
                try (Communicator world = Tutti.init(args)) {
                    IO.println(System.getenv("MOOD") + " " + System.getProperty("tempo") + " "
                            + java.nio.file.Path.of("").toAbsolutePath().getFileName() + " " + System.getenv("TUTTI_COLL_SM_RING_SIZE"));
                }""");
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        try (Launched launched = run(
                program,
                "-n",
                "2",
                "-x",
                "MOOD=con brio",
                "--jvm-args",
                "-Dtempo='molto vivace'",
                "-wdir",
                elsewhere.toString(),
                "--set",
                "coll.sm.ring_size=8192")) {
            assertThat(launched.await()).isZero();
            assertThat(launched.out()).hasSize(2).containsOnly("con brio molto vivace elsewhere 8192");
        }
    }
}
