package org.tutti.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** A low part that no predefined reduction has, and a high part of 5 bits, as the class draws them. */
    @ParameterizedTest
    @CsvSource({"mutant-0, 24, 53", "mutant-1, 24, 61", "mutant-2, 24, 42"})
    void shouldMakeACodeOfTheHash(String name, int high, int low) {
        int code = ReductionNames.code(name);
        assertThat(code).isEqualTo(high << 6 | low);
        assertThat(ReductionNames.isUserDefined(code)).isTrue();
        assertThat(ReductionNames.of(code)).isEqualTo(name);
    }

    @Test
    @SuppressWarnings("EnumOrdinal") // that is the code
    void shouldTellPredefinedReductionsByTheirOrdinals() {
        for (Operator operator : Operator.values()) {
            assertThat(ReductionNames.isUserDefined(operator.ordinal())).isFalse();
            assertThat(ReductionNames.of(operator.ordinal())).isEqualTo(operator.name());
        }
    }
}
