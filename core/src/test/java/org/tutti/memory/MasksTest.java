package org.tutti.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Each thread has masks of its own, and keeps them. */
class MasksTest {
    @Test
    void shouldKeepMasksThatAreLongEnough() {
        byte[] bytes = Masks.bytes(8);
        assertThat(bytes).hasSizeGreaterThanOrEqualTo(8);
        assertThat(Masks.bytes(bytes.length)).isSameAs(bytes);
        assertThat(Masks.bytes(1)).isSameAs(bytes);
        assertThat(Masks.bytes(bytes.length + 1)).hasSizeGreaterThan(bytes.length);
        short[] shorts = Masks.shorts(8);
        assertThat(Masks.shorts(shorts.length)).isSameAs(shorts);
        assertThat(Masks.shorts(shorts.length + 1)).hasSizeGreaterThan(shorts.length);
    }
}
