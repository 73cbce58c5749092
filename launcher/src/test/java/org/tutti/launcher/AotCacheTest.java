package org.tutti.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotCacheTest {
    @TempDir
    private Path folder;

    private Path jar;

    @BeforeEach
    void makeJar() throws IOException {
        jar = Files.writeString(folder.resolve("core.jar"), "1");
    }

    @Test
    void shouldGiveJavaNothingWhileItIsNotThere() {
        AotCache cache = Objects.requireNonNull(cache());
        assertThat(cache.exists()).isFalse();
        assertThat(cache.arguments()).isEmpty();
    }

    @Test
    void shouldTellJavaToUseItQuietly() throws IOException {
        Path file = make(Objects.requireNonNull(cache()));
        assertThat(Objects.requireNonNull(cache()).arguments())
                .containsExactly("-Xlog:aot*=off,cds*=off", "-XX:AOTCache=" + file, "-XX:+VerifySharedSpaces");
    }

    @Test
    void shouldNotServeOtherJarsOrArguments() throws IOException {
        make(Objects.requireNonNull(cache()));
        assertThat(Objects.requireNonNull(cache("-XX:+UseZGC")).exists()).isFalse();
        assertThat(Objects.requireNonNull(cache("-Dx=y")).exists()).isTrue();
        Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH));
        assertThat(Objects.requireNonNull(cache()).exists()).isFalse();
    }

    @Test
    void shouldNotBeWhereItCannot() {
        List<Path> jars = List.of(jar);
        assertThat(AotCache.of(folder, jars, List.of(), name -> name.equals("TUTTI_AOT") ? "off" : null))
                .as("switched off")
                .isNull();
        assertThat(AotCache.of(Path.of("?/.cache"), jars, List.of(), name -> null))
                .as("no home")
                .isNull();
        assertThat(AotCache.of(folder, List.of(jar, folder), List.of(), name -> null))
                .as("classes in a folder")
                .isNull();
        assertThat(cache("-javaagent:x.jar")).as("arguments that forbid it").isNull();
    }

    @Test
    void shouldKeepQuietWhereTheFolderCannotBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        AotCache cache = Objects.requireNonNull(AotCache.of(file, List.of(jar), List.of(), name -> null));
        cache.prepare();
        assertThat(cache.exists()).isFalse();
    }

    @Test
    void shouldKeepTheCachesUsedLast() throws IOException {
        for (int i = 0; i < 12; i++) {
            Path file = Files.writeString(folder.resolve(i + ".aot"), "");
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(100L * i)));
        }
        Path abandoned = Files.writeString(folder.resolve("a.aot.unfinished.config"), "");
        Files.setLastModifiedTime(abandoned, FileTime.from(Instant.now().minusSeconds(7200)));
        Path recent = Files.writeString(folder.resolve("b.aot.unfinished"), "");
        AotCache.sweep(folder);
        assertThat(recent).exists();
        assertThat(abandoned).doesNotExist();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())).filter(name -> name.endsWith(".aot")))
                    .containsExactlyInAnyOrder("0.aot", "1.aot", "2.aot", "3.aot", "4.aot", "5.aot", "6.aot");
        }
    }

    @Test
    void shouldAppearFinished() throws IOException {
        Path unfinished = Files.writeString(folder.resolve("x.aot.unfinished"), "all");
        AotCache.publish(unfinished, folder.resolve("x.aot"));
        assertThat(folder.resolve("x.aot")).hasContent("all");
        assertThat(unfinished).doesNotExist();
    }

    private @Nullable AotCache cache(String... arguments) {
        return AotCache.of(folder.resolve("caches"), List.of(jar), List.of(arguments), name -> null);
    }

    private static Path make(AotCache cache) throws IOException {
        Files.createDirectories(cache.file().getParent());
        return Files.writeString(cache.file(), "");
    }
}
