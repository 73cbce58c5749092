package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tutti.Communicator;
import org.tutti.Datatype;
import org.tutti.Op;
import org.tutti.Tutti;
import org.tutti.TuttiException;
import org.tutti.memory.ElementType;

/** A rank that dies makes every other rank's pending or next call throw soon, and say who died, and doing what. */
class DeathTest {
    private static final int RANKS = 3;
    private static final int WARM = 3;
    private static final String SHARED = "shared:";
    /** One second is promised; another one is for a machine that has other things to do. */
    private static final long LIMIT_NANOS = 2_000_000_000L;

    /** How a process ends. */
    enum Way {
        SIGKILL,
        EXIT,
        HALT,
        OUT_OF_MEMORY
    }

    /** What the rank is doing when it dies. */
    enum Phase {
        /** It has not called the operation that the others wait in. */
        BEFORE,
        /** It is inside, and waits for a rank that has not come. */
        INSIDE,
        /** All call the operation again and again. */
        ANYWHERE
    }

    /** Arguments: the victim, the way, the phase, the call, and for how many microseconds it lives on. */
    static final class Die implements RankProgram {
        @Override
        public String run(String... args) throws Exception {
            int victim = Integer.parseInt(args[0]);
            Way way = Way.valueOf(args[1]);
            Phase phase = Phase.valueOf(args[2]);
            Consumer<Communicator> call = call(args[3]);
            long micros = Long.parseLong(args[4]);
            Communicator world = Tutti.init(args);
            try {
                for (int i = 0; i < WARM; i++) {
                    call.accept(world);
                }
                if (world.rank() == victim) {
                    if (phase == Phase.BEFORE) {
                        die(way, micros);
                        Thread.sleep(60_000);
                    }
                    Thread.ofPlatform().start(() -> die(way, micros));
                } else if (phase == Phase.INSIDE && world.rank() == (victim + 1) % RANKS) {
                    Thread.sleep(100 + micros / 1000);
                }
                while (true) {
                    call.accept(world);
                }
            } catch (TuttiException e) {
                if (world.rank() == victim) {
                    Thread.sleep(60_000); // its process is about to end
                }
                return System.nanoTime() + " " + e.errorClass() + " " + e.culprit() + " " + e.getMessage();
            }
        }

        private static Consumer<Communicator> call(String text) {
            if (text.startsWith(SHARED)) {
                return new SharedCall(Call.of(text.substring(SHARED.length())));
            }
            boolean isMove = Arrays.stream(Move.Kind.values()).anyMatch(kind -> text.startsWith(kind + ":"));
            return isMove ? Move.of(text)::make : Call.of(text)::make;
        }

        private static void die(Way way, long micros) {
            try {
                Thread.sleep(micros / 1000, (int) (micros % 1000) * 1000);
                RankMain.tell("now");
                switch (way) {
                    case SIGKILL -> Thread.sleep(60_000); // the test does it
                    case EXIT -> System.exit(3);
                    case HALT -> Runtime.getRuntime().halt(4);
                    case OUT_OF_MEMORY -> {
                        long[][] much = new long[1 << 16][];
                        for (int i = 0; true; i++) {
                            much[i] = new long[1 << 20];
                        }
                    }
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** A call whose elements lie in memory that the others read. */
    private static final class SharedCall implements Consumer<Communicator> {
        private final Call call;
        private @Nullable MemorySegment memory;

        SharedCall(Call call) {
            this.call = call;
        }

        @Override
        public void accept(Communicator world) {
            if (memory == null) {
                memory = world.allocate(Datatype.DOUBLE, call.count());
            }
            switch (call.kind()) {
                case BCAST -> world.bcast(memory, call.count(), Datatype.DOUBLE, call.root());
                case REDUCE -> world.reduce(memory, call.count(), Datatype.DOUBLE, Op.SUM, call.root());
                case ALLREDUCE -> world.allreduce(memory, call.count(), Datatype.DOUBLE, Op.SUM);
                default -> throw new IllegalArgumentException(call.text());
            }
        }
    }

    /** Every operation in every shape. */
    static List<Call> shapes() {
        List<Call> shapes = new ArrayList<>();
        shapes.add(Call.barrier());
        for (int count : new int[] {1, 60, 20_000}) {
            shapes.add(Call.bcast(ElementType.DOUBLE, count, 0));
            shapes.add(Call.reduce(ElementType.DOUBLE, Op.SUM, count, 0));
            shapes.add(Call.allreduce(ElementType.DOUBLE, Op.SUM, count));
        }
        return shapes;
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void shouldNameARankThatIsKilled(Call call) {
        int victim = call.hashCode() & 1;
        die(call, Way.SIGKILL, Phase.BEFORE, victim, "on", 1000);
        die(call, Way.SIGKILL, Phase.INSIDE, victim + 1, "on", 20_000);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void shouldNameARankThatIsKilledWithoutNativeAccess(Call call) {
        die(call, Way.SIGKILL, Phase.INSIDE, call.count() % RANKS, "off", 20_000);
    }

    @ParameterizedTest
    @CsvSource({"EXIT, on", "HALT, on", "OUT_OF_MEMORY, on", "EXIT, off", "HALT, off"})
    void shouldNameARankThatEnds(Way way, String nativeAccess) {
        die(Call.allreduce(ElementType.FLOAT, Op.SUM, 1), way, Phase.BEFORE, 0, nativeAccess, 1000);
        die(Call.allreduce(ElementType.FLOAT, Op.SUM, 30_000), way, Phase.ANYWHERE, 2, nativeAccess, 5000);
    }

    /** Long operations, over almost as soon as they have begun, cut anywhere. */
    @Test
    void shouldNameARankThatIsKilledBetweenFragments() {
        killAnywhere(8, 1);
    }

    @Tag("full")
    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void shouldNameARankThatIsKilledBetweenFragmentsAtManyTimes() {
        killAnywhere(250, 2);
    }

    private static void killAnywhere(int times, long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < times; i++) {
            int count = 2000 + random.nextInt(200_000);
            int root = random.nextInt(RANKS);
            Call call = switch (i % 3) {
                case 0 -> Call.allreduce(ElementType.DOUBLE, Op.SUM, count);
                case 1 -> Call.reduce(ElementType.DOUBLE, Op.SUM, count, root);
                default -> Call.bcast(ElementType.DOUBLE, count, root);
            };
            String nativeAccess = random.nextInt(3) == 0 ? "off" : "on";
            die(call, Way.SIGKILL, Phase.ANYWHERE, random.nextInt(RANKS), nativeAccess, random.nextInt(20_000));
        }
    }

    @Tag("full")
    @ParameterizedTest
    @MethodSource("shapes")
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void shouldNameEveryRankThatEndsInAnyWayInAnyPhase(Call call) {
        for (Way way : Way.values()) {
            for (Phase phase : Phase.values()) {
                for (int victim = 0; victim < RANKS; victim++) {
                    die(call, way, phase, victim, "on", 2000);
                    die(call, way, phase, victim, "off", 2000);
                }
            }
        }
    }

    /** Blocks that take many rounds. */
    @ParameterizedTest
    @EnumSource(names = {"GATHERV", "SCATTER", "ALLGATHER", "ALLTOALL", "ALLTOALLV"})
    void shouldNameARankThatIsKilledWhileBlocksMove(Move.Kind kind) {
        Move move = new Move(kind, ElementType.DOUBLE, 20_000, 0, 1, Move.Form.WHOLE);
        int victim = move.hashCode() & 1;
        die(move.text(), move.description(), Way.SIGKILL, Phase.INSIDE, victim + 1, "on", 20_000);
        die(move.text(), move.description(), Way.SIGKILL, Phase.ANYWHERE, victim, "off", 5000);
    }

    static List<Call> sharedCalls() {
        return shapes().stream().filter(call -> call.count() == 20_000).toList();
    }

    /** Those whose memory is read wait for it, and those who read may be left with half of it. */
    @ParameterizedTest
    @MethodSource("sharedCalls")
    void shouldNameARankThatIsKilledWhileMemoryIsRead(Call call) {
        for (int victim = 0; victim < RANKS; victim++) {
            die(SHARED + call.text(), call.description(), Way.SIGKILL, Phase.INSIDE, victim, "on", 20_000);
            die(SHARED + call.text(), call.description(), Way.SIGKILL, Phase.ANYWHERE, victim, "off", 5000);
        }
    }

    private static void die(Call call, Way way, Phase phase, int victim, String nativeAccess, long micros) {
        die(call.text(), call.description(), way, phase, victim, nativeAccess, micros);
    }

    private static void die(
            String call, String description, Way way, Phase phase, int victim, String nativeAccess, long micros) {
        Map<String, String> settings = new HashMap<>(Matrix.Sizes.SMALL.settings());
        settings.put("TUTTI_NATIVE", nativeAccess);
        RankProcesses.Job job = RankProcesses.shared()
                .start(
                        RANKS,
                        settings,
                        Die.class,
                        Integer.toString(victim),
                        way.name(),
                        phase.name(),
                        call,
                        Long.toString(micros));
        job.awaitMessage(victim, "now");
        if (way == Way.SIGKILL) {
            job.kill(victim);
        }
        List<Outcome> outcomes = job.await();
        Outcome dead = outcomes.get(victim);
        assertThat(dead.exitCode()).isEqualTo(way == Way.SIGKILL ? 137 : way == Way.HALT ? 4 : 3);
        for (Outcome outcome : outcomes) {
            if (outcome.rank() == victim) {
                continue;
            }
            String[] told = outcome.require().split(" ", 4);
            assertThat(told[1]).isEqualTo("PROC_FAILED");
            assertThat(told[2]).isEqualTo(Integer.toString(victim));
            assertThat(told[3])
                    .startsWith("rank " + victim + " (pid " + dead.pid() + ") ended without ")
                    .containsPattern("; it did last: operation \\d+ of world, ")
                    .endsWith(", " + description + " [TUTTI-502]");
            if (phase == Phase.BEFORE) {
                assertThat(told[3]).contains("it did last: operation " + WARM + " of world");
            }
            assertThat(Long.parseLong(told[0]) - dead.nanos())
                    .as("nanoseconds from the end of the process to the exception")
                    .isLessThan(LIMIT_NANOS);
        }
        assertThat(job.leftovers()).isEmpty();
    }
}
