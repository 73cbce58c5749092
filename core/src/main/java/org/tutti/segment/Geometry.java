package org.tutti.segment;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
 * @param components which components may be chosen for a communicator
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
        long arenaBytes,
        String components) {
    /** In place of names of components: all that there are. */
    public static final String ALL_COMPONENTS = "all";

    /** How many bytes the names of components have at most, which are ASCII. */
    public static final int COMPONENTS_CAPACITY = 256;

    private static final int NUMBERS = 11;

    /** How many words hold a geometry. */
    static final int WORDS = NUMBERS + COMPONENTS_CAPACITY / Long.BYTES;

    private static final int LEAST_MESSAGES = 16;
    /** The degree that nobody has chosen: the best for most numbers of ranks, see docs/scale.md. */
    private static final int BEST_DEGREE = 16;

    private static final int LEAST_MESSAGE_BYTES = 1024;
    private static final int LEAST_BLOCK_BYTES = 64;
    private static final int LANE_SHARE = 4;

    /** A geometry in which all components may be chosen. */
    public Geometry(
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
        this(
                ranks,
                mode,
                unitBytes,
                slots,
                onePhaseBytes,
                fragmentBytes,
                ringBytes,
                flatRanks,
                treeDegree,
                smPriority,
                arenaBytes,
                ALL_COMPONENTS);
    }

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
                arenaBytes,
                components);
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
        long[] numbers = {
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
        long[] words = Arrays.copyOf(numbers, WORDS);
        ByteBuffer text = ByteBuffer.allocate(COMPONENTS_CAPACITY);
        text.put(components.getBytes(StandardCharsets.US_ASCII)).rewind();
        text.asLongBuffer().get(words, NUMBERS, WORDS - NUMBERS);
        return words;
    }

    /** {@return how many bytes the arena's header and all ranks' posts and lanes of the world take} */
    public long worldBytes() {
        return ArenaLayout.headerBytes(ranks)
                + ranks * (new LaneLayout(this).bytes() + new ChannelLayout(this).postBytes());
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
                words[10],
                components(words));
    }

    private static String components(long[] words) {
        ByteBuffer text = ByteBuffer.allocate(COMPONENTS_CAPACITY);
        text.asLongBuffer().put(words, NUMBERS, WORDS - NUMBERS);
        return new String(text.array(), StandardCharsets.US_ASCII).trim();
    }
}
