package org.tutti.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tutti.runtime.JobFiles;

@Timeout(60)
class CleanCommandTest {
    private final StringWriter out = new StringWriter();

    /** In the real folder: whatever else is there is dead as well, or stays. */
    @Test
    void shouldRemoveTheDeadAndTellIt() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        Path dead = Files.createFile(JobFiles.folder().resolve(JobFiles.prefix() + "~" + ended.pid() + "-test"));
        long pid = ProcessHandle.current().pid();
        Path alive = Files.createFile(JobFiles.folder().resolve(JobFiles.prefix() + "~" + pid + "-test"));
        try {
            assertThat(clean("--dry-run"))
                    .contains("would remove: " + dead + " (its process has ended: pid=" + ended.pid() + ")")
                    .contains("left alone: " + alive + " (its process runs: pid=" + pid + ")");
            assertThat(dead).exists();
            assertThat(clean()).contains("removed: " + dead + " (its process has ended: pid=" + ended.pid() + ")");
            assertThat(dead).doesNotExist();
            assertThat(alive).exists();
            assertThat(clean()).doesNotContain(dead.toString());
        } finally {
            Files.deleteIfExists(dead);
            Files.delete(alive);
        }
    }

    private String clean(String... options) {
        String[] words = new String[options.length + 1];
        words[0] = "clean";
        System.arraycopy(options, 0, words, 1, options.length);
        out.getBuffer().setLength(0);
        assertThat(Main.commandLine(words).setOut(new PrintWriter(out, true)).execute(words))
                .isZero();
        return out.toString();
    }
}
