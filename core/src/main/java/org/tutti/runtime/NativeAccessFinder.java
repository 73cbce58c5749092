package org.tutti.runtime;

import java.util.ServiceLoader;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tutti.spi.NativeAccess;

/** Finds what can make downcalls, where it is there, allowed and wanted. */
public final class NativeAccessFinder {
    /** Set to {@code off}, it makes Tutti do without. */
    private static final String SWITCH = "TUTTI_NATIVE";

    private NativeAccessFinder() {}

    /** {@return why {@link #find} finds nothing usable, for a person} */
    public static String whyNot(Function<String, @Nullable String> values) {
        if ("off".equals(values.apply(SWITCH))) {
            return "native access is switched off: " + SWITCH + "=off";
        }
        for (NativeAccess access : ServiceLoader.load(NativeAccess.class)) {
            String reason = access.unavailable();
            if (reason != null) {
                return reason;
            }
        }
        return "nothing on the class path provides native access (tutti-posix.jar does)";
    }

    /** {@return a usable implementation, or null} */
    public static @Nullable NativeAccess find(Function<String, @Nullable String> values) {
        if ("off".equals(values.apply(SWITCH))) {
            return null;
        }
        for (NativeAccess access : ServiceLoader.load(NativeAccess.class)) {
            if (access.unavailable() == null) {
                return access;
            }
        }
        return null;
    }
}
