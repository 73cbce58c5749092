package org.tutti;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Hints that go with a communicator: names and values, never changed. What nobody knows is kept and has no effect. Hints whose
 * names begin with {@code coll} decide about components, and must be equal on all ranks.
 *
 * <p>MPI standard: 10, the info object.
 *
 * @param hints the hints by their names
 */
public record Info(Map<String, String> hints) {
    /** No hints. MPI standard: 10, MPI_INFO_NULL. */
    public static final Info EMPTY = new Info(Map.of());

    private static final String AGREED = "coll";

    /** Takes a copy of the hints. */
    public Info {
        hints = Map.copyOf(hints);
    }

    /**
     * {@return these hints and one more, in place of an earlier one of that name} MPI standard: 10, MPI_INFO_SET.
     *
     * @param name the hint's name
     * @param value its value
     */
    public Info with(String name, String value) {
        Map<String, String> more = new TreeMap<>(hints);
        more.put(name, value);
        return new Info(more);
    }

    /**
     * {@return the value of a hint, or null} MPI standard: 10, MPI_INFO_GET_STRING.
     *
     * @param name the hint's name
     */
    public @Nullable String get(String name) {
        return hints.get(name);
    }

    /** {@return a number that is the same on all ranks whose hints about components are} */
    long digest() {
        long digest = 0;
        for (Map.Entry<String, String> hint : new TreeMap<>(hints).entrySet()) {
            if (hint.getKey().startsWith(AGREED)) {
                digest = 31 * (31 * digest + hint.getKey().hashCode())
                        + hint.getValue().hashCode();
            }
        }
        return digest;
    }
}
