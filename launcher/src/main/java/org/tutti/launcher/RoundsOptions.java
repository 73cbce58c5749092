package org.tutti.launcher;

import java.util.List;
import org.tutti.launcher.bench.Peer;
import picocli.CommandLine.Option;

/** How often something is measured, and beside whom. */
final class RoundsOptions {
    private static final int MOST_ROUNDS = 10_000;

    @Option(
            names = "--vs",
            paramLabel = "PEERS",
            defaultValue = "",
            description = {
                "Measure peers by turns as well, where they are installed: openmpi,openmpi-sm,mpich, each in the",
                "settings that may be its best; openmpi-busy never gives a processor away."
            })
    private String peersText = "";

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

    /** {@return the peers that are asked for, whether they are installed or not} */
    List<Peer> peers() throws LaunchException {
        try {
            return peersText.isEmpty() ? List.of() : Peer.parse(peersText);
        } catch (IllegalArgumentException e) {
            throw LaunchException.usage(String.valueOf(e.getMessage()));
        }
    }
}
