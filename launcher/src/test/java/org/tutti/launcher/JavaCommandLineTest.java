package org.tutti.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JavaCommandLineTest {
    @Test
    void shouldTakeApartWhatRunsAClass() {
        assertThat(parse("-Xmx1g -cp a:b --add-modules m -Dx=-cp p.Main -cp c"))
                .isEqualTo(new JavaCommandLine(
                        List.of("-Xmx1g", "--add-modules", "m", "-Dx=-cp"),
                        "a:b",
                        false,
                        "p.Main",
                        List.of("-cp", "c")));
    }

    /** The word after -jar is the jar, but for options between. */
    @Test
    void shouldTakeApartWhatRunsAJar() {
        assertThat(parse("-jar -ea x.jar y"))
                .isEqualTo(new JavaCommandLine(List.of("-ea"), null, true, "x.jar", List.of("y")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-cp", "-classpath", "--class-path"})
    void shouldKnowTheNamesOfTheClassPath(String name) {
        assertThat(parse(name + " a -cp b Main")).extracting("classPath").isEqualTo("b");
        assertThat(parse("--class-path=c Main")).extracting("classPath").isEqualTo("c");
    }

    @ParameterizedTest
    @CsvSource({
        "X.java, true",
        "--source 25 x, true",
        "-jar X.java, false",
        "X, false",
    })
    void shouldKnowASourceFile(String words, boolean expected) {
        assertThat(parse(words)).extracting(JavaCommandLine::isSource).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-version",
                "-cp",
                "-cp a",
                "-cp a -m m/Main",
                "--module=m/Main",
                "@file Main",
                "-cp a @file",
                "--list-modules",
                "--add-exports"
            })
    void shouldLeaveTheRestToJava(String words) {
        assertThat(parse(words)).isNull();
    }

    private static @Nullable JavaCommandLine parse(String words) {
        return JavaCommandLine.parse(List.of(words.split(" ")));
    }
}
