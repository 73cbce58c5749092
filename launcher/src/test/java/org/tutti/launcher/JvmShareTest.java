package org.tutti.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JvmShareTest {
    @ParameterizedTest
    @CsvSource({"1, 2, 2", "2, 2, 1", "3, 2, 1", "8, 2, 1", "4, 64, 16", "5, 64, 12", "1024, 64, 1"})
    void shouldDivideTheProcessors(int ranks, int processors, int expected) {
        assertThat(JvmShare.of(ranks, processors).processors()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7, 64, 1024})
    void shouldLeaveAQuarterOfTheMemoryToOthersThanTheHeaps(int ranks) {
        assertThat(ranks * JvmShare.of(ranks, 4).heapPercent()).isLessThanOrEqualTo(75.0);
    }

    @Test
    void shouldLimitHeapsThatWouldBeTooLargeTogether() {
        assertThat(JvmShare.of(4, 4).arguments(List.of()))
                .contains("-XX:MaxRAMPercentage=18.75", "-XX:MinRAMPercentage=18.75");
        assertThat(JvmShare.of(3, 4).arguments(List.of())).noneMatch(argument -> argument.contains("RAMPercentage"));
    }

    @Test
    void shouldChooseTheSerialCollectorForOneProcessor() {
        assertThat(JvmShare.of(2, 2).arguments(List.of())).contains("-XX:ActiveProcessorCount=1", "-XX:+UseSerialGC");
        assertThat(JvmShare.of(2, 4).arguments(List.of()))
                .contains("-XX:ActiveProcessorCount=2")
                .doesNotContain("-XX:+UseSerialGC");
    }

    /** Java refuses to start with two. */
    @ParameterizedTest
    @ValueSource(strings = {"-XX:+UseG1GC", "-XX:+UseZGC", "-Da=b -XX:+UseParallelGC"})
    void shouldLeaveTheCollectorToTheUser(String chosen) {
        assertThat(JvmShare.of(2, 2).arguments(List.of(chosen))).noneMatch(argument -> argument.endsWith("GC"));
    }
}
