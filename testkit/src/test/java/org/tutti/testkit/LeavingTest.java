package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tutti.Communicator;
import org.tutti.ErrorClass;
import org.tutti.Tutti;
import org.tutti.TuttiException;

/** Ranks that leave by an exception, close twice, or use a closed world. */
class LeavingTest {
    private static final long LIMIT_NANOS = 2_000_000_000L;

    static List<Call> shapes() {
        return MismatchTest.shapes();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void shouldTellAllThreadsWhichRankLeftByWhichException(Call call) {
        for (int leaving = 0; leaving < 3; leaving++) {
            int rank = leaving;
            Fates fates = Fates.of(3, Matrix.Sizes.SMALL.parameters(), world -> {
                world.barrier();
                if (world.rank() == rank) {
                    throw new IllegalStateException("the battery is empty");
                }
                call.make(world);
                world.barrier();
            });
            for (int other = 0; other < 3; other++) {
                if (other != rank) {
                    assertThat(fates.of(other).errorClass()).isEqualTo(ErrorClass.PROC_ABORTED);
                    assertThat(fates.of(other).culprit()).isEqualTo(rank);
                    assertThat(fates.of(other))
                            .hasMessage(
                                    "rank " + rank
                                            + " left by an exception: java.lang.IllegalStateException: the battery is empty [TUTTI-503]");
                }
            }
            assertThat(fates.seconds()).isLessThan(2);
        }
    }

    @Test
    void shouldThrowWhatTheRankThrew() {
        assertThatThrownBy(() -> ThreadRanks.run(2, world -> {
                    if (world.rank() == 1) {
                        throw new IllegalArgumentException("mine");
                    }
                    world.barrier();
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("mine");
        assertThatThrownBy(() -> ThreadRanks.run(2, world -> {
                    if (world.rank() == 1) {
                        throw new java.io.IOException("checked");
                    }
                    world.barrier();
                }))
                .isInstanceOf(TuttiException.class)
                .hasRootCauseMessage("checked");
    }

    /** Arguments: the rank that leaves, whether its world is closed by try-with-resources, what the others call. */
    static final class Leave implements RankProgram {
        @Override
        @SuppressWarnings("MustBeClosedChecker")
        public String run(String... args) throws Exception {
            int leaving = Integer.parseInt(args[0]);
            Call call = Call.of(args[2]);
            Communicator world = Tutti.init(args);
            if (world.rank() == leaving) {
                world.barrier();
                RankMain.tell(System.nanoTime() + "");
                if (!Boolean.parseBoolean(args[1])) {
                    throw new IllegalStateException("the battery is empty");
                }
                try (world) {
                    throw new IllegalStateException("the battery is empty");
                }
            }
            try {
                world.barrier();
                call.make(world);
                world.barrier();
                return "nothing thrown";
            } catch (TuttiException e) {
                return System.nanoTime() + " " + e.errorClass() + " " + e.culprit() + " " + e.getMessage();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, true, BARRIER", "1, true, BARRIER", "0, false, BARRIER", "1, false, BARRIER",
        "0, true, BCAST", "1, true, BCAST", "0, false, REDUCE", "1, false, REDUCE",
        "0, true, ALLREDUCE", "1, false, ALLREDUCE"
    })
    @Tag("processes")
    void shouldTellAllProcessesWhichRankLeftByWhichException(int leaving, boolean closes, Call.Kind kind) {
        for (Call call : shapes()) {
            if (call.kind() != kind || call.count() == 1000) {
                continue;
            }
            RankProcesses.Job job = RankProcesses.shared()
                    .start(
                            3,
                            Matrix.Sizes.SMALL.settings(),
                            Leave.class,
                            Integer.toString(leaving),
                            Boolean.toString(closes),
                            call.text());
            List<Outcome> outcomes = job.await();
            long left = Long.parseLong(job.messages(leaving).getFirst());
            assertThat(outcomes.get(leaving).requireFailure().message()).isEqualTo("the battery is empty");
            for (Outcome outcome : outcomes) {
                if (outcome.rank() != leaving) {
                    String[] told = outcome.require().split(" ", 2);
                    assertThat(told[1])
                            .isEqualTo("PROC_ABORTED " + leaving + " rank " + leaving + " (pid " + job.pid(leaving)
                                    + ") left by an exception: java.lang.IllegalStateException: the battery is empty"
                                    + " [TUTTI-503]");
                    assertThat(Long.parseLong(told[0]) - left).isLessThan(LIMIT_NANOS);
                }
            }
            assertThat(job.leftovers()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void shouldCloseTwiceAndRefuseCallsAfterwards(int ranks) {
        ThreadRanks.run(ranks, world -> {
            world.barrier();
            world.close();
            world.close();
            for (Call call : shapes()) {
                assertThatThrownBy(() -> call.make(world))
                        .isInstanceOfSatisfying(
                                TuttiException.class,
                                e -> assertThat(e.errorClass()).isEqualTo(ErrorClass.COMM))
                        .hasMessage("the communicator is closed: rank=" + world.rank() + " [TUTTI-107]");
            }
        });
    }

    /** A rank that has closed its world may go on for long; it may end; nobody minds. */
    static final class CloseAndEnd implements RankProgram {
        @Override
        public String run(String... args) throws Exception {
            int rank;
            try (Communicator world = Tutti.init(args)) {
                world.barrier();
                rank = world.rank();
            }
            if (rank == 1) {
                System.exit(7);
            }
            Thread.sleep(200);
            return "fine";
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "off"})
    @Tag("processes")
    void shouldTakeNoOffenceAtTheEndOfARankThatHasLeft(String nativeAccess) {
        List<Outcome> outcomes = RankProcesses.shared().run(3, Map.of("TUTTI_NATIVE", nativeAccess), CloseAndEnd.class);
        assertThat(outcomes.get(1).exitCode()).isEqualTo(7);
        assertThat(outcomes.get(0).require()).isEqualTo("fine");
        assertThat(outcomes.get(2).require()).isEqualTo("fine");
    }
}
