package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of coll/sm's faults is whole, and the tests that it names exist. */
class FaultTableTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)\\.(\\w+)`");

    @Test
    void shouldNameATestForEveryFault() throws IOException {
        List<String> letters = new ArrayList<>();
        List<String> absent = new ArrayList<>();
        for (String line : Files.readAllLines(ROOT.resolve("docs/coll-sm-faults.md"))) {
            if (!line.matches("\\| [a-z] \\|.*")) {
                continue;
            }
            letters.add(line.substring(2, 3));
            Matcher test = TEST.matcher(line);
            int tests = 0;
            for (; test.find(); tests++) {
                if (!hasTest(test.group(1), test.group(2))) {
                    absent.add(test.group());
                }
            }
            assertThat(tests).as("tests of fault %s", letters.getLast()).isPositive();
        }
        assertThat(letters)
                .containsExactlyElementsOf(IntStream.rangeClosed('a', 's')
                        .mapToObj(letter -> Character.toString(letter))
                        .toList());
        assertThat(absent).as("tests that are named and do not exist").isEmpty();
    }

    private static boolean hasTest(String type, String method) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.endsWith(type + ".java")).anyMatch(file -> declares(file, method));
        }
    }

    private static boolean declares(Path file, String method) {
        try {
            return Files.readString(file).contains(" void " + method + "(");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
