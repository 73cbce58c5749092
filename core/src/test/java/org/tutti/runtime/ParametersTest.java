package org.tutti.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tutti.ErrorClass;
import org.tutti.TuttiException;
import org.tutti.memory.WaitStrategy.Mode;
import org.tutti.segment.Geometry;

class ParametersTest {
    private static final long PLENTY = 1L << 34;

    private static Parameters set(Map<Parameter, String> values) {
        return Parameters.of(ParameterSource.commandLine(values));
    }

    private static Geometry geometry(int ranks, long free, Map<Parameter, String> values) {
        return set(values).geometry(ranks, free);
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
        assertThat(geometry(2, PLENTY, Map.of(Parameter.WAIT_MODE, "oversubscribed"))
                        .mode())
                .isEqualTo(Mode.OVERSUBSCRIBED);
        assertThat(geometry(500, PLENTY, Map.of(Parameter.WAIT_MODE, "dedicated"))
                        .mode())
                .isEqualTo(Mode.DEDICATED);
    }

    /** In milliseconds, rounded up. */
    @ParameterizedTest
    @CsvSource({
        "off, 0",
        "0, 0",
        "10, 10000",
        "0010, 10000",
        "1000000, 1000000000",
        "0000000001, 1000",
        "0.5, 500",
        ".25, 250",
        "1e3, 1000000",
        "0.0001, 1",
        "1.0001, 1001",
        "+2, 2000"
    })
    void shouldTakeSeconds(String text, long millis) {
        assertThat(Parameter.STALL_WARN.parse(text)).isEqualTo(millis);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FRAGMENT_SIZE | 12 | must be a power of two from 128 to 4m, or auto: coll.sm.fragment_size=12",
                "FRAGMENT_SIZE | 1000 | must be a power of two from 128 to 4m, or auto: coll.sm.fragment_size=1000",
                "FRAGMENT_SIZE | 99999999999g | must be a power of two from 128 to 4m, or auto: coll.sm.fragment_size=99999999999g",
                "ARENA_SIZE | '' | must be a number of bytes from 1m to 16384g: arena.size=",
                "JOIN_TIMEOUT | soon | must be a whole number from 1 to 1000000: join.timeout=soon",
                "JOIN_TIMEOUT | 0 | must be a whole number from 1 to 1000000: join.timeout=0",
                "STALL_WARN | '' | must be a number of seconds up to 1000000, or off: stall.warn=",
                "STALL_WARN | 1000001 | must be a number of seconds up to 1000000, or off: stall.warn=1000001",
                "STALL_WARN | 1000000.0001 | must be a number of seconds up to 1000000, or off: stall.warn=1000000.0001",
                "STALL_WARN | 1e40 | must be a number of seconds up to 1000000, or off: stall.warn=1e40",
                "STALL_WARN | -0.0001 | must be a number of seconds up to 1000000, or off: stall.warn=-0.0001",
                "STALL_WARN | 3s | must be a number of seconds up to 1000000, or off: stall.warn=3s",
                "WAIT_MODE | never | must be auto, dedicated or oversubscribed: wait.mode=never"
            })
    void shouldNameTheLegalValues(Parameter parameter, String text, String message) {
        assertThatThrownBy(() -> parameter.parse(text))
                .isInstanceOf(TuttiException.class)
                .hasMessage(message + " [TUTTI-203]");
    }

    @Test
    void shouldNameThePlaceOfABadValue() {
        assertThatThrownBy(
                        () -> Parameters.of(ParameterSource.environment(Map.of("TUTTI_COLL_SM_RING_SIZE", "7")::get)))
                .hasMessageContaining("coll.sm.ring_size=7")
                .hasMessageEndingWith("(TUTTI_COLL_SM_RING_SIZE) [TUTTI-203]");
    }

    @Test
    void shouldListTheParametersWhenOneIsUnknown() {
        assertThatThrownBy(() -> Parameter.named("sm.speed"))
                .hasMessageStartingWith("no such parameter: name=sm.speed; there are coll, coll.")
                .hasMessageContaining("wait.mode");
    }

    @ParameterizedTest
    @EnumSource
    void shouldHaveALegalInitialValueAndReadBackWhatItPrints(Parameter parameter) {
        long initial = parameter.parse(parameter.initial());
        assertThat(parameter.format(initial)).isEqualTo(parameter.initial());
        assertThat(Parameter.named(parameter.toString())).isEqualTo(parameter);
    }

    @Test
    void shouldUnderstandUnits() {
        assertThat(Parameter.RING_SIZE.parse("64k")).isEqualTo(64 << 10);
        assertThat(Parameter.RING_SIZE.parse("2M")).isEqualTo(2 << 20);
        assertThat(Parameter.RING_SIZE.format(65536)).isEqualTo("64k");
    }

    @Test
    void shouldTakeTheFirstSourceThatHasAValue(@TempDir Path folder) throws IOException {
        Path file =
                Files.writeString(folder.resolve("p"), "join.timeout = 4\narena.size = 4g\ncoll.sm.ring_size = 4m\n");
        ParameterSource fromFile = ParameterSource.file(Map.of("TUTTI_PARAMETERS", file.toString())::get);
        ParameterSource variables =
                ParameterSource.environment(Map.of("TUTTI_JOIN_TIMEOUT", "2", "TUTTI_ARENA_SIZE", "2g")::get);
        Parameters parameters =
                Parameters.of(ParameterSource.commandLine(Map.of(Parameter.JOIN_TIMEOUT, "1")), variables, fromFile);
        assertThat(parameters.get(Parameter.JOIN_TIMEOUT)).isEqualTo(1);
        assertThat(parameters.place(Parameter.JOIN_TIMEOUT)).isEqualTo("--set");
        assertThat(parameters.get(Parameter.ARENA_SIZE)).isEqualTo(2L << 30);
        assertThat(parameters.place(Parameter.ARENA_SIZE)).isEqualTo("TUTTI_ARENA_SIZE");
        assertThat(parameters.get(Parameter.RING_SIZE)).isEqualTo(4L << 20);
        assertThat(parameters.place(Parameter.RING_SIZE)).isEqualTo(file.toString());
        assertThat(parameters.place(Parameter.WAIT_MODE)).isNull();
    }

    @Test
    void shouldFindTheUsersFileAndRefuseWhatIsWrongInIt(@TempDir Path folder) throws IOException {
        Map<String, String> variables = Map.of("XDG_CONFIG_HOME", folder.toString());
        assertThatCode(() -> ParameterSource.file(variables::get)).doesNotThrowAnyException();
        Files.createDirectory(folder.resolve("tutti"));
        Path file = Files.writeString(folder.resolve("tutti", "parameters"), "speed = 1\n");
        assertThatThrownBy(() -> ParameterSource.file(variables::get))
                .hasMessageContaining("name=speed")
                .hasMessageEndingWith("in " + file + " [TUTTI-202]");
        assertThatThrownBy(() -> ParameterSource.file(Map.of("TUTTI_PARAMETERS", folder + "/none")::get))
                .hasMessageContaining("cannot read the file of parameters: " + folder + "/none");
    }

    @Test
    void shouldRefuseAFragmentThatIsTooLargeForTheRing() {
        Map<Parameter, String> values = Map.of(Parameter.RING_SIZE, "65536", Parameter.FRAGMENT_SIZE, "8192");
        assertThatThrownBy(() -> geometry(2, PLENTY, values))
                .hasMessage(
                        "must fit 16 times into the ring: coll.sm.fragment_size=8k, coll.sm.ring_size=64k [TUTTI-203]");
    }

    @Test
    void shouldRefuseARankThatWasToldSomethingElse() {
        Geometry geometry = geometry(2, PLENTY, Map.of(Parameter.RING_SIZE, "1m"));
        assertThatCode(() -> set(Map.of(
                                Parameter.RING_SIZE, "1m", Parameter.JOIN_TIMEOUT, "5", Parameter.WAIT_MODE, "auto"))
                        .requireAgreed(geometry, 1))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> set(Map.of(Parameter.RING_SIZE, "64k")).requireAgreed(geometry, 1))
                .isInstanceOfSatisfying(
                        TuttiException.class, e -> assertThat(e.errorClass()).isEqualTo(ErrorClass.JOIN))
                .hasMessageStartingWith(
                        "the ranks disagree about a parameter: coll.sm.ring_size=64k at rank 1 (--set), 1m"
                                + " in the job");
    }

    @Test
    void shouldWantAllThreeVariablesOfARank() {
        assertThat(Settings.of(name -> null)).isNull();
        assertThatThrownBy(() -> Settings.of(Map.of("TUTTI_RANK", "1")::get))
                .hasMessage(
                        "a rank needs all three of them: TUTTI_JOB=null, TUTTI_RANK=1, TUTTI_SIZE=null [TUTTI-301]");
        assertThatThrownBy(() -> Settings.of(Map.of("TUTTI_JOB", "j", "TUTTI_RANK", "4", "TUTTI_SIZE", "4")::get))
                .hasMessage("must be a whole number from 0 to 3: TUTTI_RANK=4 [TUTTI-203]");
    }
}
