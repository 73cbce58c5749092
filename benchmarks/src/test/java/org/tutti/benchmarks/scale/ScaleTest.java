package org.tutti.benchmarks.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tutti.benchmarks.scale.Experiment.Operation;
import org.tutti.benchmarks.scale.Experiment.Shape;

/** The model says the same each time, and what anybody would say where anybody can tell. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ScaleTest {
    private static Machine machine(String name, String... replaced) throws Exception {
        Properties values = new Properties();
        for (int i = 0; i < replaced.length; i += 2) {
            values.setProperty(replaced[i], replaced[i + 1]);
        }
        return Machine.read(Path.of("scale", "machine-" + name + ".properties"), values);
    }

    @ParameterizedTest
    @EnumSource
    void shouldSayTheSameEachTime(Operation operation) throws Exception {
        for (String name : new String[] {"2-cores", "2-sockets", "16-sockets"}) {
            Machine machine = machine(name);
            for (Shape shape : Shape.ALL) {
                double nanos = Experiment.nanos(machine, 24, operation, shape);
                assertThat(nanos).isPositive();
                assertThat(Experiment.nanos(machine, 24, operation, shape)).isEqualTo(nanos);
            }
        }
    }

    /** Two ranks each store once and read once: a hop, and some instructions. */
    @ParameterizedTest
    @EnumSource
    void shouldTakeTwoRanksAHop(Operation operation) throws Exception {
        for (int hop : new int[] {56, 270}) {
            Machine machine = machine("2-cores", "hop.same_complex", hop + "");
            assertThat(Experiment.nanos(machine, 2, operation, Shape.FLAT)).isBetween(hop + 0.0, hop + 50.0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldTakeLongerWhereHopsDo(Operation operation) throws Exception {
        for (String hop : new String[] {"hop.same_complex", "hop.other_complex", "hop.other_socket"}) {
            for (Shape shape : Shape.ALL) {
                double shorter = Experiment.nanos(machine("2-sockets"), 80, operation, shape);
                double longer = Experiment.nanos(machine("2-sockets", hop, "900"), 80, operation, shape);
                assertThat(longer).as("%s, %s", hop, shape).isGreaterThan(shorter);
            }
        }
    }

    /** Each rank has its turn on a core before the others can go on. */
    @Test
    void shouldTakeASwitchForEachRankOfACore() throws Exception {
        double nanos = Experiment.nanos(machine("2-cores"), 8, Operation.BARRIER, Shape.FLAT);
        assertThat(nanos).isGreaterThan(2 * 1300);
    }

    @Test
    void shouldRefuseAMachineThatIsNotDescribed() {
        assertThatThrownBy(() -> machine("2-cores", "cores", "1.5")).hasMessageContaining("cores=1.5");
        assertThatThrownBy(() -> machine("2-cores", "access", "soon")).hasMessageContaining("access=soon");
        assertThatThrownBy(() -> machine("2-cores", "hops", "1")).hasMessageContaining("[hops]");
    }
}
