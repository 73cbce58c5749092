package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tutti.launcher.bench.Trial;

/** {@code tutti tune} as people start it, and what it may choose. */
class TuneTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int CALLS = 60;

    @TempDir
    private Path folder;

    private static Stream<Arguments> shouldComputeWhateverIsChosen() {
        return Trial.all().stream()
                .flatMap(trial -> trial.values().stream().map(value -> Arguments.of(trial.parameter(), value)));
    }

    @ParameterizedTest
    @MethodSource
    void shouldComputeWhateverIsChosen(String parameter, String value) {
        Map<String, String> parameters = new HashMap<>(Map.of(parameter, value));
        ThreadRanks.run(4, parameters, LIMIT, world -> Medley.play(world, 7, CALLS));
    }

    /** The smallest ring with the longest messages that fit into it: what one trial chooses is kept in the next. */
    @Test
    void shouldComputeWithWhatIsChosenTogether() {
        Map<String, String> parameters =
                Map.of("coll.sm.ring_size", "512k", "coll.sm.one_phase_max", "32k", "coll.sm.fragment_size", "32k");
        ThreadRanks.run(3, parameters, LIMIT, world -> Medley.play(world, 8, CALLS));
    }

    @Test
    void shouldPrintAFileOfParametersThatJobsTake() throws Exception {
        Path file = folder.resolve("tuned");
        try (Launched tune = Launched.main(
                folder,
                Map.of(),
                "tune",
                "coll.sm.flat_max",
                "-n",
                "4",
                "--rounds",
                "1",
                "--millis",
                "1",
                "--save",
                file.toString())) {
            assertThat(tune.await()).as(tune::toString).isZero();
            assertThat(tune.out().getFirst()).startsWith("# For 4 ranks on ");
            assertThat(tune.err()).isEmpty();
            assertThat(Files.readAllLines(file)).isEqualTo(tune.out());
        }
        Map<String, String> variables = Map.of("TUTTI_PARAMETERS", file.toString());
        try (Launched info = Launched.main(folder, variables, "info", "coll.sm.flat_max")) {
            assertThat(info.await()).as(info::toString).isZero();
        }
    }

    @Test
    void shouldRefuseWhatCannotBeTuned() throws Exception {
        refuses("there is nothing to tune: coll.verbose; there are coll.sm.ring_size", "coll.verbose");
        refuses("--millis must be a whole number from 1 to 60000: --millis 0", "--millis", "0");
        refuses("--set", "--set", "coll.sm.slots=3");
    }

    private void refuses(String reason, String... arguments) throws Exception {
        String[] command =
                Stream.concat(Stream.of("tune"), Stream.of(arguments)).toArray(String[]::new);
        try (Launched tune = Launched.main(folder, Map.of(), command)) {
            assertThat(tune.await()).isEqualTo(2);
            List<String> said = tune.err();
            assertThat(said).singleElement().asString().contains(reason);
        }
    }
}
