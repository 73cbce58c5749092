package org.tutti.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code ./tutti} does to picocli's jar when it builds, so that an AOT cache takes its classes. */
class ArchivableClassesTest {
    private static final int JAVA_6 = 50;
    private static final long LIMIT_SECONDS = 60;

    @TempDir
    private Path folder;

    private static int java(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
                    .as("it ends")
                    .isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    private static List<String> names(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream().map(JarEntry::getName).toList();
        }
    }

    private static int version(JarFile jar, JarEntry entry) throws IOException {
        try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
            in.readInt();
            return in.readInt() & 0xFFFF;
        }
    }

    /** The JVM verifies every class that it loads here, by its stack maps where the version demands them. */
    @Test
    void shouldGiveOldClassesStackMaps() throws Exception {
        Path original = Path.of(CommandLine.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path copy = folder.resolve("copy.jar");
        assertThat(java("src/build/ArchivableClasses.java", original.toString(), copy.toString()))
                .isZero();
        assertThat(names(copy)).isEqualTo(names(original));
        try (JarFile jar = new JarFile(copy.toFile())) {
            for (JarEntry entry : jar.stream().toList()) {
                if (entry.getName().endsWith(".class")) {
                    assertThat(version(jar, entry)).as(entry.getName()).isGreaterThanOrEqualTo(JAVA_6);
                }
            }
        }
        String everything = System.getProperty("java.class.path").replace(original.toString(), copy.toString());
        assertThat(java("-cp", everything, "org.tutti.launcher.Main", "run", "--help"))
                .isZero();
        assertThat(java("-cp", everything, "org.tutti.launcher.Main", "--help")).isZero();
        assertThat(java("-cp", everything, "org.tutti.launcher.Main", "run", "-n", "none", "X.java"))
                .isEqualTo(LaunchException.USAGE);
    }
}
