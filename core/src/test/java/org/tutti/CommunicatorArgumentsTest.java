package org.tutti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad arguments are told before anything is sent: the ranks go on together afterwards. */
class CommunicatorArgumentsTest {
    private static void refuses(ThrowingCallable call, ErrorCode code, String reason) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(TuttiException.class, e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.errorClass()).isEqualTo(code.errorClass());
                    assertThat(e.culprit()).isEqualTo(-1);
                })
                .hasMessage(reason + " [TUTTI-" + code.number() + "]");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void shouldRefuseBadArgumentsBeforeAnythingIsSent(int size) {
        Tutti.runThreads(size, world -> {
            for (int rank = 0; rank < size; rank++) {
                if (world.rank() == rank) {
                    refuseAll(world, size);
                }
                assertThat(world.allreduce(1, Op.SUM)).isEqualTo(size);
            }
        });
    }

    @SuppressWarnings("NullAway")
    private static void refuseAll(Communicator world, int size) {
        int[] five = new int[5];
        String noRoot = "the root is not a rank: root=";
        for (int root : new int[] {-1, size, Integer.MIN_VALUE}) {
            refuses(() -> world.bcast(five, root), ErrorCode.BAD_ROOT, noRoot + root + ", size=" + size);
            refuses(() -> world.reduce(five, Op.SUM, root), ErrorCode.BAD_ROOT, noRoot + root + ", size=" + size);
            refuses(() -> world.bcast(1.0, root), ErrorCode.BAD_ROOT, noRoot + root + ", size=" + size);
        }
        for (int[] part :
                new int[][] {{-1, 2}, {0, 6}, {5, 1}, {6, 0}, {0, -1}, {Integer.MAX_VALUE, 1}, {1, Integer.MAX_VALUE}
                }) {
            String text = ", offset=" + part[0] + ", count=" + part[1] + ", length=5";
            String outside = "the part does not lie within the array: array=";
            refuses(() -> world.bcast(five, part[0], part[1], 0), ErrorCode.BAD_RANGE, outside + "array" + text);
            refuses(
                    () -> world.allreduce(five, part[0], new int[9], 0, part[1], Op.SUM),
                    ErrorCode.BAD_RANGE,
                    outside + "send" + text);
            if (part[1] >= 0 && part[1] < 10) {
                refuses(
                        () -> world.allreduce(new int[9], 0, five, part[0], part[1], Op.SUM),
                        ErrorCode.BAD_RANGE,
                        outside + "recv" + text);
                refuses(
                        () -> world.reduce(new int[9], 0, five, part[0], part[1], Op.SUM, world.rank()),
                        ErrorCode.BAD_RANGE,
                        outside + "recv" + text);
            }
        }
        refuses(
                () -> world.allreduce(five, new int[4], Op.SUM),
                ErrorCode.BAD_RANGE,
                "the part does not lie within the array: array=recv, offset=0, count=5, length=4");
        refuses(
                () -> world.allreduce(five, new long[5], Op.SUM),
                ErrorCode.ARRAYS_DIFFER,
                "the arrays differ in type: send=int[], recv=long[]");
        refuses(
                () -> world.allreduce(five, null, Op.SUM),
                ErrorCode.ARRAYS_DIFFER,
                "the arrays differ in type: send=int[], recv=null");
        refuses(
                () -> world.allreduce(five, 0, five, 2, 3, Op.SUM),
                ErrorCode.ARRAYS_OVERLAP,
                "send and receive part overlap without being the same: sendOffset=0, recvOffset=2, count=3");
        refuses(
                () -> world.bcast((Object) null, 0),
                ErrorCode.BAD_ARRAY,
                "not an array of a primitive type: array=null");
        refuses(
                () -> world.bcast("text", 0),
                ErrorCode.BAD_ARRAY,
                "not an array of a primitive type: array=java.lang.String");
        refuses(
                () -> world.bcast(new Integer[3], 0),
                ErrorCode.BAD_ARRAY,
                "not an array of a primitive type: array=java.lang.Integer[]");
        refuses(
                () -> world.allreduce(new int[2][2], Op.SUM),
                ErrorCode.BAD_ARRAY,
                "not an array of a primitive type: array=int[][]");
        refuses(
                () -> world.allreduce(new float[1], Op.BAND),
                ErrorCode.UNDEFINED_OP,
                "the reduction is not defined for this type: op=BAND, type=float");
        refuses(
                () -> world.allreduce(true, Op.SUM),
                ErrorCode.UNDEFINED_OP,
                "the reduction is not defined for this type: op=SUM, type=boolean");
    }

    /** What is allowed, although it looks odd. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void shouldTakePartsThatTouch(int size) {
        Tutti.runThreads(size, world -> {
            int[] array = {1, 2, 3, 0, 0, 0};
            world.allreduce(array, 0, array, 3, 3, Op.SUM);
            assertThat(array).containsExactly(1, 2, 3, size, 2 * size, 3 * size);
            world.allreduce(array, 6, array, 0, 0, Op.SUM);
            world.bcast(array, 6, 0, 0);
            world.bcast(new byte[0], 0);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1025})
    void shouldRefuseNumbersOfRanksThatAreNone(int size) {
        refuses(() -> Tutti.runThreads(size, world -> {}), ErrorCode.BAD_SIZE, "must be from 1 to 1024: size=" + size);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SUM", "PROD", "MIN", "MAX", "LAND", "LOR", "LXOR", "BAND", "BOR", "BXOR"})
    void shouldNameReductions(String name) throws ReflectiveOperationException {
        assertThat(Op.class.getField(name).get(null)).hasToString(name);
    }
}
