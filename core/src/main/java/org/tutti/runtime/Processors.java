package org.tutti.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How many processors this process may really use: its affinity and the quota of its control group. The JVM's own answer
 * is no help, since the launcher sets it to a rank's share.
 */
public final class Processors {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path CGROUP = Path.of("/proc/self/cgroup");
    private static final Path CGROUPS = Path.of("/sys/fs/cgroup");
    private static final String ALLOWED = "Cpus_allowed_list:";

    private Processors() {}

    /** {@return the number of processors, at least 1} */
    public static int usable() {
        int allowed = allowed();
        double quota = quota();
        return Math.max(1, Math.min(allowed, (int) Math.ceil(quota)));
    }

    private static int allowed() {
        for (String line : lines(STATUS)) {
            if (line.startsWith(ALLOWED)) {
                return count(line.substring(ALLOWED.length()).strip());
            }
        }
        return Runtime.getRuntime().availableProcessors();
    }

    /** {@return how many processors a list such as {@code 0-3,8} names} */
    static int count(String list) {
        int count = 0;
        for (String range : list.split(",", -1)) {
            int dash = range.indexOf('-');
            count += dash < 0
                    ? 1
                    : Integer.parseInt(range.substring(dash + 1)) - Integer.parseInt(range.substring(0, dash)) + 1;
        }
        return count;
    }

    /** {@return the smallest quota of this process's control group and those above it, in processors} */
    private static double quota() {
        double least = Double.MAX_VALUE;
        for (String line : lines(CGROUP)) {
            if (line.startsWith("0::/")) {
                Path relative = Path.of(line.substring("0::/".length()));
                for (Path group = relative; group != null; group = group.getParent()) {
                    least = Math.min(least, quotaOf(CGROUPS.resolve(group)));
                }
                least = Math.min(least, quotaOf(CGROUPS));
            }
        }
        return least;
    }

    private static double quotaOf(Path group) {
        List<String> lines = lines(group.resolve("cpu.max"));
        if (lines.isEmpty() || lines.getFirst().startsWith("max")) {
            return Double.MAX_VALUE;
        }
        String[] words = lines.getFirst().split(" ", -1);
        return Double.parseDouble(words[0]) / Double.parseDouble(words[1]);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
