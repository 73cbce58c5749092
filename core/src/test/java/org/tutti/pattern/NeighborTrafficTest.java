package org.tutti.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NeighborTrafficTest {
    private static boolean lays(int... destinations) {
        return new NeighborTraffic(0, 3, new int[] {1}, new int[] {0}, destinations, 1, true).lays();
    }

    @Test
    void shouldLayBlocksForOtherRanksAlone() {
        assertThat(lays()).isFalse();
        assertThat(lays(0)).isFalse();
        assertThat(lays(-2)).isFalse();
        assertThat(lays(0, 2)).isTrue();
    }
}
