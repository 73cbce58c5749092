package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tutti.testkit.mpjexpress.Observations;

/**
 * What the programs of package mpjexpress see on Tutti is what they have seen on MPJ Express (ranks-N.txt), but for the differences that are
 * listed with their reasons (differences.txt). testkit/mpj-express.sh asks MPJ Express again.
 */
@Timeout(240)
class MpjExpressTest {
    private static final String SEPARATOR = " = ";

    @TempDir
    private Path folder;

    private static List<String> lines(String name) throws Exception {
        try (InputStream in = Objects.requireNonNull(MpjExpressTest.class.getResourceAsStream("mpjexpress/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static Map<String, String> values(List<String> lines) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : lines) {
            int end = line.indexOf(SEPARATOR);
            assertThat(end).as(line).isPositive();
            values.put(line.substring(0, end), line.substring(end + SEPARATOR.length()));
        }
        return values;
    }

    /** {@return what differs among so many ranks} A line without indentation is a name, one with it what Tutti has among so many ranks. */
    private static Map<String, String> differences(int ranks) throws Exception {
        Map<String, String> differences = new LinkedHashMap<>();
        String name = "";
        for (String line : lines("differences.txt")) {
            if (!line.startsWith(" ")) {
                name = line;
            } else if (line.strip().startsWith(ranks + SEPARATOR)) {
                differences.put(name, line.strip().substring((ranks + SEPARATOR).length()));
            }
        }
        return differences;
    }

    private Map<String, String> observations(int ranks) throws Exception {
        Path classes = Path.of(Observations.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Launched launched = Launched.main(
                folder,
                Map.of(),
                "run",
                "-n",
                Integer.toString(ranks),
                "-cp",
                classes.toString(),
                Observations.class.getName())) {
            assertThat(launched.await(200)).as(launched::toString).isZero();
            assertThat(launched.err()).isEmpty();
            return values(launched.out());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void shouldDoWhatMpjExpressDoes(int ranks) throws Exception {
        Map<String, String> expected = values(lines("ranks-" + ranks + ".txt"));
        Map<String, String> differences = differences(ranks);
        assertThat(differences).isNotEmpty();
        differences.forEach((name, value) -> {
            assertThat(expected.get(name))
                    .as("%s differs no more", name)
                    .isNotNull()
                    .isNotEqualTo(value);
            expected.put(name, value);
        });
        assertThat(observations(ranks)).containsExactlyEntriesOf(expected);
    }
}
