package org.tutti.launcher;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The time that --timeout gives to a job. */
final class TimeLimit {
    private TimeLimit() {}

    /** {@return the time, or null where {@code text} is} */
    static @Nullable Duration parse(@Nullable String text) throws LaunchException {
        if (text == null) {
            return null;
        }
        try {
            double seconds = Double.parseDouble(text);
            if (seconds > 0 && seconds <= Integer.MAX_VALUE) {
                return Duration.ofMillis((long) Math.ceil(seconds * 1000));
            }
        } catch (NumberFormatException e) {
            // reported below
        }
        throw LaunchException.usage("--timeout must be a positive number of seconds: --timeout " + text);
    }
}
