package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tutti.testkit.dropin.Conformance;

/** Programs of the package {@code mpi}, as ranks that are processes. */
@Timeout(450)
class DropInTest {
    @TempDir
    private Path folder;

    private Launched run(int ranks, String name, String body, String... options) throws IOException {
        Path program = Files.writeString(
                folder.resolve(name + ".java"),
                "import java.nio.*;\nimport mpi.*;\npublic class " + name
                        + " {\npublic static void main(String[] args) throws Exception {\n" + body + "\n}\n}\n");
        List<String> args = new ArrayList<>(List.of("run", "-n", Integer.toString(ranks)));
        args.addAll(List.of(options));
        args.add(program.toString());
        return Launched.main(folder, Map.of(), args.toArray(String[]::new));
    }

    private static String locationOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }

    private void conforms(int ranks) throws Exception {
        String classes = locationOf(Conformance.class);
        try (Launched launched = Launched.main(
                folder,
                Map.of(),
                "run",
                "-n",
                Integer.toString(ranks),
                "--timeout",
                "400",
                "-cp",
                classes,
                Conformance.class.getName())) {
            assertThat(launched.await(420)).as(launched::toString).isZero();
            assertThat(launched.out())
                    .containsExactly("collective", "messages", "datatypes", "communicators", "environment");
            assertThat(launched.err()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void shouldDoWhatProgramsExpect(int ranks) throws Exception {
        conforms(ranks);
    }

    @Tag("full")
    @Test
    void shouldDoWhatProgramsExpectOfManyRanks() throws Exception {
        conforms(8);
    }

    /** The exit code is the class of the error, and one line says who did what. */
    @ParameterizedTest
    @CsvSource({
        "6, 'comm.send(new int[1], 1, MPI.INT, 77, 0)', send, dest=77",
        "8, 'comm.bcast(new int[1], 1, MPI.INT, -9)', bcast, root=-9",
        "3, 'comm.allReduce(new byte[4], 1, MPI.INT, MPI.SUM)', allReduce, 'type=MPI_INT'",
        "10, 'comm.allReduce(new double[1], 1, MPI.DOUBLE, MPI.BXOR)', allReduce, 'op=BXOR'",
        "5, 'Comm free = comm.dup(); free.free(); free.getRank()', getRank, 'has been freed'"
    })
    void shouldEndTheJobByAnError(int errorClass, String call, String name, String reason) throws Exception {
        String body = "MPI.Init(args); Intracomm comm = MPI.COMM_WORLD; if (comm.getRank() != 1) { comm.barrier(); }"
                + call + "; MPI.Finalize();";
        try (Launched launched = run(2, "Fatal" + errorClass, errorClass == 5 ? body.replace("!= 1", "== 7") : body)) {
            assertThat(launched.await()).as(launched::toString).isEqualTo(errorClass);
            assertThat(launched.err())
                    .singleElement()
                    .asString()
                    .contains("MPI error " + errorClass + ", fatal, in " + name + " in ", reason, "[TUTTI-511]");
        }
    }

    @Test
    void shouldEndTheJobAsItIsAsked() throws Exception {
        try (Launched launched = run(
                3,
                "Aborts",
                "MPI.Init(args); if (MPI.COMM_WORLD.getRank() == 2) MPI.COMM_WORLD.abort(53);"
                        + " MPI.COMM_WORLD.barrier(); MPI.Finalize();")) {
            assertThat(launched.await()).as(launched::toString).isEqualTo(53);
            assertThat(launched.err()).singleElement().asString().contains("rank 2", "MPI_ABORT", "error code 53");
        }
    }

    /** What the world's end takes away nobody needs to free. */
    @Test
    void shouldEndWithCommunicatorsThatNobodyFrees() throws Exception {
        try (Launched launched = run(
                2,
                "Leaves",
                "MPI.Init(args); MPI.COMM_WORLD.dup().barrier(); MPI.COMM_WORLD.split(0, 0).barrier();"
                        + " MPI.Finalize();")) {
            assertThat(launched.await()).as(launched::toString).isZero();
            assertThat(launched.err()).isEmpty();
        }
    }

    /** Also where one rank makes buffers, and none ever calls Init. */
    @Test
    void shouldLetAProgramMakeBuffersAndNothingElse() throws Exception {
        try (Launched launched = run(
                2,
                "Early",
                "if (\"0\".equals(System.getenv(\"TUTTI_RANK\"))) MPI.newLongBuffer(100000).put(7, 7);"
                        + " System.out.println(MPI.isInitialized());")) {
            assertThat(launched.await()).as(launched::toString).isZero();
            assertThat(launched.out()).containsExactly("false", "false");
            assertThat(launched.err()).isEmpty();
        }
    }

    /** Far more buffers than there is shared memory: what is forgotten comes back, and what is kept is the JVM's at last. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldMakeMoreBuffersThanThereIsSharedMemory(boolean keeps) throws Exception {
        String body = """
                MPI.Init(args);
                java.util.List<IntBuffer> kept = new java.util.ArrayList<>();
                for (int i = 0; i < (%b ? 100 : 1000); i++) {
                    IntBuffer buffer = MPI.newIntBuffer(1 << 18);
                    if (buffer.get(77) != 0) throw new IllegalStateException("not zero");
                    buffer.put(77, 1 + i);
                    if (%b) kept.add(buffer);
                    if (i %% 10 == 0) MPI.COMM_WORLD.allReduce(buffer, 1 << 18, MPI.INT, MPI.MAX);
                    if (buffer.get(77) != 1 + i) throw new IllegalStateException("wrong");
                }
                for (int i = 0; i < kept.size(); i++) {
                    if (kept.get(i).get(77) != 1 + i) throw new IllegalStateException("lost");
                }
                MPI.Finalize();
                """.formatted(keeps, keeps);
        try (Launched launched = run(2, "Buffers" + keeps, body, "--set", "arena.size=64m", "--jvm-args", "-Xmx400m")) {
            assertThat(launched.await(120)).as(launched::toString).isZero();
            assertThat(launched.err()).isEmpty();
        }
    }

    @Test
    void shouldWarnOnceOfMessagesOfOtherTypes() throws Exception {
        try (Launched launched = run(1, "Types", """
                MPI.Init(args);
                for (int i = 0; i < 3; i++) {
                    Request sent = MPI.COMM_WORLD.iSend(new int[] {5}, 1, MPI.INT, 0, 0);
                    byte[] bytes = new byte[4];
                    MPI.COMM_WORLD.recv(bytes, 4, MPI.BYTE, 0, 0);
                    System.out.println(bytes[0] + bytes[3]);
                    sent.waitFor();
                }
                MPI.Finalize();
                """)) {
            assertThat(launched.await()).as(launched::toString).isZero();
            assertThat(launched.out()).containsExactly("5", "5", "5");
            assertThat(launched.err()).singleElement().asString().contains("gets other elements than it wants");
        }
    }

    /** Several threads of a rank exchange messages at the same time. */
    @Test
    void shouldLetThreadsCall() throws Exception {
        try (Launched launched = run(2, "Threads", """
                int level = MPI.InitThread(args, MPI.THREAD_MULTIPLE);
                int peer = 1 - MPI.COMM_WORLD.getRank();
                Thread[] threads = new Thread[4];
                int[] sums = new int[4];
                for (int t = 0; t < 4; t++) {
                    int tag = t;
                    threads[t] = new Thread(() -> {
                        int[] value = new int[100];
                        for (int i = 0; i < 200; i++) {
                            MPI.COMM_WORLD.sendRecvReplace(value, 100, MPI.INT, peer, tag, peer, tag);
                            value[5]++;
                            sums[tag] = value[5];
                        }
                    });
                    threads[t].start();
                }
                for (Thread thread : threads) thread.join();
                System.out.println(level + " " + MPI.queryThread() + java.util.Arrays.toString(sums));
                MPI.Finalize();
                """)) {
            assertThat(launched.await()).as(launched::toString).isZero();
            assertThat(launched.out()).containsExactly("3 3[200, 200, 200, 200]", "3 3[200, 200, 200, 200]");
        }
    }

    /** A program of one file that does not mention the package starts without it. */
    @Test
    void shouldNotBeThereWhereNobodyNeedsIt() throws Exception {
        Path program = Files.writeString(
                folder.resolve("Core.java"),
                "void main() { System.out.println(ClassLoader.getSystemResource(\"mpi/MPI.class\")); }");
        try (Launched launched = Launched.main(folder, Map.of(), "run", "-n", "1", program.toString())) {
            assertThat(launched.await()).as(launched::toString).isZero();
            assertThat(launched.out()).containsExactly("null");
        }
    }

    /** A program brings the jar that it was compiled against: the launcher's is taken all the same. */
    @Test
    void shouldComeBeforeWhatAProgramBrings() throws Exception {
        Path other = Files.createDirectories(folder.resolve("other/mpi"));
        Files.copy(
                Path.of(locationOf(Conformance.class), "org/tutti/testkit/dropin/Conformance.class"),
                other.resolve("MPI.class"));
        try (Launched launched = run(
                1,
                "Brings",
                "MPI.Init(args); System.out.println(MPI.COMM_WORLD.getSize()); MPI.Finalize();",
                "-cp",
                other.getParent().toString())) {
            assertThat(launched.await()).as(launched::toString).isZero();
            assertThat(launched.out()).containsExactly("1");
        }
    }
}
