package org.tutti.launcher.bench;

import java.util.Locale;

/**
 * What one engine took for one cell in one round; of each number that of the slowest rank, and where a call is many messages, a
 * message's part of it.
 *
 * @param nanos the mean of an operation, or of a message
 * @param aloneNanos what writing and reading take alone, which is subtracted already
 * @param median of single calls
 * @param p99 the 99th percentile of single calls
 * @param max the longest single call
 */
record Sample(double nanos, double aloneNanos, double median, double p99, double max) {
    /** {@return what {@link #of} reads} */
    String text() {
        return String.format(Locale.ROOT, "%.1f %.1f %.1f %.1f %.1f", nanos, aloneNanos, median, p99, max);
    }

    /** {@return the sample of a text} */
    static Sample of(String text) {
        String[] words = text.split(" ", -1);
        return new Sample(
                Double.parseDouble(words[0]),
                Double.parseDouble(words[1]),
                Double.parseDouble(words[2]),
                Double.parseDouble(words[3]),
                Double.parseDouble(words[4]));
    }
}
