package org.tutti.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tutti.runtime.Processors;

/** Four cores with two hardware threads each, numbered as x86 does: 0 and 4, 1 and 5, 2 and 6, 3 and 7. */
class CoreBindingTest {
    @TempDir
    Path cpus;

    @BeforeEach
    void describeProcessors() throws IOException {
        for (int cpu = 0; cpu < 8; cpu++) {
            Path folder = Files.createDirectories(cpus.resolve("cpu" + cpu + "/topology"));
            Files.writeString(folder.resolve("thread_siblings_list"), cpu % 4 + "," + (cpu % 4 + 4) + "\n");
        }
    }

    private List<String> bind(int ranks, String allowed) throws LaunchException {
        return CoreBinding.of(ranks, Processors.parse(allowed), cpus).stream()
                .map(Processors::format)
                .toList();
    }

    @Test
    void shouldGiveEachRankACore() throws LaunchException {
        assertThat(bind(4, "0-7")).containsExactly("0,4", "1,5", "2,6", "3,7");
        assertThat(bind(2, "0-7")).containsExactly("0,4", "1,5");
    }

    @Test
    void shouldGiveEachRankAHardwareThreadWhereCoresAreTooFew() throws LaunchException {
        assertThat(bind(8, "0-7")).containsExactly("0", "4", "1", "5", "2", "6", "3", "7");
        assertThat(bind(5, "0-7")).containsExactly("0", "4", "1", "5", "2");
    }

    @Test
    void shouldKeepToTheProcessorsThatMayBeUsed() throws LaunchException {
        assertThat(bind(2, "1-2,5")).containsExactly("1,5", "2");
        assertThat(bind(3, "1-2,5")).containsExactly("1", "5", "2");
    }

    @Test
    void shouldTakeProcessorsForCoresWhereTheKernelDoesNotTell() throws LaunchException {
        assertThat(bind(2, "8-9")).containsExactly("8", "9");
    }

    @Test
    void shouldRefuseMoreRanksThanProcessors() {
        assertThatThrownBy(() -> bind(4, "0,4-5"))
                .isInstanceOf(LaunchException.class)
                .hasMessage("--bind-to core needs a processor for each rank: -n 4, 3 processors (0,4-5) [TUTTI-208]");
    }
}
