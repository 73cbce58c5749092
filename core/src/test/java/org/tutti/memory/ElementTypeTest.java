package org.tutti.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElementTypeTest {
    @ParameterizedTest
    @CsvSource({
        "BYTE, 1, byte",
        "SHORT, 2, short",
        "CHAR, 2, char",
        "INT, 4, int",
        "LONG, 8, long",
        "FLOAT, 4, float",
        "DOUBLE, 8, double",
        "BOOLEAN, 1, boolean"
    })
    void shouldCountInBytesAndElements(ElementType type, int width, String name) {
        assertThat(type.bytes(5_000_000_000L)).isEqualTo(5_000_000_000L * width);
        assertThat(type.count(1000L * width)).isEqualTo(1000);
        assertThat(type.count(1000L * width + width - 1)).isEqualTo(1000);
        assertThat(type).hasToString(name);
        assertThat(ElementType.of(type.newArray(3))).isEqualTo(type);
    }
}
