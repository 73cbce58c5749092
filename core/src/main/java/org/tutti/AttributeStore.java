package org.tutti;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** The attributes of one communicator, in the order in which they were set first. Most communicators have none. */
final class AttributeStore {
    private @Nullable SequencedMap<AttributeKey<?>, Object> values;

    @Nullable
    Object get(AttributeKey<?> key) {
        return values == null ? null : values.get(key);
    }

    /** {@return the value before, or null} */
    @Nullable
    Object put(AttributeKey<?> key, Object value) {
        if (values == null) {
            values = new LinkedHashMap<>();
        }
        return values.put(key, value);
    }

    /** {@return the value that was removed, or null} */
    @Nullable
    Object remove(AttributeKey<?> key) {
        return values == null ? null : values.remove(key);
    }

    /** Gives a duplicate what each key says that it has. */
    void copy(Communicator original, Communicator duplicate) {
        if (values != null) {
            for (Map.Entry<AttributeKey<?>, Object> each : new LinkedHashMap<>(values).entrySet()) {
                each.getKey().copy(original, each.getValue(), duplicate);
            }
        }
    }

    /** Removes all of a communicator that is closed, the last one first. */
    void deleteAll(Communicator communicator) {
        while (values != null && !values.isEmpty()) {
            Map.Entry<AttributeKey<?>, Object> last = values.pollLastEntry();
            last.getKey().delete(communicator, last.getValue());
        }
    }
}
