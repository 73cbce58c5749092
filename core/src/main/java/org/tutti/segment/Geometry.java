package org.tutti.segment;

import org.tutti.memory.WaitStrategy.Mode;

/**
 * The sizes, the mode and the choices of an arena: written into its header by whoever makes it, read by everyone else, so
 * that all ranks take the same decisions.
 *
 * @param ranks how many ranks share the arena
 * @param mode whether each rank has a processor of its own
 * @param unitBytes size of a control unit, a power of two
 * @param slots how many operations of a lane keep their unit before the first one's is written again, a power of two
 * @param onePhaseBytes the longest message that travels whole
 * @param fragmentBytes the longest fragment of a message
 * @param ringBytes size of the ring through which a rank's payload goes, a power of two
 * @param flatRanks up to how many ranks all look at all; more of them meet along trees
 * @param treeDegree how many children a rank has in a tree; 0 where nobody has chosen that
 * @param smPriority the priority of the component for shared memory; below 0 it declines
 * @param arenaBytes address space of the arena
 */
public record Geometry(
        int ranks,
        Mode mode,
        int unitBytes,
        int slots,
        int onePhaseBytes,
        int fragmentBytes,
        long ringBytes,
        int flatRanks,
        int treeDegree,
        int smPriority,
        long arenaBytes) {
    /** How many words hold a geometry. */
    static final int WORDS = 11;

    private static final int LEAST_MESSAGES = 16;
    /** The degree that nobody has chosen: the best for most numbers of ranks, see docs/scale.md. */
    private static final int BEST_DEGREE = 16;

    private static final int LEAST_MESSAGE_BYTES = 1024;
    private static final int LEAST_BLOCK_BYTES = 64;
    private static final int LANE_SHARE = 4;

    /** {@return how many of the longest messages of one phase, and how many fragments, a ring must hold at least} */
    public static int leastMessages(int slots) {
        return Math.max(LEAST_MESSAGES, 2 * slots);
    }

    /** {@return the sizes of a lane of some of these ranks with another ring; what goes through it is cut accordingly} */
    Geometry forLane(int laneRanks, long laneRingBytes) {
        long most = laneRingBytes / leastMessages(slots);
        return new Geometry(
                laneRanks,
                mode,
                unitBytes,
                slots,
                (int) Math.min(onePhaseBytes, most),
                (int) Math.min(fragmentBytes, most),
                laneRingBytes,
                flatRanks,
                treeDegree,
                smPriority,
                arenaBytes);
    }

    /** {@return the size of the ring that a lane beside the world's has, where memory is not scarce} */
    long laneRingBytes(int laneRanks) {
        return Math.max(leastRingBytes(laneRanks), ringBytes / LANE_SHARE);
    }

    /** {@return the size of the smallest ring with which a lane beside the world's works} */
    long leastRingBytes(int laneRanks) {
        long message = Math.max(LEAST_MESSAGE_BYTES, (long) LEAST_BLOCK_BYTES * laneRanks);
        long least = Long.highestOneBit(2L * leastMessages(slots) * message - 1);
        return Math.min(ringBytes, least);
    }

    /** {@return whether ranks meet along trees, or in two levels} */
    public boolean hasTrees() {
        return ranks > flatRanks;
    }

    /** {@return whether ranks may meet in two levels as well: somebody who chooses a degree wants trees} */
    public boolean hasTwoLevels() {
        return hasTrees() && treeDegree == 0;
    }

    /** {@return how many children a rank has in a tree} */
    public int degreeOfTrees() {
        return treeDegree == 0 ? BEST_DEGREE : treeDegree;
    }

    long[] toWords() {
        return new long[] {
            ranks,
            mode.ordinal(),
            unitBytes,
            slots,
            onePhaseBytes,
            fragmentBytes,
            ringBytes,
            flatRanks,
            treeDegree,
            smPriority,
            arenaBytes
        };
    }

    /** {@return how many bytes the arena's header and the world's lanes of all ranks take} */
    public long worldBytes() {
        return ArenaLayout.headerBytes(ranks) + ranks * new LaneLayout(this).bytes();
    }

    static Geometry ofWords(long[] words) {
        return new Geometry(
                (int) words[0],
                Mode.values()[(int) words[1]],
                (int) words[2],
                (int) words[3],
                (int) words[4],
                (int) words[5],
                words[6],
                (int) words[7],
                (int) words[8],
                (int) words[9],
                words[10]);
    }
}
