package org.tutti.coll.sm;

import org.tutti.ErrorCode;
import org.tutti.TuttiException;
import org.tutti.memory.ElementType;
import org.tutti.memory.ReduceKernel;
import org.tutti.segment.Geometry;
import org.tutti.segment.LaneLayout;
import org.tutti.segment.Signature;

/**
 * Which shape an operation takes: the only place with thresholds. Each answer depends on the arena's geometry and on the
 * call's signature alone, so that all ranks give the same one.
 */
final class SmDecision {
    private static final int BCAST_FRAGMENT_BYTES = 16 << 10;
    private static final int ONE_PHASE_REDUCTION_BYTES = 4 << 10;
    private static final int LINE_BYTES = 64;
    private static final int SLICE_UNIT_BYTES = 128;
    /** How many ranks a leader waits for, itself included: as many cores share a cache on common servers. */
    static final int GROUP_RANKS = 8;
    /** Up to so many ranks two levels beat trees; above, too many read the lines of too many leaders. See docs/scale.md. */
    private static final int TWO_LEVEL_BARRIER_RANKS = 128;
    /** An allreduce along a tree has one rank read all others' lines, so that two levels are better for longer. */
    private static final int TWO_LEVEL_ALLREDUCE_RANKS = 512;

    private static final int LEAST_FIRST_PART_BYTES = 32;
    private static final int LEAST_OWN_BYTES = 1024;

    private final Shape shortBarrier;
    private final Shape shortBcast;
    private final Shape shortAllreduce;
    private final int inlineBytes;
    private final int onePhaseBytes;
    private final int fragmentBytes;
    private final long ringBytes;
    private final long largestItemBytes;
    private final int ranks;

    SmDecision(Geometry geometry) {
        this.shortBarrier = shortShape(geometry, TWO_LEVEL_BARRIER_RANKS);
        this.shortBcast = shortShape(geometry, 0);
        this.shortAllreduce = shortShape(geometry, TWO_LEVEL_ALLREDUCE_RANKS);
        this.inlineBytes = LaneLayout.inlineBytes(geometry);
        this.onePhaseBytes = geometry.onePhaseBytes();
        this.fragmentBytes = geometry.fragmentBytes();
        this.ringBytes = geometry.ringBytes();
        this.ranks = geometry.ranks();
        this.largestItemBytes = geometry.ringBytes() / Geometry.leastMessages(geometry.slots());
    }

    /** How a message travels. */
    enum Shape {
        /** Beside the sequence, in the same unit, to all who want it. */
        INLINE,
        /** The same, to leaders of groups, and from them to all. */
        TWO_LEVEL,
        /** The same, along a tree. */
        TREE,
        /** Whole, through the ring. */
        ONE_PHASE,
        /** In fragments, through the ring. */
        FRAGMENTED
    }

    Shape barrier() {
        return shortBarrier;
    }

    Shape bcast(long bytes) {
        return bytes <= inlineBytes ? shortBcast : longShape(bytes, onePhaseBytes);
    }

    /** The root alone reads what all have sent: a tree would only put more hops before it. */
    Shape reduce(ReduceKernel kernel, long count) {
        long bytes = kernel.type().bytes(count);
        return bytes <= inlineBytes ? Shape.INLINE : longReduction(kernel, bytes);
    }

    /** Every rank folds what all have sent, as long as that costs less than meeting once more. */
    Shape allreduce(ReduceKernel kernel, long count) {
        long bytes = kernel.type().bytes(count);
        return bytes <= inlineBytes ? shortAllreduce : longReduction(kernel, bytes);
    }

    /** {@return whether rows of so many blocks travel beside the sequence} */
    boolean inlineExchange(int rowBlocks, long blockBytes) {
        return blockBytes <= inlineBytes && rowBlocks * blockBytes <= inlineBytes;
    }

    /** {@return how many elements of each block a round moves} A row that fits is moved in one round. */
    int exchangePart(ElementType type, int rowBlocks, long count) {
        if (count <= onePhaseBytes && rowBlocks * type.bytes(count) <= onePhaseBytes) {
            return (int) count;
        }
        return (int) Math.min(count, exchangePart(type, rowBlocks));
    }

    /** {@return how many elements of each block a round of reduceScatter moves} */
    int reduceScatterPart(ReduceKernel kernel, int blocks, long largest) {
        ElementType type = kernel.type();
        if (largest <= onePhaseBytes && blocks * type.bytes(largest) <= onePhaseBytes) {
            return (int) largest;
        }
        if (kernel.itemElements() > 1) {
            requireItemsThatFit(kernel, blocks);
        }
        return (int) Math.min(largest, kernel.wholeItems(exchangePart(type, blocks)));
    }

    /** Every rank folds what all lower ones have sent, as long as that costs less than meeting once more. */
    Shape scan(ReduceKernel kernel, long count) {
        long bytes = kernel.type().bytes(count);
        Shape shape = bytes <= inlineBytes ? Shape.INLINE : longReduction(kernel, bytes);
        if (shape == Shape.FRAGMENTED && kernel.itemElements() > 1) {
            requireItemsThatFit(kernel, ranks);
        }
        return shape;
    }

    /** {@return whether a row of blocks to be combined travels beside the sequence} */
    boolean inlineReduceScatter(ReduceKernel kernel, long total) {
        return total <= inlineBytes && kernel.type().bytes(total) <= inlineBytes;
    }

    /** {@return how many bytes the first part of a block of unknown size takes} Rows of few blocks lie in a slot. */
    int firstPartBytes(int rowBlocks) {
        int bytes = Math.max(LINE_BYTES, LaneLayout.SLOT_BYTES / rowBlocks / Long.BYTES * Long.BYTES);
        long affordable = ringBytes / 4 / rowBlocks / Long.BYTES * Long.BYTES;
        return (int) Math.min(bytes, Math.max(LEAST_FIRST_PART_BYTES, affordable));
    }

    /** A row has a block for each destination of a rank, and the ring must hold as many rows as ever. */
    void requireRowsThatFit(int destinations) {
        long most = ringBytes / 4 / LEAST_FIRST_PART_BYTES;
        if (destinations > most) {
            throw new TuttiException(
                    ErrorCode.NO_NEIGHBORS,
                    "a rank has more destinations than fit into the ring: destinations=" + destinations + ", at most "
                            + most);
        }
    }

    /** {@return whether a row is no longer than a message of one phase or a fragment, of which the ring holds a number for certain} */
    boolean isMessage(long rowBytes) {
        return isOnePhase(rowBytes) || rowBytes <= fragmentBytes;
    }

    /** {@return whether a row is so short that the ring is known to be free for it from the arrivals alone} */
    boolean isOnePhase(long rowBytes) {
        return rowBytes <= Math.max(LaneLayout.SLOT_BYTES, onePhaseBytes);
    }

    /** {@return how many elements of each block a round moves at most} */
    int exchangePart(ElementType type, int rowBlocks) {
        int bytes = Math.max(Long.BYTES, fragmentBytes / rowBlocks);
        return Math.max(1, type.count(bytes < LINE_BYTES ? bytes : bytes / LINE_BYTES * LINE_BYTES));
    }

    private Shape longReduction(ReduceKernel kernel, long bytes) {
        Shape shape = longShape(bytes, ONE_PHASE_REDUCTION_BYTES);
        if (shape == Shape.FRAGMENTED && kernel.itemElements() > 1) {
            requireItemsThatFit(kernel, 1);
        }
        return shape;
    }

    /** A fragment has at least one item, and the ring must hold as many fragments as ever. */
    private void requireItemsThatFit(ReduceKernel kernel, int itemsOfRow) {
        long bytes = kernel.type().bytes(kernel.itemElements());
        if (bytes * itemsOfRow > largestItemBytes) {
            throw new TuttiException(
                    ErrorCode.LARGE_ITEM,
                    "an item of the reduction is too large for the ring: op=" + kernel.name() + ", bytes=" + bytes
                            + ", at most " + largestItemBytes / itemsOfRow);
        }
    }

    /**
     * {@return how many elements of a fragment one rank folds at least} Two lines, but where many ranks have so many results of each
     * slice that they would fill more than an eighth of the ring: three rows always fit into it, in one piece each.
     */
    int sliceUnit(ReduceKernel kernel, int results) {
        long bytes = Math.min(SLICE_UNIT_BYTES, Long.highestOneBit(ringBytes / 8 / results));
        int elements = Math.max(1, kernel.type().count(bytes));
        return Math.ceilDiv(elements, kernel.itemElements()) * kernel.itemElements();
    }

    private static Shape shortShape(Geometry geometry, int twoLevelRanks) {
        if (!geometry.hasTrees()) {
            return Shape.INLINE;
        }
        return geometry.hasTwoLevels() && geometry.ranks() <= twoLevelRanks ? Shape.TWO_LEVEL : Shape.TREE;
    }

    private Shape longShape(long bytes, int limit) {
        return bytes <= Math.min(onePhaseBytes, limit) ? Shape.ONE_PHASE : Shape.FRAGMENTED;
    }

    /** {@return whether copying own elements to where they are folded, while others' are on their way, is faster than when these are there} */
    static boolean beginsWithOwn(long bytes) {
        return bytes >= LEAST_OWN_BYTES;
    }

    /**
     * {@return whether others read what lies in memory that they can read, or a copy of it} Where all ranks send and receive, memory
     * that another core has just read would be dearer to write again than a copy, unless messages are so long that it has left
     * that core's cache: a ring is some times as long as that. With a root it pays at all sizes.
     */
    boolean readsInPlace(int root, long bytes) {
        return root != Signature.NO_ROOT || bytes >= ringBytes / 4;
    }

    /** {@return how many elements a fragment of a broadcast has} Short ones let readers start early. */
    int bcastFragment(ElementType type) {
        return type.count(Math.min(fragmentBytes, BCAST_FRAGMENT_BYTES));
    }

    /** {@return how many elements a fragment of a reduction has} */
    int reductionFragment(ReduceKernel kernel) {
        return kernel.wholeItems(kernel.type().count(fragmentBytes));
    }
}
