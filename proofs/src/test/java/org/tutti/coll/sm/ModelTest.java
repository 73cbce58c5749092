package org.tutti.coll.sm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tutti.segment.HeapWords.Defect;
import org.tutti.segment.Schedule;

/** The protocols in all orders of the ranks' accesses, with a few deviations; and with a defect, which must show. */
class ModelTest {
    private static final int UNLIMITED = Integer.MAX_VALUE;

    /** A model, and the deviations with which it takes a second or so, and a minute. */
    record Case(String name, int ranks, int briefly, int fully, Function<Schedule, Model> maker) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> shipped() {
        return Stream.of(
                new Case("barrier of 2", 2, 2, 3, schedule -> new BarrierModel(schedule, 3)),
                new Case("barrier of 3", 3, 1, 3, schedule -> new BarrierModel(schedule, 3)),
                new Case("reuse of units", 2, 2, 3, schedule -> new ReuseModel(schedule, false, 5)),
                new Case("reuse of units by 3", 3, 1, 3, schedule -> new ReuseModel(schedule, false, 4)),
                new Case("reuse of slots", 2, 2, 3, schedule -> new ReuseModel(schedule, true, 5)),
                new Case("abort by 2", 2, 3, 5, AbortModel::new),
                new Case("abort by 3", 3, 2, 4, AbortModel::new),
                new Case("mismatch", 2, 2, 4, MismatchModel::new),
                new Case("sleep and wake", 2, 3, 5, schedule -> new SleepModel(schedule, 3)));
    }

    static Stream<Case> defective() {
        return Stream.of(
                new Case("barrier", 2, 1, 1, schedule -> new BarrierModel(schedule, 3, Defect.AHEAD)),
                new Case("units", 2, 1, 1, schedule -> new ReuseModel(schedule, false, 5, Defect.AHEAD)),
                new Case("slots", 2, 1, 1, schedule -> new ReuseModel(schedule, true, 5, Defect.AHEAD)),
                new Case("abort", 2, 1, 1, schedule -> new AbortModel(schedule, Defect.TWO_STEPS)),
                new Case("mismatch", 2, 2, 2, schedule -> new MismatchModel(schedule, Defect.TWO_STEPS)),
                new Case("no fence", 2, 2, 2, schedule -> new SleepModel(schedule, 3, Defect.NO_FENCE)),
                new Case("no compare", 2, 2, 2, schedule -> new SleepModel(schedule, 3, Defect.SLEEP_UNSEEN)));
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
