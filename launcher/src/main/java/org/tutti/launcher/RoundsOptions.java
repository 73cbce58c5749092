package org.tutti.launcher;

import picocli.CommandLine.Option;

/** How often something is measured. */
final class RoundsOptions {
    private static final int MOST_ROUNDS = 10_000;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many rounds count (default: ${DEFAULT-VALUE}).")
    private int rounds;

    /** {@return how many rounds count} */
    int rounds() throws LaunchException {
        return requireFrom1("--rounds", rounds, MOST_ROUNDS);
    }

    /** {@return an option's value, if it is positive and not too large} */
    static int requireFrom1(String option, int value, int most) throws LaunchException {
        if (value < 1 || value > most) {
            throw LaunchException.usage(
                    option + " must be a whole number from 1 to " + most + ": " + option + " " + value);
        }
        return value;
    }
}
