package org.tutti.launcher;

import java.util.List;
import org.tutti.launcher.bench.Peer;
import picocli.CommandLine.Option;

/** Beside whom something is measured. */
final class PeerOptions {
    @Option(
            names = "--vs",
            paramLabel = "PEERS",
            defaultValue = "",
            description = {
                "Measure peers by turns as well, where they are installed: openmpi,openmpi-sm,mpich, each in the",
                "settings that may be its best; openmpi-busy never gives a processor away."
            })
    private String peersText = "";

    /** {@return the peers that are asked for, whether they are installed or not} */
    List<Peer> peers() throws LaunchException {
        try {
            return peersText.isEmpty() ? List.of() : Peer.parse(peersText);
        } catch (IllegalArgumentException e) {
            throw LaunchException.usage(String.valueOf(e.getMessage()));
        }
    }
}
