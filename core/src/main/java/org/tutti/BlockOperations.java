package org.tutti;

import org.jspecify.annotations.Nullable;
import org.tutti.coll.Blocks;
import org.tutti.memory.ElementType;

/** What the operations of a communicator that move blocks have in common. */
abstract class BlockOperations extends Broadcasts {
    /** Some virtual machines have a few elements less than an int can count. */
    private static final int MOST_ELEMENTS = Integer.MAX_VALUE - 8;

    final BlockArguments sends;
    final BlockArguments receives;

    BlockOperations(Foundation foundation) {
        super(foundation);
        sends = new BlockArguments("send", false, peers);
        receives = new BlockArguments("recv", true, peers);
    }

    /** Lets go of the caller's buffers. */
    final void forget() {
        if (!records) {
            sends.forget();
            receives.forget();
        }
    }

    /**
     * Checks blocks of which none is received where any is sent from, but this rank's own, and compares what this rank sends to
     * itself with what it receives; in an intercommunicator it sends nothing to itself.
     */
    final void requireApart(Blocks sent, int sentBlocks, Blocks received, int receivedBlocks) {
        if (membership.hasTwoGroups()) {
            BlockOverlaps.requireDisjoint(sent, sentBlocks, received, receivedBlocks);
        } else {
            BlockOverlaps.require(sent, sentBlocks, received, receivedBlocks, rank);
        }
    }

    /**
     * {@return how many elements a block has} This rank's own has as many or, where an intercommunicator's root has none, each
     * of those in an array of all.
     */
    final int blockLength(Object own, BlockArguments side, @Nullable Object all, int root) {
        if (meets(root)) {
            return ArrayArguments.lengthOf(own);
        }
        return isRoot(root) ? side.share(all) : 0;
    }

    /** {@return a new array of so many elements, like another} */
    @SuppressWarnings("unchecked") // of the same class
    static <A> A newArray(A like, long elements) {
        return (A) newArray(ArrayArguments.typeOf(like, "array"), elements);
    }

    static Object newArray(ElementType type, long elements) {
        return type.newArray(requireFits(elements));
    }

    /** {@return how many elements a new array is to have, which must not be more than one can have} */
    static int requireFits(long elements) {
        if (elements > MOST_ELEMENTS) {
            throw new TuttiException(
                    ErrorCode.LARGE_RESULT,
                    "the result has more elements than an array can have: elements=" + elements);
        }
        return (int) elements;
    }

    /** {@return where blocks begin that lie one behind the other in a new array, which must be able to hold them} */
    static int[] packed(int[] counts) {
        requireFits(total(counts));
        int[] displacements = new int[counts.length];
        for (int block = 1; block < counts.length; block++) {
            displacements[block] = displacements[block - 1] + counts[block - 1];
        }
        return displacements;
    }

    static long total(int[] counts) {
        long total = 0;
        for (int count : counts) {
            total += count;
        }
        return total;
    }

    /** Exchanges a number of each rank, so that all know all. */
    final int[] countOfEach(int count) {
        int[] counts = new int[peers];
        oneInt[0] = count;
        table.allgather(sends.one(oneInt, 0, 1), receives.each(counts, 0, 1));
        return counts;
    }
}
