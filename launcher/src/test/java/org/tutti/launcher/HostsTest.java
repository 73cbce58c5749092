package org.tutti.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostsTest {
    @TempDir
    private Path folder;

    private final Hosts hosts = new Hosts(Set.of("here", "::1")::contains);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"here|1", "here,here|2", "here:4|4", "here:4,here|5", "here:4, here:2|6", "::1|1", "::1:3|3"})
    void shouldCountTheSlotsOfAList(String list, int slots) throws Exception {
        hosts.addList("-H", list);
        assertThat(hosts.slots()).hasValue(slots);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "here slots=4|4",
                "# nodes;;here slots = 2 max_slots=9 # this one|2",
                "here:3|3",
                "here;here;here|3",
                "here slots=2;here|3"
            })
    void shouldCountTheSlotsOfAFile(String lines, int slots) throws Exception {
        addFile(lines);
        assertThat(hosts.slots()).hasValue(slots);
    }

    @ParameterizedTest
    @ValueSource(strings = {"here", "", "#here slots=7"})
    void shouldNotKnowTheSlotsOfAFileThatDoesNotTell(String lines) throws Exception {
        addFile(lines);
        assertThat(hosts.slots()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"there", "here:2,there:2", "+n0", "me@here", ""})
    void shouldRefuseOtherHosts(String list) {
        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> hosts.addList("-H", list))
                .withMessageContaining("is another one: -H " + list);
    }

    @ParameterizedTest
    @ValueSource(strings = {"here:", "here:x", "here:0"})
    void shouldRefuseWhatIsNoNumberOfSlots(String list) {
        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> hosts.addList("-H", list))
                .withMessageContaining("must be a whole number");
    }

    @Test
    void shouldNameTheFileThatNamesAnotherHost() {
        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> addFile("here slots=2;node7 slots=2"))
                .withMessageContaining("node7 is another one: --hostfile " + folder.resolve("hosts"));
    }

    @Test
    void shouldMissTheFile() {
        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> hosts.addFile("--hostfile", folder.resolve("none")))
                .withMessageContaining("cannot read the file of hosts: --hostfile");
    }

    @Test
    void shouldKnowThisHost() throws Exception {
        assertThat(Hosts.isHere("localhost")).isTrue();
        assertThat(Hosts.isHere("127.0.0.1")).isTrue();
        assertThat(Hosts.isHere(
                        Files.readString(Path.of("/proc/sys/kernel/hostname")).strip()))
                .isTrue();
        assertThat(Hosts.isHere("192.0.2.1")).isFalse();
        assertThat(Hosts.isHere("")).isFalse();
        assertThat(Hosts.isHere("a b")).isFalse();
    }

    private void addFile(String lines) throws Exception {
        hosts.addFile("--hostfile", Files.writeString(folder.resolve("hosts"), lines.replace(';', '\n')));
    }
}
