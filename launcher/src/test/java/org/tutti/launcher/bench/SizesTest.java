package org.tutti.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SizesTest {
    @Test
    void shouldDoubleAndList() {
        assertThat(Sizes.parse("4:64")).containsExactly(4L, 8L, 16L, 32L, 64L);
        assertThat(Sizes.parse("1K,8,1m,8")).containsExactly(8L, 1024L, 1L << 20);
        assertThat(Sizes.parse("8,1K:4K")).containsExactly(8L, 1024L, 2048L, 4096L);
        assertThat(Sizes.text(4)).isEqualTo("4");
        assertThat(Sizes.text(1536)).isEqualTo("1536");
        assertThat(Sizes.text(64 << 10)).isEqualTo("64K");
        assertThat(Sizes.text(4 << 20)).isEqualTo("4M");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "4:", ":4", "6", "0", "-4", "1G", "4,,8", "99999999999999999999K"})
    void shouldSayWhatSizesAre(String text) {
        assertThatThrownBy(() -> Sizes.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "must be sizes in bytes of whole floats up to 256M, such as 4:4M or 8,1K,64K: --sizes " + text);
    }
}
