package org.tutti.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompileCacheTest {
    @TempDir
    private Path folder;

    private Path cacheFolder;
    private Scratch scratch;
    private final StringBuilder messages = new StringBuilder();

    @BeforeEach
    void makeCache() {
        cacheFolder = folder.resolve("cache");
        scratch = new Scratch();
    }

    @Test
    void shouldCompileOnce() throws Exception {
        Path source = write("Hello.java", "void main() { IO.println(\"hello\"); }");
        CompileCache.Entry first = get(source);
        CompileCache.Entry second = get(source);
        assertThat(first.fresh()).isTrue();
        assertThat(second.fresh()).isFalse();
        assertThat(second.classes()).isEqualTo(first.classes()).startsWith(cacheFolder);
        assertThat(second.classes().resolve("Hello.class")).exists();
        assertThat(cacheFolder).isDirectoryNotContaining("glob:**.unfinished");
    }

    @Test
    void shouldNameACompactSourceFilesClassByTheFile() throws Exception {
        assertThat(get(write("Pi.java", "import org.tutti.*;\nvoid main(String[] args) { Tutti.init(args).close(); }"))
                        .mainClass())
                .isEqualTo("Pi");
    }

    @Test
    void shouldFindTheMainClassInAPackage() throws Exception {
        CompileCache.Entry entry =
                get(write("Deep.java", "package a.b; public class Deep { public static void main(String[] a) {} }"));
        assertThat(entry.mainClass()).isEqualTo("a.b.Deep");
        assertThat(entry.classes().resolve("a/b/Deep.class")).exists();
    }

    @Test
    void shouldTakeTheFirstTopLevelClassWithAMainMethod() throws Exception {
        CompileCache.Entry entry = get(write("Several.java", """
                record Point(int x) {}
                class Holder { static class Nested { public static void main(String[] a) {} } void main(int x) {} }
                class Second { void main() {} }
                class Third { public static void main(String[] a) {} }
                """));
        assertThat(entry.mainClass()).isEqualTo("Second");
    }

    @Test
    void shouldFindAnInheritedMainMethod() throws Exception {
        CompileCache.Entry entry = get(write("Child.java", """
                class Child extends Parent {}
                class Parent { public static void main(String... arguments) {} }
                """));
        assertThat(entry.mainClass()).isEqualTo("Child");
    }

    @Test
    void shouldSayWhenNothingCanBeStarted() throws IOException {
        Path source = write("Lib.java", "class Lib { void run() {} }");
        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> get(source))
                .withMessage("no top-level class in " + source + " has a main method [TUTTI-205]");
    }

    @Test
    void shouldShowWhatJavacSaysAndKeepNothing() throws IOException {
        Path source = write("Bad.java", "void main() {\n    int x = \"text\";\n}\n");
        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> get(source))
                .withMessage(source + " does not compile [TUTTI-206]")
                .satisfies(e -> assertThat(e.exitCode()).isEqualTo(1));
        assertThat(messages)
                .contains(source + ":2: error: incompatible types: String cannot be converted to int")
                .contains("1 error");
        assertThat(entries()).allMatch(path -> path.toString().endsWith(".unfinished"));
    }

    @Test
    void shouldCompileAgainWhenTheTextHasChanged() throws Exception {
        Path source = write("Hello.java", "void main() {}");
        CompileCache.Entry first = get(source);
        write("Hello.java", "void main() { }");
        assertThat(get(source).classes()).isNotEqualTo(first.classes());
    }

    @Test
    void shouldCompileAgainWhenAnEntryIsDamaged() throws Exception {
        Path source = write("Hello.java", "void main() {}");
        CompileCache.Entry first = get(source);
        Files.delete(first.classes().resolve("Hello.class"));
        CompileCache.Entry second = get(source);
        assertThat(second.fresh()).isTrue();
        assertThat(second.classes().resolve("Hello.class")).exists();
    }

    @Test
    void shouldDependOnAllThatTheClassesDependOn() throws IOException {
        Path jar = write("core.jar", "1");
        String key = key("A.java", "text", "-g", jar);
        assertThat(key).hasSize(32);
        assertThat(key("A.java", "text", "-g", jar)).isEqualTo(key);
        assertThat(key("B.java", "text", "-g", jar)).isNotEqualTo(key);
        assertThat(key("A.java", "texts", "-g", jar)).isNotEqualTo(key);
        assertThat(key("A.java", "text", "-g:none", jar)).isNotEqualTo(key);
        Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH));
        assertThat(key("A.java", "text", "-g", jar)).isNotEqualTo(key);
    }

    @Test
    void shouldKeepNothingThatDependsOnAFolder() throws Exception {
        Path source = write("Hello.java", "void main() {}");
        CompileCache.Entry entry = cache(cacheFolder).get(source, Installation.api(), List.of(folder), List.of());
        assertThat(entry.fresh()).isTrue();
        assertThat(cacheFolder).doesNotExist();
        Scratch.delete(entry.folder());
    }

    @Test
    void shouldDoWithoutACacheThatCannotBeWritten() throws Exception {
        Path source = write("Hello.java", "void main() {}");
        Path file = write("file", "");
        CompileCache.Entry entry = cache(file.resolve("cache")).get(source, Installation.api(), List.of(), List.of());
        assertThat(entry.classes().resolve("Hello.class")).exists();
        Scratch.delete(entry.folder());
    }

    @Test
    void shouldDeleteWhatKilledCommandsHaveLeft() throws Exception {
        Path abandoned = Files.createDirectories(cacheFolder.resolve("key.1.unfinished/classes"))
                .getParent();
        Path recent = Files.createDirectories(cacheFolder.resolve("key.2.unfinished"));
        Files.setLastModifiedTime(abandoned, FileTime.from(Instant.now().minusSeconds(7200)));
        get(write("Hello.java", "void main() {}"));
        assertThat(abandoned).doesNotExist();
        assertThat(recent).exists();
    }

    @Test
    void shouldGiveTheCompilerWhatItNeedsOfTheRanksArguments() throws Exception {
        assertThat(CompilerOptions.of(
                        List.of(Path.of("a"), Path.of("b")),
                        List.of("-Xmx1g", "--add-modules=jdk.incubator.vector", "--add-exports", "m/p=ALL-UNNAMED")))
                .containsSubsequence("-cp", "a:b", "--add-modules", "jdk.incubator.vector")
                .containsSubsequence("--add-exports", "m/p=ALL-UNNAMED")
                .doesNotContain("-Xmx1g");
        assertThat(CompilerOptions.of(List.of(), List.of("--enable-preview"))).contains("--enable-preview", "--source");
    }

    @Test
    void shouldLieWhereCachesLie() {
        assertThat(CompileCache.folderOfUser(name -> "/var/cache/me")).isEqualTo(Path.of("/var/cache/me/tutti"));
        Path usual = Path.of(System.getProperty("user.home"), ".cache", "tutti");
        assertThat(CompileCache.folderOfUser(name -> null)).isEqualTo(usual);
        assertThat(CompileCache.folderOfUser(name -> "relative")).isEqualTo(usual);
    }

    private static String key(String name, String text, String option, Path jar) throws IOException {
        return CompileCache.key(name, text.getBytes(UTF_8), List.of(option), List.of(jar));
    }

    private CompileCache cache(Path where) {
        return new CompileCache(where, scratch, messages);
    }

    private CompileCache.Entry get(Path source) throws LaunchException {
        return cache(cacheFolder).get(source, Installation.api(), List.of(), List.of());
    }

    private List<Path> entries() throws IOException {
        try (Stream<Path> entries = Files.list(cacheFolder)) {
            return entries.toList();
        }
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
