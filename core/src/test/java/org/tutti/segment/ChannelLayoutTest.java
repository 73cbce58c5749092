package org.tutti.segment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tutti.memory.WaitStrategy.Mode;

class ChannelLayoutTest {
    /** What a channel costs does not grow with a lane's control units. */
    @ParameterizedTest
    @CsvSource({"64, 64", "128, 128", "512, 128", "4096, 128"})
    void shouldHaveCellsOfAUnitButOfTwoLinesAtMost(int unitBytes, int cellBytes) {
        Geometry geometry = new Geometry(2, Mode.DEDICATED, unitBytes, 8, 8192, 65536, 1 << 21, 16, 4, 50, 1L << 30);
        ChannelLayout layout = new ChannelLayout(geometry);
        assertThat(layout.cellBytes()).isEqualTo(cellBytes);
        assertThat(layout.inlineBytes()).isEqualTo(cellBytes - (int) ChannelLayout.INLINE);
        assertThat(layout.channelBytes(64)).isEqualTo(ArenaLayout.align(65L * cellBytes, ArenaLayout.PAGE));
    }
}
