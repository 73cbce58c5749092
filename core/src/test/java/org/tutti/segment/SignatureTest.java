package org.tutti.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tutti.memory.ElementType;
import org.tutti.memory.Operator;
import org.tutti.memory.ReduceKernel;
import org.tutti.memory.UserKernel;
import org.tutti.segment.Signature.Kind;

class SignatureTest {
    @Test
    void shouldDescribeACallAsAPersonWould() {
        assertThat(Signature.describe(Signature.of(Kind.BARRIER))).isEqualTo("barrier()");
        assertThat(Signature.describe(Signature.of(Kind.NEIGHBOR_ALLTOALLV, Signature.NO_ROOT)))
                .isEqualTo("neighborAlltoallv()");
        assertThat(Signature.describe(Signature.of(Kind.GATHERV, 3))).isEqualTo("gatherv(root 3)");
        assertThat(Signature.describe(Signature.of(Kind.BCAST, ElementType.INT, 3, 12)))
                .isEqualTo("bcast(int, 12 bytes, root 3)");
        assertThat(Signature.describe(Signature.of(
                        Kind.ALLREDUCE, kernel(Operator.SUM, ElementType.DOUBLE), Signature.NO_ROOT, 1024)))
                .isEqualTo("allreduce(SUM, double, 8192 bytes)");
        assertThat(Signature.describe(Signature.of(Kind.REDUCE, kernel(Operator.BXOR, ElementType.CHAR), 4094, 0)))
                .isEqualTo("reduce(BXOR, char, 0 bytes, root 4094)");
        assertThat(Signature.describe(Signature.of(
                        Kind.REDUCE_SCATTER_BLOCK, kernel(Operator.MAX, ElementType.INT), Signature.NO_ROOT, 3)))
                .isEqualTo("reduceScatterBlock(MAX, int, 12 bytes)");
    }

    @Test
    void shouldSaturateBytesWithoutTouchingTheRoot() {
        long huge = Signature.of(Kind.BCAST, ElementType.LONG, 5, Long.MAX_VALUE);
        assertThat(Signature.describe(huge)).startsWith("bcast(long, ").endsWith(", root 5)");
    }

    /** No two different calls have the same signature, and none has 0, which stands for no call. */
    @Test
    void shouldTellAllCallsApart() {
        Set<Long> seen = new HashSet<>();
        for (ElementType type : ElementType.values()) {
            for (int root : new int[] {0, 1, 1023}) {
                for (int count : new int[] {0, 1, 4096}) {
                    assertThat(seen.add(Signature.of(Kind.BCAST, type, root, count)))
                            .isTrue();
                    for (Operator operator : Operator.values()) {
                        assertThat(seen.add(Signature.of(Kind.REDUCE, kernel(operator, type), root, count)))
                                .isTrue();
                    }
                    for (String name : List.of("one", "two", "three")) {
                        assertThat(seen.add(Signature.of(Kind.REDUCE, userDefined(name, type), root, count)))
                                .isTrue();
                    }
                }
            }
        }
        assertThat(seen).doesNotContain(0L);
    }

    @Test
    void shouldDigestTheOrderOfCalls() {
        long first = Signature.of(Kind.BARRIER);
        long second = Signature.of(Kind.BCAST, ElementType.INT, 0, 4);
        long one = Signature.extend(Signature.extend(0, first, 0), second, 0);
        long other = Signature.extend(Signature.extend(0, second, 0), first, 0);
        assertThat(one).isNotEqualTo(other);
        assertThat(Signature.extend(0, first, 1)).isNotEqualTo(Signature.extend(0, first, 2));
    }

    private static ReduceKernel kernel(Operator operator, ElementType type) {
        return ReduceKernel.of(operator, type);
    }

    private static ReduceKernel userDefined(String name, ElementType type) {
        return new UserKernel(name, type, 1, (left, right, count) -> {});
    }

    @Test
    void shouldNameUserDefinedReductions() {
        ReduceKernel kernel = userDefined("longest", ElementType.DOUBLE);
        assertThat(kernel.isUserDefined()).isTrue();
        assertThat(Signature.describe(Signature.of(Kind.REDUCE, kernel, 7, Integer.MAX_VALUE)))
                .isEqualTo("reduce(longest, double, 17179869176 bytes, root 7)");
        assertThat(Signature.describe(Signature.of(Kind.ALLREDUCE, kernel, Signature.NO_ROOT, 0)))
                .isEqualTo("allreduce(longest, double, 0 bytes)");
    }

    /** A tool that looks at a job from outside does not know the names of its reductions. */
    @Test
    void shouldDescribeReductionsOfOtherProcesses() {
        int unknown = 0;
        for (int op = 32; op < 63; op++) {
            long signature = 4L << 58 | (long) op << 52 | 6L << 48 | 4095L << 36 | 19L << 31 | 5;
            String text = Signature.describe(signature);
            assertThat(text).startsWith("allreduce(").endsWith(", double, 40 bytes)");
            unknown += text.equals("allreduce(a user-defined reduction, double, 40 bytes)") ? 1 : 0;
        }
        assertThat(unknown).isGreaterThan(20);
    }

    @Test
    void shouldNotThrowOnGarbage() {
        assertThat(Signature.describe(-1L)).isEqualTo("an unknown operation");
        assertThat(Signature.describe((long) Kind.values().length << 58)).isEqualTo("an unknown operation");
    }

    @Test
    void shouldDescribeEveryTypeReductionRootAndLength() {
        for (ElementType type : ElementType.values()) {
            for (Operator operator : Operator.values()) {
                for (int root : new int[] {0, 1, 1023, 4094}) {
                    for (int count : new int[] {0, 1, Integer.MAX_VALUE}) {
                        if (operator.isDefinedFor(type)) {
                            ReduceKernel kernel = ReduceKernel.of(operator, type);
                            assertThat(Signature.describe(Signature.of(Kind.REDUCE, kernel, root, count)))
                                    .isEqualTo("reduce(" + operator + ", " + type + ", " + type.bytes(count)
                                            + " bytes, root " + root + ")");
                        }
                    }
                }
            }
        }
    }
}
