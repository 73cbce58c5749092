package org.tutti.launcher.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * What measurements were taken on.
 *
 * @param cpu the processor's name
 * @param cores how many the kernel shows
 * @param kernel its release
 * @param commit what was measured: of a clone the commit, else the version
 */
public record Machine(String cpu, int cores, String kernel, String commit) {
    private static final int GIT_SECONDS = 5;

    /**
     * {@return this machine, and the Tutti that lies in a folder}
     *
     * @param version of Tutti, where it lies in no clone
     */
    public static Machine here(Path installation, String version) {
        return new Machine(
                processor(), Runtime.getRuntime().availableProcessors(), release(), described(installation, version));
    }

    private static String processor() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/cpuinfo"))) {
                if (line.startsWith("model name")) {
                    return line.substring(line.indexOf(':') + 1).strip();
                }
            }
        } catch (IOException e) {
            // then only the kind is known
        }
        return System.getProperty("os.arch");
    }

    private static String release() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/osrelease")).strip();
        } catch (IOException e) {
            return System.getProperty("os.version");
        }
    }

    private static String described(Path installation, String version) {
        try {
            Process git = new ProcessBuilder(
                            "git",
                            "-C",
                            String.valueOf(installation.getParent()),
                            "describe",
                            "--always",
                            "--dirty",
                            "--abbrev=40")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor(GIT_SECONDS, TimeUnit.SECONDS) && git.exitValue() == 0 ? said : version;
        } catch (IOException e) {
            return version;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return version;
        }
    }
}
