package org.tutti.launcher;

import org.tutti.runtime.Parameters;

/** A number of ranks that an option gives. */
final class RankCount {
    private RankCount() {}

    /** {@return the number that -n gives} */
    static int parse(String text) throws LaunchException {
        return parse("-n", text);
    }

    /** {@return the number that an option gives} */
    static int parse(String option, String text) throws LaunchException {
        try {
            int ranks = Integer.parseInt(text);
            if (ranks >= 1 && ranks <= Parameters.MAX_RANKS) {
                return ranks;
            }
        } catch (NumberFormatException e) {
            // reported below, with the legal range
        }
        throw LaunchException.usage(
                option + " must be a whole number from 1 to " + Parameters.MAX_RANKS + ": " + option + " " + text);
    }
}
