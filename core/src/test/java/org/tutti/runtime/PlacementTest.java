package org.tutti.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacementTest {
    @TempDir
    Path root;

    private Processors processors(String allowed) throws IOException {
        Path status = root.resolve("proc/self/status");
        Files.createDirectories(status.getParent());
        Files.writeString(status, "Cpus_allowed_list:\t" + allowed + "\n");
        return Processors.of(root);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0-1  | 4 | 0 | 0",
                "0-1  | 4 | 1 | 1",
                "0-1  | 4 | 3 | 1",
                "3,7  | 6 | 4 | 3",
                "3,7  | 6 | 5 | 7",
                "0-3  | 8 | 6 | 2"
            })
    void shouldDealRanksToTheProcessorsByTurns(String allowed, int ranks, int rank, int place) throws IOException {
        assertThat(Placement.place(rank, ranks, processors(allowed)).stream()).containsExactly(place);
    }

    /** Some processors would have more ranks than others, or there is a processor for each rank, or one for all. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0-1 | 3", "0-3 | 6", "0-1 | 2", "0-3 | 2", "5 | 8"})
    void shouldKeepToNoneWhereRanksDoNotFillThemEvenly(String allowed, int ranks) throws IOException {
        assertThat(Placement.place(1, ranks, processors(allowed)).isEmpty()).isTrue();
    }

    /** Jobs in other groups with the same quota would all choose the first ones. */
    @Test
    void shouldKeepToNoneWhereAQuotaSaysHowMuchMayBeUsed() throws IOException {
        Files.createDirectories(root.resolve("proc/self"));
        Files.writeString(root.resolve("proc/self/cgroup"), "0::/\n");
        Files.createDirectories(root.resolve("sys/fs/cgroup"));
        Files.writeString(root.resolve("sys/fs/cgroup/cpu.max"), "200000 100000\n");
        assertThat(Placement.place(1, 4, processors("0-63")).isEmpty()).isTrue();
    }
}
