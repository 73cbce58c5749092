package org.tutti.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AotFitTest {
    private static final long GIB = 1L << 30;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-agentlib:jdwp=transport=dt_socket,server=y",
                "-javaagent:a.jar",
                "--add-modules=jdk.incubator.vector",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-XX:StartFlightRecording",
                "-XX:+UseCompactObjectHeaders",
                "-XX:AOTCache=mine",
                "-Xshare:auto",
                "-Djava.system.class.loader=Mine",
                "--enable-native-access=other",
                "--illegal-native-access=deny",
                "@file"
            })
    void shouldSuitNoJvmWhoseArgumentsMayForbidIt(String argument) {
        assertThat(AotFit.of(List.of("-Xmx1g", argument), GIB)).isNull();
    }

    @Test
    void shouldSuitWhateverTheProgramIsTold() {
        AotFit plain = fit();
        assertThat(fit("-Dx=y", "-ea", "-Xss1m", "-Xlog:gc", "--enable-preview", "-XX:TieredStopAtLevel=1"))
                .isEqualTo(plain);
        assertThat(plain.training()).isEmpty();
    }

    @Test
    void shouldTellCollectorsApart() {
        assertThat(fit("-XX:+UseZGC").variant())
                .isNotEqualTo(fit().variant())
                .isNotEqualTo(fit("-XX:+UseSerialGC").variant());
        assertThat(fit("-XX:+UseZGC", "-Dx=y").training()).containsExactly("-XX:+UseZGC");
    }

    @Test
    void shouldTellLargeHeapsApart() {
        String small = fit().variant();
        assertThat(fit("-Xmx40g", "-Xmx512m").variant()).isEqualTo(small);
        assertThat(fit("-XX:MaxRAMPercentage=6.25").variant()).isEqualTo(small);
        String large = fit("-Xmx40g").variant();
        assertThat(large).isNotEqualTo(small);
        assertThat(fit("-Xmx40960M", "-XX:ActiveProcessorCount=1").variant()).isEqualTo(large);
        assertThat(fit("-XX:MaxHeapSize=42949672960").variant()).isEqualTo(large);
        assertThat(Objects.requireNonNull(AotFit.of(List.of(), 40 * GIB)).variant())
                .isEqualTo(large);
        assertThat(Objects.requireNonNull(AotFit.of(List.of("-XX:MaxRAMPercentage=12.5"), 40 * GIB))
                        .variant())
                .isEqualTo(small);
        assertThat(fit("-Xmx40g").training()).containsExactly("-Xmx40g");
    }

    private static AotFit fit(String... arguments) {
        return Objects.requireNonNull(AotFit.of(List.of(arguments), 4 * GIB), Arrays.toString(arguments));
    }
}
