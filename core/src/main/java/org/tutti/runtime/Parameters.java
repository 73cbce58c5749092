package org.tutti.runtime;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tutti.ErrorClass;
import org.tutti.TuttiException;
import org.tutti.memory.WaitStrategy.Mode;
import org.tutti.segment.Geometry;

/**
 * The parameters that can be set, with their legal ranges. Whoever makes an arena reads them and writes what follows from
 * them into its header; all others take it from there.
 */
public final class Parameters {
    /** The largest number of ranks of a job on one host. */
    public static final int MAX_RANKS = 1024;

    private static final long KIB = 1024;
    private static final long RINGS_BYTES = 32 * KIB * KIB;
    private static final long LARGEST_RING_BYTES = 2 * KIB * KIB;
    private static final long LEAST_RING_BYTES = 64 * KIB;
    private static final long ONE_PHASE_BYTES = 8 * KIB;
    private static final long FRAGMENT_BYTES = 64 * KIB;
    private static final String WAIT_MODE = "wait.mode";

    private enum Whole {
        ONE_PHASE_MAX("sm.one_phase_max", 0, 128, 1024 * KIB, "bytes of the longest message that travels whole"),
        FRAGMENT_SIZE("sm.fragment_size", 0, 128, 4096 * KIB, "bytes of a fragment of a longer message"),
        RING_SIZE("sm.ring_size", 0, 8 * KIB, 64 * KIB * KIB, "bytes of the ring through which a rank's payload goes"),
        ARENA_SIZE("arena.size", 64 * KIB * KIB * KIB, 1024 * KIB, 1L << 44, "bytes of address space"),
        JOIN_TIMEOUT("join.timeout", 60, 1, 1_000_000, "seconds until a rank that does not come is an error");

        private final String label;
        private final long initial;
        private final long least;
        private final long most;
        private final String meaning;

        /** An initial value of 0 stands for what suits the others; a size that has it is a power of two. */
        Whole(String label, long initial, long least, long most, String meaning) {
            this.label = label;
            this.initial = initial;
            this.least = least;
            this.most = most;
            this.meaning = meaning;
        }
    }

    private final Map<Whole, Long> numbers = new LinkedHashMap<>();
    private @Nullable Mode mode;

    private Parameters() {}

    /** {@return the parameters as set in a process's settings, e.g. {@code TUTTI_SM_FRAGMENT_SIZE}} */
    public static Parameters of(Function<String, @Nullable String> values) {
        Parameters parameters = new Parameters();
        for (Whole number : Whole.values()) {
            String value = values.apply(variable(number.label));
            parameters.numbers.put(number, value == null ? number.initial : check(number, value));
        }
        String wait = values.apply(variable(WAIT_MODE));
        parameters.mode = wait == null ? null : waitMode(wait);
        return parameters;
    }

    /** {@return the environment variable of a parameter} */
    public static String variable(String name) {
        return "TUTTI_" + name.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    /** Throws unless there is a parameter of this name and the value is legal for it. */
    public static void check(String name, String value) {
        if (name.equals(WAIT_MODE)) {
            waitMode(value);
            return;
        }
        for (Whole number : Whole.values()) {
            if (number.label.equals(name)) {
                check(number, value);
                return;
            }
        }
        throw new TuttiException(
                ErrorClass.ARG, "no such parameter: name=" + name + "; there are " + String.join(", ", names()));
    }

    private static List<String> names() {
        List<String> names = List.of(Whole.values()).stream()
                .map(number -> number.label + " (" + number.meaning + ")")
                .collect(Collectors.toList());
        names.add(WAIT_MODE + " (auto, dedicated or oversubscribed)");
        return names;
    }

    private static long check(Whole number, String value) {
        long parsed = whole(number.label, value, number.least, number.most);
        if (number.initial == 0 && Long.bitCount(parsed) != 1) {
            throw new TuttiException(ErrorClass.ARG, "must be a power of two: " + number.label + "=" + value);
        }
        return parsed;
    }

    private static @Nullable Mode waitMode(String value) {
        return switch (value) {
            case "auto" -> null;
            case "dedicated" -> Mode.DEDICATED;
            case "oversubscribed" -> Mode.OVERSUBSCRIBED;
            default ->
                throw new TuttiException(
                        ErrorClass.ARG, "must be auto, dedicated or oversubscribed: " + WAIT_MODE + "=" + value);
        };
    }

    /** {@return a whole number; an exception that names it and its legal range where the text is not one} */
    static int integer(String name, String value, int least, int most) {
        return (int) whole(name, value, least, most);
    }

    private static long whole(String name, String value, long least, long most) {
        try {
            long parsed = Long.parseLong(value);
            if (parsed >= least && parsed <= most) {
                return parsed;
            }
        } catch (NumberFormatException e) {
            // reported below, with the legal range
        }
        throw new TuttiException(
                ErrorClass.ARG, "must be a whole number from " + least + " to " + most + ": " + name + "=" + value);
    }

    /**
     * {@return the sizes and the mode of an arena for so many ranks on this host} A ring that is larger than the caches
     * of a core is the fastest, since lines that no other core holds any more are cheap to write; it gets smaller where
     * ranks are many or memory is scarce.
     *
     * @param ranks how many ranks share the arena
     * @param freeBytes how much memory the arena's file system has left
     */
    public Geometry geometry(int ranks, long freeBytes) {
        Mode chosen = mode;
        if (chosen == null) {
            chosen = ranks <= Processors.usable() ? Mode.DEDICATED : Mode.OVERSUBSCRIBED;
        }
        long affordable = Math.min(RINGS_BYTES, freeBytes / 2) / ranks;
        long ring = orElse(Whole.RING_SIZE, Math.clamp(affordable, LEAST_RING_BYTES, LARGEST_RING_BYTES));
        long most = ring / Geometry.LEAST_MESSAGES;
        long onePhase = orElse(Whole.ONE_PHASE_MAX, Math.min(ONE_PHASE_BYTES, most));
        long fragment = orElse(Whole.FRAGMENT_SIZE, Math.min(FRAGMENT_BYTES, most));
        requireFits(Whole.ONE_PHASE_MAX, onePhase, ring);
        requireFits(Whole.FRAGMENT_SIZE, fragment, ring);
        return new Geometry(ranks, chosen, (int) onePhase, (int) fragment, ring, get(Whole.ARENA_SIZE));
    }

    private long orElse(Whole number, long otherwise) {
        long set = get(number);
        return set != 0 ? set : Long.highestOneBit(otherwise);
    }

    private static void requireFits(Whole number, long bytes, long ring) {
        if (bytes > ring / Geometry.LEAST_MESSAGES) {
            throw new TuttiException(
                    ErrorClass.ARG,
                    "must fit " + Geometry.LEAST_MESSAGES + " times into the ring: " + number.label + "=" + bytes + ", "
                            + Whole.RING_SIZE.label + "=" + ring);
        }
    }

    /** {@return how long to wait for ranks that do not come, in seconds} */
    public long joinTimeoutSeconds() {
        return get(Whole.JOIN_TIMEOUT);
    }

    private long get(Whole number) {
        return numbers.getOrDefault(number, number.initial);
    }
}
