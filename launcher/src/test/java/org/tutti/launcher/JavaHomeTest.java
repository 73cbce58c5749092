package org.tutti.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JavaHomeTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"java, true", "/usr/bin/java, true", "jdk/bin/java, true", "javac, false", "my-java, false"})
    void shouldKnowJava(String word, boolean expected) {
        assertThat(JavaHome.isJava(word)).isEqualTo(expected);
    }

    @Test
    void shouldRunTheLaunchersOwnWhereNoneIsNamed() throws Exception {
        assertThat(JavaHome.find("java", folder)).isEqualTo(Installation.java());
    }

    @ParameterizedTest
    @ValueSource(strings = {"JAVA_VERSION=\"17.0.9\"", "OTHER=1\nJAVA_VERSION=\"1.8.0_402\""})
    void shouldRefuseAJavaThatIsTooOld(String release) throws IOException {
        home(release);
        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> JavaHome.find("jdk/bin/java", folder))
                .withMessageContaining("this java is too old: jdk/bin/java is 1")
                .withMessageContaining("needs 25")
                .withMessageContaining(Installation.java().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"JAVA_VERSION=\"25.0.1\"", "JAVA_VERSION=\"26-ea\"", "JAVA_VERSION=\"?\"", ""})
    void shouldTakeTheJavaThatIsNamed(String release) throws Exception {
        Path java = home(release);
        assertThat(JavaHome.find("jdk/bin/java", folder)).isEqualTo(java);
    }

    /** As the links of /usr/bin are. */
    @Test
    void shouldLookThroughLinks() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("java"), home("JAVA_VERSION=\"21\""));
        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> JavaHome.find(link.toString(), folder))
                .withMessageContaining("is 21");
    }

    @Test
    void shouldMissAJavaThatIsNotThere() {
        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> JavaHome.find("jdk/bin/java", folder))
                .withMessageContaining("there is no such java: jdk/bin/java");
    }

    private Path home(String release) throws IOException {
        Path home = folder.resolve("jdk");
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.createFile(java, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        if (!release.isEmpty()) {
            Files.writeString(home.resolve("release"), release + "\n");
        }
        return java;
    }
}
