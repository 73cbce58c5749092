package org.tutti.launcher;

import org.tutti.runtime.Parameters;

/** The number that -n gives. */
final class RankCount {
    private RankCount() {}

    static int parse(String text) throws LaunchException {
        try {
            int ranks = Integer.parseInt(text);
            if (ranks >= 1 && ranks <= Parameters.MAX_RANKS) {
                return ranks;
            }
        } catch (NumberFormatException e) {
            // reported below, with the legal range
        }
        throw LaunchException.usage("-n must be a whole number from 1 to " + Parameters.MAX_RANKS + ": -n " + text);
    }
}
