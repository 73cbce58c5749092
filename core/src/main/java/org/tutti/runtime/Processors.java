package org.tutti.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which processors this process may really use: its affinity (which a cpuset narrows) and the quota of its control group.
 * The JVM's own answer is no help, since the launcher sets it to a rank's share.
 */
public final class Processors {
    private static final Path ROOT = Path.of("/");
    private static final String ALLOWED = "Cpus_allowed_list:";
    private static final double UNLIMITED = Double.MAX_VALUE;

    private final BitSet allowed;
    private final double quota;

    private Processors(BitSet allowed, double quota) {
        this.allowed = allowed;
        this.quota = quota;
    }

    /** {@return the processors of this process} */
    public static Processors ofProcess() {
        return of(ROOT);
    }

    /** {@return the processors of this process, as the files below {@code root} tell} */
    static Processors of(Path root) {
        return new Processors(allowed(root), quota(root));
    }

    /** {@return the number of processors that this process may use, at least 1} */
    public static int usable() {
        return ofProcess().count();
    }

    /** {@return their number, at least 1} A quota of one and a half processors counts as two. */
    public int count() {
        return Math.max(1, Math.min(allowed.cardinality(), (int) Math.ceil(quota)));
    }

    /** {@return their numbers} The quota, which says how much of them may be used, has no part in it. */
    public BitSet allowed() {
        return (BitSet) allowed.clone();
    }

    private static BitSet allowed(Path root) {
        for (String line : lines(root.resolve("proc/self/status"))) {
            if (line.startsWith(ALLOWED)) {
                return parse(line.substring(ALLOWED.length()).strip());
            }
        }
        BitSet all = new BitSet();
        all.set(0, Runtime.getRuntime().availableProcessors());
        return all;
    }

    /** {@return the processors that the kernel writes as a list such as {@code 0-3,8}} */
    public static BitSet parse(String list) {
        BitSet processors = new BitSet();
        for (String range : list.split(",", -1)) {
            int dash = range.indexOf('-');
            int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
            int last = dash < 0 ? first : Integer.parseInt(range.substring(dash + 1));
            processors.set(first, last + 1);
        }
        return processors;
    }

    /** {@return processors as the kernel writes them, e.g. {@code 0-3,8}} */
    public static String format(BitSet processors) {
        return IntStream.iterate(
                        processors.nextSetBit(0),
                        first -> first >= 0,
                        first -> processors.nextSetBit(processors.nextClearBit(first)))
                .mapToObj(first -> {
                    int last = processors.nextClearBit(first) - 1;
                    return first == last ? Integer.toString(first) : first + "-" + last;
                })
                .collect(Collectors.joining(","));
    }

    /** {@return the smallest quota of this process's control group and those above it, in processors} */
    private static double quota(Path root) {
        double least = UNLIMITED;
        for (String line : lines(root.resolve("proc/self/cgroup"))) {
            String[] fields = line.split(":", 3); // hierarchy, controllers, path
            if (fields.length != 3 || !fields[2].startsWith("/")) {
                continue;
            }
            boolean unified = fields[1].isEmpty();
            if (unified || List.of(fields[1].split(",", -1)).contains("cpu")) {
                Path groups = root.resolve("sys/fs/cgroup").resolve(unified ? "" : fields[1]);
                least = Math.min(least, quota(groups, Path.of(fields[2].substring(1))));
            }
        }
        return least;
    }

    private static double quota(Path groups, Path group) {
        double least = quotaOf(groups);
        for (Path path = group; path != null; path = path.getParent()) {
            least = Math.min(least, quotaOf(groups.resolve(path)));
        }
        return least;
    }

    private static double quotaOf(Path group) {
        List<String> unified = lines(group.resolve("cpu.max"));
        if (!unified.isEmpty()) {
            String[] words = unified.getFirst().split(" ", -1);
            return words[0].equals("max") ? UNLIMITED : Double.parseDouble(words[0]) / Double.parseDouble(words[1]);
        }
        List<String> quota = lines(group.resolve("cpu.cfs_quota_us"));
        List<String> period = lines(group.resolve("cpu.cfs_period_us"));
        if (quota.isEmpty() || period.isEmpty() || quota.getFirst().startsWith("-")) {
            return UNLIMITED;
        }
        return Double.parseDouble(quota.getFirst()) / Double.parseDouble(period.getFirst());
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }

    /** {@return for a person, e.g. {@code processors 0-3} or {@code processors 0-7, of which 2.5 may be used}} */
    @Override
    public String toString() {
        String numbers = "processors " + format(allowed);
        return quota < allowed.cardinality() ? numbers + ", of which " + quota + " may be used" : numbers;
    }
}
