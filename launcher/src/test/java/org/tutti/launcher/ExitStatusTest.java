package org.tutti.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitStatusTest {
    @ParameterizedTest
    @CsvSource({
        "0, exited with code 0",
        "3, exited with code 3",
        "128, exited with code 128",
        "137, was killed by signal 9 (SIGKILL)",
        "139, was killed by signal 11 (SIGSEGV)",
        "143, was killed by signal 15 (SIGTERM)",
        "163, was killed by signal 35",
        "200, exited with code 200"
    })
    void shouldSayWhatHappened(int code, String text) {
        assertThat(new ExitStatus(code)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({"129, true", "130, true", "143, true", "137, false", "1, false", "0, false"})
    void shouldKnowTheSignalsThatEndWholeJobs(int code, boolean expected) {
        assertThat(new ExitStatus(code).isInterruption()).isEqualTo(expected);
    }
}
