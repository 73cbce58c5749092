package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tutti.testkit.ShortageTrial.End;
import org.tutti.testkit.ShortageTrial.ShortOf;

/**
 * Memory runs out in any call. For each operation in each form, each path of messages and each way to another communicator, what there
 * is grows in steps from nothing: at each step all ranks work, or all are told the same, with numbers. And a {@link Campaign} of
 * processes of which one has little heap or few descriptors, or whose arena is small. They print how the jobs ended.
 */
@Timeout(value = 5, unit = TimeUnit.HOURS)
class ShortageCampaignTest {
    private static final String MOST_PROCESSES = "120";
    private static final String ANOTHER_USER = "54321";

    @ParameterizedTest
    @EnumSource(names = {"ARENA", "SHARE_OF_ONE"})
    void shouldWorkOrTellAllWhileTheArenaGrows(ShortOf shortOf) throws IOException {
        Map<End, Integer> ends = ShortageGrowth.run(shortOf);
        System.out.println(shortOf + ": " + ends);
        assertThat(ends).containsKeys(End.TOLD, End.WORKED);
        assertThat(ends.containsKey(End.NOT_STARTED)).isEqualTo(shortOf == ShortOf.ARENA);
    }

    /** The file system has room when the job starts, and less than it wants in the end. */
    @Test
    void shouldWorkOrTellAllWhileTheFileSystemGrows() throws Exception {
        assertThat(growth(ShortOf.FILE_SYSTEM, List.of()))
                .contains("fine: ")
                .contains("TOLD=")
                .contains("WORKED=");
    }

    /** The system limits the processes of a user, and of one that is not root. */
    @Test
    void shouldWorkOrTellAllWhileThreadsGetMore() throws Exception {
        String caps = "+dac_read_search"; // whoever owns the class path
        List<String> limits = List.of("setpriv", "--reuid", ANOTHER_USER, "--clear-groups", "--inh-caps", caps);
        List<String> command = new ArrayList<>(limits);
        command.addAll(List.of("--ambient-caps", caps, "prlimit", "--nproc=" + MOST_PROCESSES));
        assertThat(growth(ShortOf.THREADS, command))
                .contains("fine: ")
                .contains("NOT_STARTED=")
                .contains("WORKED=");
    }

    /** {@return what a process printed that grows something, in a file system of its own} */
    private static String growth(ShortOf shortOf, List<String> limits) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(limits);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of("-Xmx256m", "-XX:-UsePerfData", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
        command.add("-XX:-UseDynamicNumberOfCompilerThreads"); // they would take what is left
        command.add("-Dtutti.campaign.steps=" + System.getProperty("tutti.campaign.steps", ""));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ShortageGrowth.class.getName()));
        command.add(shortOf.name());
        Process process = new ProcessBuilder(Shortage.SIXTY_FOUR_MIB.command(command))
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        output.lines()
                .filter(line -> line.startsWith("fine"))
                .forEach(line -> System.out.println(shortOf + ": " + line));
        return output;
    }

    @Test
    void shouldWorkOrTellAllWhereAProcessHasLittle() {
        Map<String, Integer> ends = new TreeMap<>();
        try (RankProcesses processes = new RankProcesses("-Xmx24m", "-XX:-ExitOnOutOfMemoryError")) {
            Campaign.run(16, ProcessShortageTrial::of, trial -> ends.merge(trial.run(processes), 1, Integer::sum));
        }
        ends.forEach((end, times) -> System.out.printf("%6d jobs, %s%n", times, end));
    }
}
