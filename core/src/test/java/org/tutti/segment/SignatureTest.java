package org.tutti.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tutti.memory.ElementType;
import org.tutti.memory.Operator;
import org.tutti.segment.Signature.Kind;

class SignatureTest {
    @Test
    void shouldDescribeACallAsAPersonWould() {
        assertThat(Signature.describe(Signature.of(Kind.BARRIER))).isEqualTo("barrier()");
        assertThat(Signature.describe(Signature.of(Kind.BCAST, ElementType.INT, 3, 12)))
                .isEqualTo("bcast(int, 12 bytes, root 3)");
        assertThat(Signature.describe(
                        Signature.of(Kind.ALLREDUCE, Operator.SUM, ElementType.DOUBLE, Signature.NO_ROOT, 8192)))
                .isEqualTo("allreduce(SUM, double, 8192 bytes)");
        assertThat(Signature.describe(Signature.of(Kind.REDUCE, Operator.BXOR, ElementType.CHAR, 4094, 0)))
                .isEqualTo("reduce(BXOR, char, 0 bytes, root 4094)");
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
                for (long bytes : new long[] {0, 1, 4096}) {
                    assertThat(seen.add(Signature.of(Kind.BCAST, type, root, bytes)))
                            .isTrue();
                    for (Operator operator : Operator.values()) {
                        assertThat(seen.add(Signature.of(Kind.REDUCE, operator, type, root, bytes)))
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
        long one = Signature.extend(Signature.extend(0, first), second);
        long other = Signature.extend(Signature.extend(0, second), first);
        assertThat(one).isNotEqualTo(other);
    }

    @Test
    void shouldNotThrowOnGarbage() {
        assertThat(Signature.describe(-1L)).isEqualTo("an unknown operation");
    }
}
