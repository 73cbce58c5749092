package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tutti.CartesianTopology;
import org.tutti.Communicator;
import org.tutti.Datatype;
import org.tutti.ErrorCode;
import org.tutti.GraphTopology;
import org.tutti.Group;
import org.tutti.Intercommunicator;
import org.tutti.Op;
import org.tutti.Tutti;
import org.tutti.TuttiException;
import org.tutti.runtime.ArenaPlanner;
import org.tutti.runtime.ParameterSource;
import org.tutti.runtime.Parameters;
import org.tutti.runtime.UnnamedArena;

/**
 * Provokes errors: what is thrown or printed is, but for numbers and paths, the example of docs/errors.md. Not here: 115
 * (GroupTest), 130 (ObjectOperationsTest), 306 (ParametersTest), 310 and 401 (they need another user or another file system),
 * 207, 208, 901 and 902.
 */
class ErrorMessagesTest {
    @TempDir
    private Path folder;

    private static void isExample(ErrorCode code, String message) {
        assertThat(ErrorDocs.of(code).isLike(message))
                .as(message + " is not like " + ErrorDocs.of(code).example())
                .isTrue();
    }

    private static void throwsExample(ErrorCode code, ThrowingCallable call) {
        TuttiException e = catchThrowableOfType(TuttiException.class, call);
        assertThat(e.code()).isEqualTo(code);
        isExample(code, e.getMessage());
    }

    @Test
    void shouldTellBadArguments() {
        Tutti.runThreads(4, world -> {
            int[] five = new int[5];
            throwsExample(ErrorCode.BAD_ARRAY, () -> world.bcast(new Integer[3], 0));
            throwsExample(ErrorCode.BAD_RANGE, () -> world.allreduce(five, new int[4], Op.SUM));
            throwsExample(ErrorCode.ARRAYS_OVERLAP, () -> world.allreduce(five, 0, five, 2, 3, Op.SUM));
            throwsExample(ErrorCode.ARRAYS_DIFFER, () -> world.allreduce(five, new long[5], Op.SUM));
            throwsExample(ErrorCode.BAD_ROOT, () -> world.bcast(five, 4));
            throwsExample(ErrorCode.UNDEFINED_OP, () -> world.allreduce(new float[1], Op.BAND));
            tellBadReductions(world);
            tellBadBlocks(world);
            tellTwoGroups(world);
            throwsExample(ErrorCode.NO_NEIGHBORS, () -> world.neighborAlltoall(five, five));
            world.close();
            throwsExample(ErrorCode.CLOSED, world::barrier);
        });
        throwsExample(ErrorCode.BAD_SIZE, () -> Tutti.runThreads(0, world -> {}));
    }

    private static void tellTwoGroups(Communicator world) {
        try (Communicator half = Objects.requireNonNull(world.split(world.rank() / 2, 0));
                Intercommunicator both = half.createInter(0, world, world.rank() < 2 ? 2 : 0, 1)) {
            throwsExample(ErrorCode.TWO_GROUPS, () -> both.scan(new int[1], Op.SUM));
            throwsExample(ErrorCode.BAD_ROOT, () -> both.bcast(new int[1], 3));
        }
    }

    @Test
    @SuppressWarnings("NullAway")
    void shouldTellBadGroups() {
        throwsExample(ErrorCode.BAD_RANK_RANGE, () -> Group.EMPTY.rangeIncl(new int[] {0, 3, 0}));
        ThreadRanks.run(1, world -> {
            throwsExample(ErrorCode.BAD_COLOR, () -> world.split(-3, 0));
            throwsExample(ErrorCode.BAD_NAME, () -> world.setName(null));
        });
        throwsExample(ErrorCode.BAD_GROUP, () -> Group.EMPTY.union(null));
    }

    @Test
    void shouldTellBadTopologies() {
        CartesianTopology grid = CartesianTopology.of(new int[] {2, 2}, false, false);
        throwsExample(ErrorCode.BAD_RANK, () -> grid.coords(4));
        throwsExample(ErrorCode.BAD_COORDS, () -> grid.rank(2, 0));
        throwsExample(ErrorCode.BAD_DIMS, () -> CartesianTopology.createDims(7, 2, 0));
        throwsExample(ErrorCode.BAD_GRAPH, () -> GraphTopology.of(new int[] {1, 3}, new int[] {1, 0}));
    }

    private static void tellBadBlocks(Communicator world) {
        int[] fours = {4, 4, 4, 4};
        throwsExample(ErrorCode.OWN_BLOCKS_DIFFER, () -> world.gatherv(new int[5], new int[16], fours, world.rank()));
        throwsExample(ErrorCode.BAD_BLOCKS, () -> world.allgatherv(new int[4], new int[16], new int[2]));
        throwsExample(ErrorCode.BAD_BLOCKS, () -> world.alltoall(new int[10]));
        throwsExample(ErrorCode.BAD_OBJECT, () -> world.allgatherObjects(new Thread()));
    }

    private static void tellBadReductions(Communicator world) {
        throwsExample(ErrorCode.BAD_OP, () -> Op.ofInt("SUM", true, Integer::sum));
        Op product = Op.create("product", false, long[].class, 4, (left, right, count) -> {});
        throwsExample(ErrorCode.TORN_ITEM, () -> world.allreduce(new long[6], product));
        Op large = Op.create("product", false, long[].class, 1 << 22, (left, right, count) -> {});
        throwsExample(ErrorCode.LARGE_ITEM, () -> world.allreduce(new long[1 << 22], large));
    }

    @Test
    void shouldTellBadSegments() {
        try (Arena here = Arena.ofConfined()) {
            MemorySegment confined = here.allocate(8);
            Tutti.runThreads(
                    2,
                    world -> throwsExample(
                            ErrorCode.BAD_SEGMENT,
                            () -> world.allreduce(
                                    MemorySegment.ofArray(new long[1]), confined, 1, Datatype.LONG, Op.SUM)));
        }
    }

    /** What is called inside an operation, and what the operation then ends by. */
    @Test
    void shouldTellWhatAReductionThrew() {
        Fates nested = Fates.of(2, Map.of(), world -> {
            Op op = Op.ofInt("nested", true, (a, b) -> {
                throwsExample(ErrorCode.NESTED_CALL, world::barrier);
                throw new ArithmeticException("no");
            });
            world.allreduce(1, op);
        });
        nested.all().forEach(e -> assertThat(e).hasMessageContaining("threw java.lang.ArithmeticException: no"));
        Fates thrown = Fates.of(2, Map.of(), world -> {
            world.allreduce(1.0, Op.ofDouble("hypot", true, (a, b) -> {
                throw new ArithmeticException("no");
            }));
        });
        thrown.all().forEach(e -> isExample(ErrorCode.OP_THREW, e.getMessage()));
    }

    @Test
    void shouldTellThatASegmentWasFreed() {
        Fates freed = Fates.of(2, Map.of(), world -> {
            Arena arena = Arena.ofShared();
            MemorySegment recv = arena.allocate(8);
            Op closing = Op.create("SUM_", true, long[].class, (left, right, count) -> arena.close());
            world.allreduce(MemorySegment.ofArray(new long[1]), recv, 1, Datatype.LONG, closing);
        });
        freed.all()
                .forEach(e -> isExample(ErrorCode.SEGMENT_FREED, e.getMessage().replace("SUM_", "SUM")));
    }

    @Test
    void shouldTellThatAPoolIsUsedUp() {
        throwsExample(
                ErrorCode.POOL_FULL,
                () -> ThreadRanks.run(2, Map.of("arena.size", "1m", "coll.sm.ring_size", "2m"), Communicator::barrier));
    }

    /** Joins its job; its fate depends on its rank and on the first argument. */
    static final class Act implements RankProgram {
        @Override
        public String run(String... args) throws Exception {
            Communicator world = Tutti.init(args);
            world.barrier();
            switch (args[0] + world.rank()) {
                case "mismatch1" -> world.bcast(new int[5], 0);
                case "end2" -> Runtime.getRuntime().halt(3);
                case "throw1" -> throw new IllegalStateException("the battery is empty");
                case "again0" -> Tutti.init(args);
                default -> world.barrier();
            }
            world.barrier();
            return "done";
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2, MISMATCH, mismatch, 0",
        "3, RANK_ENDED, end, 0",
        "2, RANK_THREW, throw, 0",
        "2, JOINED_ALREADY, again, 0"
    })
    void shouldTellWhatEndedAJob(int ranks, ErrorCode code, String act, int teller) {
        RankProcesses.Job job = RankProcesses.shared().start(ranks, Map.of(), Act.class, act);
        isExample(code, job.await().get(teller).requireFailure().message());
    }

    /** It is thrown as what it is, not as the failure of a class to come up. */
    @Test
    void shouldTellAProgramThatAParameterIsBad() throws Exception {
        Path program = Files.writeString(folder.resolve("Start.java"), """
                void main(String[] args) {
                    double now = org.tutti.Tutti.wtime();
                    org.tutti.Tutti.init(args);
                }
                """);
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                program.toString());
        try (Launched java = Launched.start(folder, Map.of("TUTTI_P2P_TYPES", "maybe"), command)) {
            assertThat(java.await()).isEqualTo(1);
            assertThat(String.join("\n", java.err()))
                    .contains("org.tutti.TuttiException: ", "p2p.types=maybe", "TUTTI_P2P_TYPES", "[TUTTI-203]")
                    .doesNotContain("Initializer");
        }
    }

    @Test
    void shouldTellWhyARankCannotJoin() throws Exception {
        joins(ErrorCode.BAD_JOB_NAME, Map.of("TUTTI_JOB", "../x"));
        throwsExample(
                ErrorCode.BAD_PARAMETER_FILE,
                () -> ParameterSource.file(Map.of("TUTTI_PARAMETERS", "/etc/no-such")::get));
        Map<String, String> launched = new HashMap<>(Map.of("TUTTI_LAUNCHER", "1", "TUTTI_ARENA", "/proc/1/no-such"));
        joins(ErrorCode.CANNOT_JOIN, launched);
        launched.put("TUTTI_ARENA", Files.createFile(folder.resolve("empty")).toString());
        joins(ErrorCode.NOT_AN_ARENA, launched);
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        UnnamedArena arena =
                UnnamedArena.create("test", ArenaPlanner.plan(Parameters.of(), 2, () -> null), () -> null, null);
        launched.put("TUTTI_ARENA", arena.file().toString());
        launched.put("TUTTI_LAUNCHER", Long.toString(ended.pid()));
        launched.put("TUTTI_NATIVE", "off");
        joins(ErrorCode.LAUNCHER_GONE, launched);
    }

    private static void joins(ErrorCode code, Map<String, String> settings) {
        RankProcesses.Job job = RankProcesses.shared().newJob();
        job.add(1, 2, settings, Act.class, "none");
        isExample(code, job.await().getFirst().requireFailure().message().replace(job.name(), "train"));
    }

    @Test
    void shouldTellWhyRanksCannotMeet() throws InterruptedException {
        RankProcesses.Job job = RankProcesses.shared().newJob();
        job.add(2, 4, Map.of(), Act.class, "none");
        job.add(0, 4, Map.of("TUTTI_JOIN_TIMEOUT", "2"), Act.class, "none");
        Thread.sleep(500);
        job.add(0, 4, Map.of(), Act.class, "none");
        List<Outcome> outcomes = job.await();
        isExample(ErrorCode.RANKS_MISSING, outcomes.get(1).requireFailure().message());
        isExample(
                ErrorCode.JOB_NAME_TAKEN,
                outcomes.get(2).requireFailure().message().replace(job.name(), "train"));
        RankProcesses.Job twice = RankProcesses.shared().newJob();
        twice.add(0, 3, Map.of(), Act.class, "none");
        twice.add(1, 3, Map.of(), Act.class, "none");
        Thread.sleep(300);
        twice.add(1, 3, Map.of(), Act.class, "none");
        isExample(ErrorCode.RANK_TAKEN, twice.await().getLast().requireFailure().message());
    }

    @ParameterizedTest
    @CsvSource({
        "BAD_COMMAND, 2, run -n two X.java",
        "UNKNOWN_PARAMETER, 2, run -n 2 --set coll.sm.speed=1 X.java",
        "BAD_PARAMETER, 2, run -n 2 --set wait.mode=never X.java",
        "NO_PROGRAM, 2, run -n 2 NoSuch.java",
        "NOT_COMPILED, 1, run -n 2 BAD",
        "NO_SUCH_JOB, 1, dump train",
        "JOB_TIMEOUT, 124, run -n 2 --timeout 2.5 SLOW"
    })
    void shouldTellWhatIsWrongWithACommand(ErrorCode code, int exitCode, String line) throws Exception {
        Path bad = Files.writeString(folder.resolve("Bad.java"), "void main() { undefined(); }");
        Path slow =
                Files.writeString(folder.resolve("Slow.java"), "void main() throws Exception { Thread.sleep(99000); }");
        String[] words = line.replace("BAD", bad.toString())
                .replace("SLOW", slow.toString())
                .split(" ", -1);
        try (Launched launched = Launched.main(folder, Map.of(), words)) {
            assertThat(launched.await()).isEqualTo(exitCode);
            isExample(code, String.join("\n", launched.err()));
        }
    }
}
