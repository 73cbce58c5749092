package org.tutti.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tutti.TuttiException;
import org.tutti.memory.WaitStrategy.Mode;
import org.tutti.segment.Geometry;

class ParametersTest {
    private static final long PLENTY = 1L << 34;

    private static Geometry geometry(int ranks, long free, Map<String, String> values) {
        return Parameters.of(values::get).geometry(ranks, free);
    }

    @Test
    void shouldShrinkTheRingWithRanksAndWithMemory() {
        assertThat(geometry(2, PLENTY, Map.of()).ringBytes()).isEqualTo(2 << 20);
        assertThat(geometry(128, PLENTY, Map.of()).ringBytes()).isEqualTo(256 << 10);
        assertThat(geometry(2, 8 << 20, Map.of()).ringBytes()).isEqualTo(2 << 20);
        assertThat(geometry(4, 8 << 20, Map.of()).ringBytes()).isEqualTo(1 << 20);
    }

    /** What the proof of reuse in Lane rests on. */
    @Test
    void shouldAlwaysHoldSixteenMessagesAndFragments() {
        for (int ranks : new int[] {2, 3, 8, 64, 128, 1024}) {
            for (long free : new long[] {1 << 20, 8 << 20, PLENTY}) {
                Geometry geometry = geometry(ranks, free, Map.of());
                assertThat(geometry.ringBytes()).isGreaterThanOrEqualTo(16L * geometry.onePhaseBytes());
                assertThat(geometry.ringBytes()).isGreaterThanOrEqualTo(16L * geometry.fragmentBytes());
                assertThat(Long.bitCount(geometry.ringBytes())).isEqualTo(1);
            }
        }
    }

    @Test
    void shouldTakeTheModeThatIsSet() {
        assertThat(geometry(2, PLENTY, Map.of("TUTTI_WAIT_MODE", "oversubscribed"))
                        .mode())
                .isEqualTo(Mode.OVERSUBSCRIBED);
        assertThat(geometry(500, PLENTY, Map.of("TUTTI_WAIT_MODE", "dedicated")).mode())
                .isEqualTo(Mode.DEDICATED);
    }

    @Test
    void shouldNameTheLegalRangeOfABadValue() {
        assertThatThrownBy(() -> Parameters.check("sm.fragment_size", "12"))
                .isInstanceOf(TuttiException.class)
                .hasMessage("must be a whole number from 128 to 4194304: sm.fragment_size=12");
        assertThatThrownBy(() -> Parameters.check("sm.fragment_size", "1000"))
                .hasMessage("must be a power of two: sm.fragment_size=1000");
        assertThatThrownBy(() -> Parameters.check("join.timeout", "soon"))
                .hasMessage("must be a whole number from 1 to 1000000: join.timeout=soon");
        assertThatThrownBy(() -> Parameters.check("wait.mode", "never"))
                .hasMessage("must be auto, dedicated or oversubscribed: wait.mode=never");
    }

    @Test
    void shouldListTheParametersWhenOneIsUnknown() {
        assertThatThrownBy(() -> Parameters.check("sm.speed", "1"))
                .hasMessageStartingWith("no such parameter: name=sm.speed; there are sm.one_phase_max")
                .hasMessageContaining("wait.mode");
        assertThatCode(() -> Parameters.check("sm.ring_size", "65536")).doesNotThrowAnyException();
    }

    @Test
    void shouldRefuseAFragmentThatIsTooLargeForTheRing() {
        Map<String, String> values = Map.of("TUTTI_SM_RING_SIZE", "65536", "TUTTI_SM_FRAGMENT_SIZE", "8192");
        assertThatThrownBy(() -> geometry(2, PLENTY, values))
                .hasMessage("must fit 16 times into the ring: sm.fragment_size=8192, sm.ring_size=65536");
    }

    @Test
    void shouldWantAllThreeVariablesOfARank() {
        assertThat(Settings.of(name -> null)).isNull();
        assertThatThrownBy(() -> Settings.of(Map.of("TUTTI_RANK", "1")::get))
                .hasMessage("a rank needs all three of them: TUTTI_JOB=null, TUTTI_RANK=1, TUTTI_SIZE=null");
        assertThatThrownBy(() -> Settings.of(Map.of("TUTTI_JOB", "j", "TUTTI_RANK", "4", "TUTTI_SIZE", "4")::get))
                .hasMessage("must be a whole number from 0 to 3: TUTTI_RANK=4");
    }

    @Test
    void shouldCountTheProcessorsOfAList() {
        assertThat(Processors.count("0")).isEqualTo(1);
        assertThat(Processors.count("0-3,8,10-11")).isEqualTo(7);
        assertThat(Processors.usable()).isPositive();
    }
}
