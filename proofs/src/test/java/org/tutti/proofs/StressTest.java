package org.tutti.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the classes {@code ...Stress}: each pair under this machine's compiler and processors, as shipped and weaker. */
class StressTest {
    private static final Pattern RESULTS =
            Pattern.compile("\\(Results: (\\d+) planned; (\\d+) passed, 0 failed, 0 soft errs, 0 hard errs\\)");
    private static final int PAIRS = 16;

    @TempDir
    private Path folder;

    /** One JVM for each shipped pair, and a moment: enough to notice a pair that is broken, not to prove that none is. */
    @Test
    void shouldKeepEachPairForAMoment() throws Exception {
        String output = run(
                300,
                "-t",
                "Stress.Shipped",
                "-sc",
                "false",
                "-f",
                "1",
                "-iters",
                "1",
                "-time",
                "200",
                "-jvmArgs",
                "-Xmx512m -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED");
        assertThat(passed(output)).as(output).isEqualTo(PAIRS);
    }

    /**
     * All compilers and combinations of compiled and interpreted sides, shipped and weaker. That the weaker sleep and the
     * weaker claim are seen to fail shows that the tests can see.
     */
    @Tag("full")
    @Test
    void shouldKeepEachPairUnderAllCompilers() throws Exception {
        String output =
                run(1800, "-t", "Stress", "-m", "quick", "-jvmArgsPrepend", "--enable-native-access=ALL-UNNAMED");
        assertThat(passed(output)).as(output).isGreaterThanOrEqualTo(2 * PAIRS);
        assertThat(output)
                .contains("[OK] org.tutti.segment.SleepStress.Weaker")
                .contains("[OK] org.tutti.segment.ClaimStress.Weaker");
    }

    /** {@return how many configurations passed} Fails unless all did. */
    private static int passed(String output) {
        Matcher results = RESULTS.matcher(output);
        int planned = -1;
        int passed = 0;
        while (results.find()) {
            planned = Integer.parseInt(results.group(1));
            passed = Integer.parseInt(results.group(2));
        }
        assertThat(output).contains("Failed tests: No matches.").contains("Error tests: No matches.");
        assertThat(passed).as(output).isEqualTo(planned);
        return passed;
    }

    private String run(int seconds, String... arguments) throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "org.openjdk.jcstress.Main",
                "-r",
                folder.resolve("report").toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(seconds, TimeUnit.SECONDS))
                    .as(Files.readString(log))
                    .isTrue();
            String output = Files.readString(log);
            assertThat(process.exitValue()).as(output).isZero();
            return output;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
