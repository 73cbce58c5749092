package org.tutti.coll;

import org.jspecify.annotations.Nullable;
import org.tutti.memory.ElementType;
import org.tutti.memory.ReduceKernel;

/**
 * Folds one block of elements of all ranks in the canonical order: ranks in blocks of 8 consecutive ones, each block from
 * its lowest rank up, then the blocks' results. The order depends on the number of ranks alone, and so do the bits of the
 * result.
 */
public final class CanonicalFold {
    /** How many consecutive ranks are a block. */
    public static final int BLOCK_RANKS = 8;

    private static final int SCRATCH_BYTES = 8 << 10;
    private static final int TYPES = ElementType.values().length;

    /** Where the elements of a rank come from. */
    public interface Source {
        /**
         * {@return an array that starts with {@code count} elements of a rank, the first of them its element {@code from}}
         * It is the scratch array, into which they have been copied, or one that may only be read.
         */
        Object elements(int peer, long from, Object scratch, int count);
    }

    /** Where the results of prefixes go. */
    public interface Sink {
        /** Takes the combination of the ranks up to one, which an array starts with until this returns. */
        void accept(int lastRank, Object result);
    }

    private final int ranks;
    private final @Nullable Scratch[] scratches = new Scratch[TYPES];

    /** Four arrays of one type: of the blocks before, of this block, of one rank, and of all up to one. */
    private static final class Scratch {
        private final int count;
        private final Object total;
        private final Object block;
        private final Object single;
        private final Object prefix;

        Scratch(ElementType type, int count) {
            this.count = count;
            total = type.newArray(count);
            block = type.newArray(count);
            single = type.newArray(count);
            prefix = type.newArray(count);
        }
    }

    /** Folds what so many ranks have. */
    public CanonicalFold(int ranks) {
        this.ranks = ranks;
    }

    /** {@return how many elements can be folded at once} */
    public static int capacity(ReduceKernel kernel) {
        return kernel.wholeItems(kernel.type().count(SCRATCH_BYTES));
    }

    /** {@return an array that starts with the folded elements, valid until the next fold} */
    public Object fold(ReduceKernel kernel, Source source, long from, int count) {
        return foldInto(scratch(kernel).total, kernel, source, from, count);
    }

    /** {@return the given array, which starts with the folded elements afterwards} */
    public Object foldInto(Object total, ReduceKernel kernel, Source source, long from, int count) {
        Scratch scratch = scratch(kernel);
        foldBlock(kernel, source, from, count, 0, total, scratch.single);
        for (int first = BLOCK_RANKS; first < ranks; first += BLOCK_RANKS) {
            foldBlock(kernel, source, from, count, first, scratch.block, scratch.single);
            kernel.fold(total, scratch.block, count);
        }
        return total;
    }

    /** {@return an array that starts with the folded elements of the block that begins with a rank, valid until the next fold} */
    public Object foldBlock(ReduceKernel kernel, Source source, int first, int count) {
        Scratch scratch = scratch(kernel);
        foldBlock(kernel, source, 0, count, first, scratch.block, scratch.single);
        return scratch.block;
    }

    /**
     * {@return an array that starts with the folded elements of all ranks, valid until the next fold}
     *
     * @param blocks where the folded elements of a block come from, asked for its first rank
     */
    public Object foldBlocks(ReduceKernel kernel, Source blocks, int count) {
        Scratch scratch = scratch(kernel);
        start(blocks, 0, count, 0, scratch.total);
        for (int first = BLOCK_RANKS; first < ranks; first += BLOCK_RANKS) {
            kernel.fold(scratch.total, blocks.elements(first, 0, scratch.single, count), count);
        }
        return scratch.total;
    }

    /** Folds the elements of the ranks up to each one, in the order in which as many ranks would fold theirs. */
    public void foldPrefixes(ReduceKernel kernel, Source source, long from, int count, Sink sink) {
        Scratch scratch = scratch(kernel);
        for (int first = 0; first < ranks; first += BLOCK_RANKS) {
            int end = Math.min(ranks, first + BLOCK_RANKS);
            for (int rank = first; rank < end; rank++) {
                Object single = source.elements(rank, from, scratch.single, count);
                if (rank == first) {
                    System.arraycopy(single, 0, scratch.block, 0, count);
                } else {
                    kernel.fold(scratch.block, single, count);
                }
                sink.accept(rank, first == 0 ? scratch.block : behindTotal(kernel, scratch, count));
            }
            if (first == 0) {
                System.arraycopy(scratch.block, 0, scratch.total, 0, count);
            } else {
                kernel.fold(scratch.total, scratch.block, count);
            }
        }
    }

    private static Object behindTotal(ReduceKernel kernel, Scratch scratch, int count) {
        System.arraycopy(scratch.total, 0, scratch.prefix, 0, count);
        kernel.fold(scratch.prefix, scratch.block, count);
        return scratch.prefix;
    }

    private Scratch scratch(ReduceKernel kernel) {
        ElementType type = kernel.type();
        Scratch scratch = scratches[type.ordinal()];
        if (scratch == null || scratch.count < kernel.itemElements()) {
            scratch = new Scratch(type, Math.max(type.count(SCRATCH_BYTES), kernel.itemElements()));
            scratches[type.ordinal()] = scratch;
        }
        return scratch;
    }

    private void foldBlock(
            ReduceKernel kernel, Source source, long from, int count, int first, Object result, Object single) {
        start(source, from, count, first, result);
        int end = Math.min(ranks, first + BLOCK_RANKS);
        for (int rank = first + 1; rank < end; rank++) {
            kernel.fold(result, source.elements(rank, from, single, count), count);
        }
    }

    @SuppressWarnings("ReferenceEquality") // the same array, not an equal one
    private static void start(Source source, long from, int count, int first, Object result) {
        Object start = source.elements(first, from, result, count);
        if (start != result) {
            System.arraycopy(start, 0, result, 0, count);
        }
    }
}
