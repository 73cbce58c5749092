package org.tutti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Arguments are checked before anything is sent: the barrier behind each of them finds everybody. */
class CommunicatorTest {
    private static void shouldThrow(ErrorClass errorClass, String message, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(TuttiException.class, e -> {
            assertThat(e.errorClass()).isEqualTo(errorClass);
            assertThat(e).hasMessage(message);
        });
    }

    @Test
    void shouldReportBadArgumentsOnThatRankAlone() {
        Tutti.runThreads(2, world -> {
            if (world.rank() == 1) {
                checkArrays(world);
                checkRanges(world);
                checkTheRest(world);
            }
            world.barrier();
        });
    }

    private static void checkArrays(Communicator world) {
        shouldThrow(
                ErrorClass.BUFFER,
                "not an array of a primitive type: array=java.lang.String",
                () -> world.bcast("text", 0));
        shouldThrow(
                ErrorClass.BUFFER,
                "not an array of a primitive type: array=java.lang.Integer[]",
                () -> world.bcast(new Integer[2], 0));
        shouldThrow(
                ErrorClass.BUFFER,
                "not an array of a primitive type: array=null",
                () -> world.allreduce((Object) null, Op.SUM));
        shouldThrow(
                ErrorClass.BUFFER,
                "the arrays differ in type: send=int[], recv=long[]",
                () -> world.allreduce(new int[1], new long[1], Op.SUM));
    }

    private static void checkRanges(Communicator world) {
        int[] four = new int[4];
        shouldThrow(
                ErrorClass.COUNT,
                "the part does not lie within the array: array=array, offset=3, count=2, length=4",
                () -> world.bcast(four, 3, 2, 0));
        shouldThrow(
                ErrorClass.COUNT,
                "the part does not lie within the array: array=send, offset=-1, count=1, length=4",
                () -> world.allreduce(four, -1, four, 0, 1, Op.SUM));
        shouldThrow(
                ErrorClass.COUNT,
                "the part does not lie within the array: array=array, offset=1, count=2147483647, length=4",
                () -> world.bcast(four, 1, Integer.MAX_VALUE, 0));
        shouldThrow(
                ErrorClass.COUNT,
                "the part does not lie within the array: array=recv, offset=0, count=4, length=3",
                () -> world.allreduce(four, new int[3], Op.SUM));
        shouldThrow(
                ErrorClass.BUFFER,
                "send and receive part overlap without being the same: sendOffset=0, recvOffset=1, count=2",
                () -> world.allreduce(four, 0, four, 1, 2, Op.SUM));
    }

    private static void checkTheRest(Communicator world) {
        shouldThrow(ErrorClass.ROOT, "the root is not a rank: root=2, size=2", () -> world.bcast(new int[1], 2));
        shouldThrow(
                ErrorClass.ROOT, "the root is not a rank: root=-1, size=2", () -> world.reduce(new int[1], Op.SUM, -1));
        shouldThrow(
                ErrorClass.OP,
                "the reduction is not defined for this type: op=BAND, type=float",
                () -> world.allreduce(new float[1], Op.BAND));
        shouldThrow(
                ErrorClass.OP,
                "the reduction is not defined for this type: op=SUM, type=boolean",
                () -> world.allreduce(true, Op.SUM));
    }

    @Test
    void shouldRefuseWorkOnceClosed() {
        Communicator alone = Tutti.init();
        alone.close();
        alone.close();
        shouldThrow(ErrorClass.COMM, "the communicator is closed: rank=0", alone::barrier);
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
        shouldThrow(ErrorClass.ARG, "must be from 1 to 1024: size=0", () -> Tutti.runThreads(0, world -> {}));
    }
}
