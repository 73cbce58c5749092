package org.tutti.segment;

import org.tutti.memory.WaitStrategy.Mode;

/**
 * The sizes and the mode of an arena: written into its header by whoever makes it, read by everyone else, so that all
 * ranks take the same decisions.
 *
 * @param ranks how many ranks share the arena
 * @param mode whether each rank has a processor of its own
 * @param onePhaseBytes the longest message that travels whole
 * @param fragmentBytes the longest fragment of a message
 * @param ringBytes size of the ring through which a rank's payload goes, a power of two
 * @param arenaBytes address space of the arena
 */
public record Geometry(int ranks, Mode mode, int onePhaseBytes, int fragmentBytes, long ringBytes, long arenaBytes) {
    /** How many of the longest messages of one phase, and how many fragments, a ring must hold at least. */
    public static final int LEAST_MESSAGES = 16;
}
