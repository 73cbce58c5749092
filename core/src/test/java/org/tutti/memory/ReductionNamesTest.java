package org.tutti.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReductionNamesTest {
    /** The hash is FNV-1a over 64 bits, folded: the same in all versions, since ranks compare it. */
    @Test
    void shouldHashNamesAsOtherProcessesDo() {
        assertThat(ReductionNames.hash("")).isEqualTo(fold(0xCBF29CE484222325L));
        assertThat(ReductionNames.hash("a")).isEqualTo(fold(0xAF63DC4C8601EC8CL));
        assertThat(ReductionNames.hash("foobar")).isEqualTo(fold(0x85944171F73967E8L));
    }

    private static long fold(long hash) {
        return hash ^ hash >>> 32;
    }

    /** 31 low parts and 32 high ones, all of them taken, none of them that of a predefined reduction. */
    @Test
    @SuppressWarnings("EnumOrdinal") // that is the code
    void shouldSpreadCodesOverAllOfTheirBits() {
        long low = 0;
        long high = 0;
        for (int i = 0; i < 2000; i++) {
            String name = i * 7919L * i + "," + i;
            int code = ReductionNames.code(name);
            assertThat(code).isBetween(0, 2047);
            assertThat(ReductionNames.isUserDefined(code)).isTrue();
            assertThat(ReductionNames.of(code)).contains(name);
            low |= 1L << (code & 63);
            high |= 1L << (code >> 6);
        }
        assertThat(Long.toHexString(low)).isEqualTo("7fffffff00000000");
        assertThat(Long.toHexString(high)).isEqualTo("ffffffff");
        for (Operator operator : Operator.values()) {
            assertThat(ReductionNames.isUserDefined(operator.ordinal())).isFalse();
            assertThat(ReductionNames.of(operator.ordinal())).isEqualTo(operator.name());
        }
    }
}
