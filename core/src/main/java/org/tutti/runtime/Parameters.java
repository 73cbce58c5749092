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
    private static final String WAIT_MODE = "wait.mode";

    private enum Whole {
        SLOT_SIZE("sm.slot_size", 8 * KIB, KIB, 1024 * KIB, "bytes of a slot for messages of one phase"),
        FRAGMENT_SIZE("sm.fragment_size", 64 * KIB, KIB, 4096 * KIB, "bytes of a fragment slot"),
        FRAGMENT_SLOTS("sm.fragment_slots", 8, 4, 256, "fragment slots of a rank"),
        ARENA_SIZE("arena.size", 64 * KIB * KIB * KIB, 1024 * KIB, 1L << 44, "bytes of address space"),
        JOIN_TIMEOUT("join.timeout", 60, 1, 1_000_000, "seconds until a rank that does not come is an error");

        private final String label;
        private final long initial;
        private final long least;
        private final long most;
        private final String meaning;

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
        if (number == Whole.SLOT_SIZE || number == Whole.FRAGMENT_SIZE || number == Whole.FRAGMENT_SLOTS) {
            if (Long.bitCount(parsed) != 1) {
                throw new TuttiException(ErrorClass.ARG, "must be a power of two: " + number.label + "=" + value);
            }
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

    /** {@return the sizes and the mode of an arena for so many ranks on this host} */
    public Geometry geometry(int ranks) {
        Mode chosen = mode;
        if (chosen == null) {
            chosen = ranks <= Processors.usable() ? Mode.DEDICATED : Mode.OVERSUBSCRIBED;
        }
        return new Geometry(
                ranks,
                chosen,
                (int) get(Whole.SLOT_SIZE),
                (int) get(Whole.FRAGMENT_SIZE),
                (int) get(Whole.FRAGMENT_SLOTS),
                get(Whole.ARENA_SIZE));
    }

    /** {@return how long to wait for ranks that do not come, in seconds} */
    public long joinTimeoutSeconds() {
        return get(Whole.JOIN_TIMEOUT);
    }

    private long get(Whole number) {
        return numbers.getOrDefault(number, number.initial);
    }
}
