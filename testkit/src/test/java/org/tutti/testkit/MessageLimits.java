package org.tutti.testkit;

import java.util.List;
import java.util.Map;

/** How ranks send, and the lengths around each limit of that; the first third is short. */
enum MessageLimits {
    USUAL,
    TINY;

    private static final Map<String, String> TINY_PARAMETERS = Map.of(
            "p2p.cells",
            "4",
            "p2p.ring_size",
            "4k",
            "p2p.eager_max",
            "2k",
            "p2p.shared_max",
            "1k",
            "p2p.piece_size",
            "512");
    private static final List<Integer> USUAL_LENGTHS = List.of(
            0, 1, 3, 4, 103, 105, 5000, 12_288, 12_289, 16_383, 16_384, 16_385, 40_000, 65_535, 65_536, 65_537, 90_000);
    private static final List<Integer> TINY_LENGTHS =
            List.of(0, 1, 3, 4, 104, 105, 200, 511, 512, 513, 1024, 1025, 2047, 2048, 2049, 3000, 9000);

    Map<String, String> parameters() {
        return this == TINY ? TINY_PARAMETERS : Map.of();
    }

    int eagerMax() {
        return this == TINY ? 2 << 10 : 64 << 10;
    }

    List<Integer> lengths() {
        return this == TINY ? TINY_LENGTHS : USUAL_LENGTHS;
    }
}
