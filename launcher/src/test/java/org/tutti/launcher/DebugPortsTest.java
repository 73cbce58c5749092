package org.tutti.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DebugPortsTest {
    @Test
    void shouldTakeAGivenPortOrAFreeOne() throws LaunchException {
        Map<Integer, Integer> ports = DebugPorts.parse(List.of("3", "0:5005", "1"), 4);
        assertThat(ports).containsOnlyKeys(0, 1, 3).containsEntry(0, 5005);
        assertThat(ports.values()).doesNotHaveDuplicates().allMatch(port -> port > 0 && port < 65536);
        assertThat(DebugPorts.parse(List.of(), 4)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "4, RANK must be a whole number from 0 to 3",
        "-1, RANK must be a whole number from 0 to 3",
        "x:5005, RANK must be a whole number from 0 to 3",
        "1:0, PORT must be a whole number from 1 to 65535",
        "1:65536, PORT must be a whole number from 1 to 65535",
        "1:, PORT must be a whole number from 1 to 65535"
    })
    void shouldTellWhatIsLegal(String option, String message) {
        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> DebugPorts.parse(List.of(option), 4))
                .withMessageContaining("--debug RANK[:PORT]: " + message + ": --debug " + option)
                .satisfies(e -> assertThat(e.exitCode()).isEqualTo(LaunchException.USAGE));
    }

    @Test
    void shouldRefuseARankOrAPortTwice() {
        for (List<String> options : List.of(List.of("1", "1:5005"), List.of("1:5005", "2:5005"))) {
            assertThatExceptionOfType(LaunchException.class)
                    .isThrownBy(() -> DebugPorts.parse(options, 4))
                    .withMessageContaining("named once: --debug " + options.getLast());
        }
    }
}
