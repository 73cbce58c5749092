package org.tutti.segment;

import org.tutti.memory.WaitStrategy.Mode;

/**
 * The sizes and the mode of an arena: written into its header by whoever makes it, read by everyone else, so that all
 * ranks take the same decisions.
 *
 * @param ranks how many ranks share the arena
 * @param mode whether each rank has a processor of its own
 * @param slotBytes capacity of a slot for a message that is sent in one phase
 * @param fragmentBytes capacity of a fragment slot
 * @param fragmentSlots how many fragment slots a rank has, a power of two
 * @param arenaBytes address space of the arena
 */
public record Geometry(int ranks, Mode mode, int slotBytes, int fragmentBytes, int fragmentSlots, long arenaBytes) {}
