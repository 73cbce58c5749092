package org.tutti.runtime;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What parameters of this process are where nobody has set them, as its program wants it. */
public final class PreferredValues {
    private static final Map<Parameter, String> VALUES = new ConcurrentHashMap<>();

    private PreferredValues() {}

    /** Sets a value, which must be legal. */
    public static void set(String name, String value) {
        Parameter parameter = Parameter.named(name);
        parameter.parse(value);
        VALUES.put(parameter, value);
    }

    static @Nullable String get(Parameter parameter) {
        return VALUES.get(parameter);
    }
}
