package org.tutti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class CommunicatorTest {
    private static void shouldThrow(ErrorCode code, String reason, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(TuttiException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.reason()).isEqualTo(reason);
        });
    }

    @Test
    void shouldRefuseWorkOnceClosed() {
        Communicator alone = Tutti.init();
        alone.close();
        alone.close();
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                alone::barrier,
                alone::ibarrier,
                alone::barrierInit,
                alone::dup,
                alone::group,
                () -> alone.cartesian(new int[] {1}, new boolean[] {false}, false),
                () -> alone.setAttribute(AttributeKey.create(), 1),
                () -> alone.attachBuffer(1),
                () -> alone.send(new int[1], 0, 0),
                () -> alone.irecv(new int[1], 0, 0))) {
            shouldThrow(ErrorCode.CLOSED, "the communicator is closed: rank=0", call);
        }
    }

    @Test
    void shouldBeAWorldOfOneWhenNothingStartedIt() {
        try (Communicator alone = Tutti.init("an", "argument")) {
            assertThat(alone.size()).isEqualTo(1);
            assertThat(alone.rank()).isZero();
            int[] result = new int[2];
            alone.allreduce(new int[] {3, 4}, result, Op.SUM);
            assertThat(result).containsExactly(3, 4);
            assertThat(alone.bcast(2.5, 0)).isEqualTo(2.5);
            alone.barrier();
        }
    }

    @Test
    void shouldOnlyNeedAReceiveArrayAtTheRoot() {
        Tutti.runThreads(2, world -> {
            int[] result = world.rank() == 0 ? new int[1] : new int[0];
            world.reduce(new int[] {world.rank() + 1}, result, Op.SUM, 0);
            assertThat(world.rank() == 0 ? result[0] : 3).isEqualTo(3);
        });
    }

    @Test
    void shouldRefuseAnIllegalNumberOfThreads() {
        shouldThrow(ErrorCode.BAD_SIZE, "must be from 1 to 1024: size=0", () -> Tutti.runThreads(0, world -> {}));
    }
}
