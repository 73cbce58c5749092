package org.tutti.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathTest {
    @TempDir
    private Path folder;

    /** The ranks may run in another folder. */
    @Test
    void shouldBeAbsolute() throws Exception {
        assertThat(ClassPath.parse("classes" + File.pathSeparator + "a.jar", Path.of("")))
                .containsExactly(
                        Path.of("classes").toAbsolutePath(), Path.of("a.jar").toAbsolutePath());
    }

    @Test
    void shouldExpandAllJarsOfAFolder() throws Exception {
        Path b = Files.createFile(folder.resolve("b.jar"));
        Path a = Files.createFile(folder.resolve("a.JAR"));
        Files.createFile(folder.resolve("c.txt"));
        assertThat(ClassPath.parse("*", folder)).containsExactly(a, b);
    }

    @Test
    void shouldSayThatAFolderOfJarsIsMissing() {
        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> ClassPath.parse("/no/such/*", folder))
                .withMessageContaining("/no/such");
    }

    @Test
    void shouldDoWithoutAFolderOfJarsWhereJavaDoes() throws Exception {
        assertThat(ClassPath.parseAsJava("/no/such/*" + File.pathSeparator + "classes", folder))
                .containsExactly(folder.resolve("classes"));
    }

    @Test
    void shouldFindClasses() throws Exception {
        Files.createFile(Files.createDirectories(folder.resolve("a/b")).resolve("C.class"));
        assertThat(ClassPath.contains(List.of(folder), "a.b.C")).isTrue();
        assertThat(ClassPath.contains(List.of(folder), "a.b.D")).isFalse();
        assertThat(ClassPath.contains(List.of(folder), "java.lang.String")).isFalse();
    }
}
