package org.tutti.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tutti.Tutti;
import org.tutti.TuttiException;

class PreferredValuesTest {
    @Test
    void shouldCountWhereNobodyElseHasSetAValue() {
        assertThat(Parameters.ofProcess().text(Parameter.MESSAGE_EAGER_MAX)).isEqualTo("auto");
        Tutti.setDefault("p2p.eager_max", "2k");
        try {
            assertThat(Parameters.ofProcess().text(Parameter.MESSAGE_EAGER_MAX)).isEqualTo("2k");
            assertThat(Parameters.ofProcess().place(Parameter.MESSAGE_EAGER_MAX))
                    .isEqualTo("the program");
            System.setProperty("tutti.p2p.eager_max", "1k");
            assertThat(Parameters.ofProcess().text(Parameter.MESSAGE_EAGER_MAX)).isEqualTo("1k");
        } finally {
            System.clearProperty("tutti.p2p.eager_max");
            Tutti.setDefault("p2p.eager_max", "auto");
        }
    }

    @Test
    void shouldBeLegal() {
        assertThatThrownBy(() -> Tutti.setDefault("p2p.colour", "warn"))
                .isInstanceOf(TuttiException.class)
                .hasMessageContaining("p2p.colour");
        assertThatThrownBy(() -> Tutti.setDefault("p2p.types", "maybe"))
                .isInstanceOf(TuttiException.class)
                .hasMessageContaining("p2p.types");
    }
}
