package org.tutti.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Protocols in all orders of the ranks' accesses, with a few deviations; and with a defect, which must show. A subclass says which: its
 * methods {@code shipped} and {@code defective}.
 */
public abstract class ModelTests {
    private static final int UNLIMITED = Integer.MAX_VALUE;

    /** The tests of a subclass. */
    protected ModelTests() {}

    /** A model, and the deviations with which it takes a second or so, and a minute. */
    public record Case(String name, int ranks, int briefly, int fully, Function<Schedule, Model> maker) {
        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void shouldGoWellInAllOrdersWithFewDeviations(Case model) {
        assertThat(Model.explore(model.ranks, model.briefly, UNLIMITED, model.maker))
                .isGreaterThan(10);
    }

    @Tag("full")
    @ParameterizedTest
    @MethodSource("shipped")
    void shouldGoWellInManyMoreOrders(Case model) {
        assertThat(Model.explore(model.ranks, model.fully, 300_000, model.maker))
                .isGreaterThan(1000);
    }

    @ParameterizedTest
    @MethodSource("defective")
    void shouldNoticeADefect(Case model) {
        assertThatThrownBy(() -> Model.explore(model.ranks, model.briefly, UNLIMITED, model.maker))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("in order");
    }
}
