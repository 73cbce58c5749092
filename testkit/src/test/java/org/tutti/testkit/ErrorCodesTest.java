package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tutti.ErrorCode;

/** The codes of errors, docs/errors.md and the code that throws agree. */
class ErrorCodesTest {
    private static final List<String> MODULES = List.of("core", "posix", "launcher");

    @Test
    void shouldExplainEveryCodeInTheirOrder() throws IOException {
        assertThat(ErrorDocs.sections())
                .extracting(ErrorDocs.Section::heading)
                .containsExactlyElementsOf(Arrays.stream(ErrorCode.values())
                        .map(code -> List.of(
                                code.toString(), code.name(), code.errorClass().name()))
                        .toList());
        assertThat(Files.readString(ErrorDocs.FILE).lines().filter(line -> line.startsWith("### ")))
                .hasSameSizeAs(ErrorCode.values());
        for (ErrorDocs.Section section : ErrorDocs.sections()) {
            assertThat(section.example()).endsWith(" [" + section.heading().getFirst() + "]");
            assertThat(section.text()).contains("**Cause.** ", "**Cure.** ");
        }
    }

    @Test
    void shouldHaveDifferentNumbersThatCountUp() {
        assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::number))
                .isSorted()
                .doesNotHaveDuplicates();
        for (ErrorCode code : ErrorCode.values()) {
            assertThat(ErrorCode.of(code.number())).isEqualTo(code);
        }
        assertThat(ErrorCode.of(7)).isEqualTo(ErrorCode.DEFECT);
    }

    /** A code that nothing throws any more stays in the documentation, but then it must say so. */
    @Test
    void shouldUseEveryCode() throws IOException {
        String sources = sources();
        assertThat(ErrorCode.values())
                .allSatisfy(code -> assertThat(sources).containsPattern("ErrorCode\\." + code.name() + "\\b"));
    }

    private static String sources() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String module : MODULES) {
            try (Stream<Path> walk = Files.walk(Path.of("..", module, "src", "main", "java"))) {
                walk.filter(path -> path.toString().endsWith(".java")).forEach(files::add);
            }
        }
        StringBuilder text = new StringBuilder();
        for (Path file : files) {
            text.append(Files.readString(file));
        }
        return text.toString();
    }
}
