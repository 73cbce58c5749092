package org.tutti.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the kernel's files say, which lie here below a folder of the test's own. */
class ProcessorsTest {
    @TempDir
    Path root;

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text + "\n");
    }

    private void affinity(String list) throws IOException {
        write("proc/self/status", "Name:\tjava\nCpus_allowed:\tff\nCpus_allowed_list:\t" + list + "\nMems_allowed:\t1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0|1", "0-3|4", "0-3,8|5", "1,3,5-6|4", "0-127|128"})
    void shouldCountTheProcessorsOfTheAffinityMask(String list, int count) throws IOException {
        affinity(list);
        assertThat(Processors.of(root).count()).isEqualTo(count);
        assertThat(Processors.of(root)).hasToString("processors " + list);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0-3", "0-3,8", "1,3,5-6", "0-127"})
    void shouldReadAndWriteListsAsTheKernelDoes(String list) {
        assertThat(Processors.format(Processors.parse(list))).isEqualTo(list);
    }

    /** The quota may be a group's above this process's, and a part of a processor counts as one. */
    @ParameterizedTest
    @CsvSource({
        "200000 100000, max 100000, max 100000, 2",
        "max 100000, 150000 100000, max 100000, 2",
        "max 100000, max 100000, 50000 100000, 1",
        "400000 100000, 300000 100000, max 100000, 3",
        "max 100000, max 100000, max 100000, 8",
        "1600000 100000, max 100000, max 100000, 8"
    })
    void shouldObeyTheQuotasOfAllGroupsAbove(String own, String parent, String top, int count) throws IOException {
        affinity("0-7");
        write("proc/self/cgroup", "0::/jobs/mine");
        write("sys/fs/cgroup/jobs/mine/cpu.max", own);
        write("sys/fs/cgroup/jobs/cpu.max", parent);
        write("sys/fs/cgroup/cpu.max", top);
        assertThat(Processors.of(root).count()).isEqualTo(count);
    }

    @ParameterizedTest
    @CsvSource({"150000, 100000, 2", "-1, 100000, 8", "25000, 50000, 1"})
    void shouldObeyTheQuotaOfAFirstVersionGroup(String quota, String period, int count) throws IOException {
        affinity("0-7");
        write("proc/self/cgroup", "5:cpuset:/\n4:cpu,cpuacct:/docker/abc\n0::/");
        write("sys/fs/cgroup/cpu,cpuacct/docker/abc/cpu.cfs_quota_us", quota);
        write("sys/fs/cgroup/cpu,cpuacct/docker/abc/cpu.cfs_period_us", period);
        assertThat(Processors.of(root).count()).isEqualTo(count);
    }

    /** In a container the path that the kernel tells may not be there; its group is then the top one. */
    @Test
    void shouldObeyTheQuotaAtTheTopWhereTheGroupIsNotThere() throws IOException {
        affinity("0-7");
        write("proc/self/cgroup", "3:cpu:/docker/abc\n0::/");
        write("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "250000");
        write("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000");
        assertThat(Processors.of(root).count()).isEqualTo(3);
        assertThat(Processors.of(root)).hasToString("processors 0-7, of which 2.5 may be used");
    }

    @Test
    void shouldAskTheJvmWhereTheKernelTellsNothing() {
        assertThat(Processors.of(root).count()).isEqualTo(Runtime.getRuntime().availableProcessors());
    }
}
