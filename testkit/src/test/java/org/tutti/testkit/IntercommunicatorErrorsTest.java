package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.concurrent.FutureTask;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tutti.Communicator;
import org.tutti.ErrorClass;
import org.tutti.ErrorCode;
import org.tutti.Info;
import org.tutti.Intercommunicator;
import org.tutti.Op;
import org.tutti.Tutti;
import org.tutti.TuttiException;

/** What intercommunicators refuse, and what their ranks are told where one calls something else, leaves, or never calls anything. */
class IntercommunicatorErrorsTest {
    private static final Map<String, String> SMALL = Matrix.Sizes.SMALL.parameters();

    @Test
    void shouldRefuseWhatIsForOneGroup() {
        IntercommunicatorsTest.run(3, 1, (world, both) -> {
            assertRefused(ErrorCode.TWO_GROUPS, () -> both.scan(new int[1], Op.SUM));
            assertRefused(ErrorCode.TWO_GROUPS, () -> both.exscan(new int[1], Op.SUM));
            assertRefused(ErrorCode.TWO_GROUPS, () -> both.createGroup(both.group(), 1));
            assertRefused(ErrorCode.TWO_GROUPS, () -> both.cartesian(new int[] {1}, new boolean[1], false));
            assertRefused(ErrorCode.TWO_GROUPS, () -> both.createInter(0, world, 0, 0));
            assertRefused(ErrorCode.NO_NEIGHBORS, () -> both.neighborAllgather(new int[1], new int[1]));
            assertRefused(ErrorCode.BAD_ROOT, () -> both.bcast(new int[1], both.remoteSize()));
            assertRefused(ErrorCode.BAD_ROOT, () -> both.bcast(new int[1], Tutti.UNDEFINED));
            assertRefused(ErrorCode.ARRAYS_OVERLAP, () -> {
                int[] one = new int[4];
                both.allgather(one, 0, one, 0, 1);
            });
            assertRefused(ErrorCode.BAD_ROOT, () -> world.bcast(new int[1], Tutti.ROOT));
            assertRefused(ErrorCode.BAD_GROUP, () -> both.create(both.remoteGroup()));
        });
        ThreadRanks.run(2, SMALL, world -> {
            Communicator self = Tutti.self();
            assertRefused(ErrorCode.BAD_RANK, () -> self.createInter(1, world, 0, 0));
            assertRefused(ErrorCode.BAD_RANK, () -> self.createInter(0, world, world.rank(), 0));
            assertRefused(ErrorCode.BAD_NAME, () -> self.createInter(0, null, 0, 0));
        });
    }

    /** A rank of both groups calls it for each of them in a thread of its own. */
    @Test
    void shouldRefuseGroupsThatHaveARankInCommon() {
        ThreadRanks.run(3, SMALL, world -> {
            try (Communicator low = world.create(world.group().incl(0, 1));
                    Communicator high = world.create(world.group().incl(1, 2))) {
                FutureTask<Void> second = new FutureTask<>(() -> {
                    if (high != null) {
                        assertRefused(
                                ErrorCode.BAD_GROUP, () -> high.createInter(1, world, 0, IntercommunicatorsTest.TAG));
                    }
                    return null;
                });
                Thread.ofPlatform().start(second);
                if (low != null) {
                    assertRefused(ErrorCode.BAD_GROUP, () -> low.createInter(0, world, 2, IntercommunicatorsTest.TAG));
                }
                second.get();
            }
        });
    }

    @Test
    void shouldNameCallsThatDiffer() {
        Fates reductions = Fates.of(4, SMALL, world -> {
            try (Communicator half = IntercommunicatorsTest.half(world, 2);
                    Intercommunicator both = IntercommunicatorsTest.between(world, half, 2)) {
                int root = world.rank() >= 2 ? 0 : both.rank() == 0 ? Tutti.ROOT : Tutti.PROC_NULL;
                both.reduce(new int[5], world.rank() == 3 ? Op.MAX : Op.SUM, root);
            }
        });
        for (TuttiException e : reductions.all()) {
            assertThat(e.errorClass()).isEqualTo(ErrorClass.MISMATCH);
            assertThat(e)
                    .hasMessageContaining("rank 3: reduce(MAX, int, 20 bytes)")
                    .hasMessageContaining("reduce(SUM, int, 20 bytes)");
        }
        Fates kinds = Fates.of(4, SMALL, world -> {
            try (Communicator half = IntercommunicatorsTest.half(world, 2);
                    Intercommunicator both = IntercommunicatorsTest.between(world, half, 2)) {
                if (world.rank() == 2) {
                    both.barrier();
                } else {
                    both.allgather(new int[3], new int[6]);
                }
            }
        });
        for (TuttiException e : kinds.all()) {
            assertThat(e.errorClass()).isEqualTo(ErrorClass.MISMATCH);
            assertThat(e).hasMessageContaining("rank 2: barrier()").hasMessageContaining("allgather()");
        }
    }

    @Test
    void shouldTellBlocksThatDiffer() {
        Fates fates = Fates.of(3, SMALL, world -> {
            try (Communicator half = IntercommunicatorsTest.half(world, 2);
                    Intercommunicator both = IntercommunicatorsTest.between(world, half, 2)) {
                both.bcast(new int[world.rank() == 1 ? 5 : 4], world.rank() == 2 ? Tutti.ROOT : 0);
            }
        });
        assertThat(fates.all()).anySatisfy(e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.BLOCKS_DIFFER);
            assertThat(e).hasMessageContaining("rank 2 sends 16 bytes of int, rank 1 expects 20 bytes of int");
        });
    }

    @Test
    void shouldNameARankOfTheOtherGroupThatLeaves() {
        Fates fates = Fates.of(4, SMALL, world -> {
            try (Communicator half = IntercommunicatorsTest.half(world, 2);
                    Intercommunicator both = IntercommunicatorsTest.between(world, half, 2)) {
                both.barrier();
                if (world.rank() == 3) {
                    throw new IllegalStateException("out of ideas");
                }
                both.allreduce(new int[5000], Op.SUM);
            }
        });
        for (int rank = 0; rank < 3; rank++) {
            assertThat(fates.of(rank)).hasMessageContaining("out of ideas");
        }
    }

    /** Nobody else may come: who leaves by an exception waits for nobody where nothing has been called. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldMeetNobodyWhereNothingWasCalled(boolean isInter) {
        Fates fates = Fates.of(2, SMALL, world -> {
            try (Communicator unused = isInter
                    ? Tutti.self().createInter(0, world, 1 - world.rank(), IntercommunicatorsTest.TAG)
                    : world.dup(Info.EMPTY.with("coll", "self,basic"))) {
                assertThat(unused.name()).isNotEmpty();
                if (world.rank() == 1) {
                    throw new IllegalStateException("out of ideas");
                }
                world.barrier();
            }
        });
        assertThat(fates.of(0)).hasMessageContaining("out of ideas");
    }

    @Test
    void shouldTellCountsThatDifferWithinAGroup() {
        Fates fates = Fates.of(4, SMALL, world -> {
            try (Communicator half = IntercommunicatorsTest.half(world, 2);
                    Intercommunicator both = IntercommunicatorsTest.between(world, half, 2)) {
                int[] counts = world.rank() == 1 ? new int[] {3, 1} : new int[] {1, 3};
                both.reduceScatter(new int[4], new int[4], counts, Op.SUM);
            }
        });
        for (TuttiException e : fates.all()) {
            assertThat(e.errorClass()).isEqualTo(ErrorClass.MISMATCH);
            assertThat(e).hasMessageContaining("ranks of a group passed different counts: rank 1 and rank 0");
        }
    }

    /** With nothing but components that take communicators of one group there is none. */
    @Test
    void shouldSayThatNoComponentTakesIt() {
        ThreadRanks.run(
                2,
                Map.of("coll", "^basic"),
                world -> assertRefused(
                        ErrorCode.NO_COMPONENT, () -> Tutti.self().createInter(0, world, 1 - world.rank(), 0)));
    }

    private static void assertRefused(ErrorCode code, ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        TuttiException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
