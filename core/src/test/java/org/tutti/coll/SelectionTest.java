package org.tutti.coll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;
import org.tutti.segment.LaneSource;

/** Which components a communicator gets, and which parameters and hints are refused. */
class SelectionTest {
    private static CollectiveSelection select(int size, String components, Map<String, String> hints) {
        return CollectiveSelection.of(new CollectiveScope(
                "world", size, size, size == 1 ? null : LaneSource.NONE, 50, components, hints, null));
    }

    @ParameterizedTest
    @CsvSource({
        "4, all, 'sm (priority 50), basic (priority 10)'",
        "1, all, self (priority 1000)",
        "4, ^sm, basic (priority 10)",
        "4, 'self,sm', sm (priority 50)",
        "4, '^sm,basic', none",
        "1, ^sm, self (priority 1000)"
    })
    void shouldChooseAmongTheComponentsThatAreLeft(int size, String components, String chosen) {
        assertThat(select(size, components, Map.of()).description()).isEqualTo(chosen);
        assertThat(select(size, "all", Map.of("coll", components)).description())
                .isEqualTo(chosen);
    }

    @Test
    void shouldOrderByThePrioritiesOfHints() {
        CollectiveSelection usual = select(2, "all", Map.of());
        CollectiveSelection turned = select(2, "all", Map.of("coll.basic.priority", "60"));
        assertThat(turned.description()).isEqualTo("basic (priority 60), sm (priority 50)");
        assertThat(turned.digest()).isNotEqualTo(usual.digest());
        assertThat(usual.digest())
                .isEqualTo(select(3, "all", Map.of("other", "1")).digest());
        assertThat(select(2, "all", Map.of("coll.sm.priority", "0", "coll.basic.priority", "1"))
                        .description())
                .isEqualTo("basic (priority 1), sm (priority 0)");
        CollectiveSelection without = select(2, "all", Map.of("coll.sm.priority", "-1", "coll.basic.priority", "-1"));
        assertThat(without.lines())
                .containsExactly(
                        "self: declines, more than one rank",
                        "sm: declines, its priority is below 0: coll.sm.priority=-1",
                        "basic: declines, its priority is below 0");
        assertThatThrownBy(without::table)
                .hasMessageStartingWith(
                        "no component takes this communicator: name=world, size=2. They decline: self: ")
                .hasMessageEndingWith("basic: its priority is below 0 [TUTTI-209]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"foo", "^foo", "sm,foo"})
    void shouldNameTheComponentsThatThereAreInPlaceOfUnknownOnes(String components) {
        assertThatThrownBy(() -> select(2, components, Map.of()))
                .isInstanceOfSatisfying(
                        TuttiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_PARAMETER))
                .hasMessage("must name components that there are: coll=" + components
                        + ", without one: foo; there are self, sm, basic [TUTTI-203]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1001", "-2", "much"})
    void shouldRefuseHintsThatAreNoPriorities(String priority) {
        assertThatThrownBy(() -> select(2, "all", Map.of("coll.sm.priority", priority)))
                .hasMessage("must be a whole number from -1 to 1000: coll.sm.priority=" + priority + " [TUTTI-203]");
    }

    private record Named(String name) implements CollectiveComponent {
        @Override
        public Offer query(CollectiveScope communicator) {
            return Offer.declined("it is a test");
        }
    }

    @Test
    void shouldRefuseNamesThatParametersCannotHaveOrThatAreThereTwice() {
        Named one = new Named("trace");
        assertThat(Components.withNames(List.of(one, new Named("other")))).hasSize(2);
        assertThatThrownBy(() -> Components.withNames(List.of(one, one)))
                .hasMessage("two components have one name: name=trace, classes=" + Named.class.getName() + " and "
                        + Named.class.getName() + " [TUTTI-211]");
        assertThatThrownBy(() -> Components.withNames(List.of(new Named("Trace me"))))
                .hasMessage("a component's name must be of small letters, digits and _: name=Trace me, class="
                        + Named.class.getName() + " [TUTTI-211]");
    }
}
