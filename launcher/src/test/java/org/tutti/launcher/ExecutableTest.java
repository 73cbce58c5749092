package org.tutti.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutableTest {
    @TempDir
    private Path folder;

    @Test
    void shouldFindProgramsOnThePathAndInFolders() throws IOException {
        Files.createFile(
                Files.createDirectory(folder.resolve("bin")).resolve("go"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.createFile(folder.resolve("bin/data"));
        Map<String, String> path = Map.of("PATH", "/no/such" + File.pathSeparator + "bin");
        assertThat(Executable.exists("go", folder, path::get)).isTrue();
        assertThat(Executable.exists("bin/go", folder, name -> null)).isTrue();
        assertThat(Executable.exists("go", folder, name -> null)).isFalse();
        assertThat(Executable.exists("./go", folder, path::get)).isFalse();
        assertThat(Executable.exists("data", folder, path::get)).isFalse();
        assertThat(Executable.exists("bin", folder, path::get)).isFalse();
        assertThat(Executable.exists("", folder, path::get)).isFalse();
    }

    /** In front of what is there; where nothing is, java still finds what it usually finds. */
    @Test
    void shouldLetJavaFindTutti() {
        String jars = ClassPath.join(Installation.runtime()) + File.pathSeparator + Installation.mpi();
        String bin = Installation.java().getParent().toString();
        assertThat(Executable.of(List.of("go"), Map.of("PATH", "/bin", "CLASSPATH", "a:b")::get)
                        .variables())
                .containsEntry("PATH", bin + ":/bin")
                .containsEntry("CLASSPATH", jars + ":a:b");
        assertThat(Executable.of(List.of("go"), name -> null).variables())
                .containsEntry("PATH", bin)
                .containsEntry("CLASSPATH", jars + ":.");
    }
}
