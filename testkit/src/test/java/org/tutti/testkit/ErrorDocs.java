package org.tutti.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tutti.ErrorCode;

/** docs/errors.md, read section by section. */
final class ErrorDocs {
    static final Path FILE = Path.of("..", "docs", "errors.md");

    private static final Pattern SECTION = Pattern.compile(
            "### (TUTTI-\\d+) `(\\w+)` \\(class (\\w+)\\)\n```\n(.*?)\n```\n(.*?)(?=\n##|\\z)", Pattern.DOTALL);

    /**
     * What is said of one code.
     *
     * @param heading the code, its name and its class
     * @param example a message
     * @param text cause and cure
     */
    record Section(List<String> heading, String example, String text) {
        /** {@return whether a message is a line of the example, but for numbers, paths and what the launcher puts before it} */
        boolean isLike(String message) {
            return example.lines().anyMatch(line -> isLike(line, message));
        }

        private static boolean isLike(String example, String message) {
            StringBuilder pattern = new StringBuilder();
            Matcher varying =
                    Pattern.compile("\\.\\.\\.|\\d+|/[\\w./-]+|\\w+\\.java").matcher(example);
            int end = 0;
            while (varying.find()) {
                pattern.append(Pattern.quote(example.substring(end, varying.start())));
                pattern.append(
                        varying.group().equals("...") ? ".*" : varying.group().matches("\\d+") ? "\\d+" : "\\S+");
                end = varying.end();
            }
            pattern.append(Pattern.quote(example.substring(end)));
            return message.lines().anyMatch(line -> line.matches(pattern.toString()));
        }
    }

    private ErrorDocs() {}

    static List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        try {
            Matcher found = SECTION.matcher(Files.readString(FILE));
            while (found.find()) {
                sections.add(new Section(
                        List.of(found.group(1), found.group(2), found.group(3)), found.group(4), found.group(5)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sections;
    }

    static Section of(ErrorCode code) {
        return sections().stream()
                .filter(section -> section.heading().getFirst().equals(code.toString()))
                .findFirst()
                .orElseThrow();
    }
}
