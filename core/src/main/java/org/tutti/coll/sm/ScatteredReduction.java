package org.tutti.coll.sm;

import org.jspecify.annotations.Nullable;
import org.tutti.memory.Items;
import org.tutti.memory.ReduceKernel;
import org.tutti.segment.Lane;
import org.tutti.segment.Signature;

/** What all shapes of reduceScatter have in common: of a row of blocks, each rank wants the one with its number. */
abstract class ScatteredReduction extends Reduction {
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final long[] starts;

    ScatteredReduction(Lane lane) {
        super(lane);
        this.starts = new long[lane.size() + 1];
    }

    /** Starts with blocks of so many elements each or, given an array, of as many as it says. */
    final ScatteredReduction start(
            ReduceKernel newKernel,
            Object newSend,
            long newSendOffset,
            Object newRecv,
            long newRecvOffset,
            long blockCount,
            int @Nullable [] blockCounts) {
        long differing = 0;
        for (int block = 0; block < team.size(); block++) {
            long elements = blockCounts == null ? blockCount : blockCounts[block];
            starts[block + 1] = starts[block] + elements;
            differing = blockCounts == null ? 0 : (differing + elements) * MIX;
        }
        Signature.Kind kind = blockCounts == null ? Signature.Kind.REDUCE_SCATTER_BLOCK : Signature.Kind.REDUCE_SCATTER;
        long total = starts[team.size()];
        open(
                Signature.of(kind, newKernel, Signature.NO_ROOT, total),
                newKernel.salt() ^ Items.salt(newSend) ^ differing);
        take(newKernel, newSend, newSendOffset, newRecv, newRecvOffset, total);
        return this;
    }

    /** {@return which element of the row a block begins with} */
    final long startOf(int block) {
        return starts[block];
    }

    /** {@return how many elements a block has} */
    final long elementsOf(int block) {
        return starts[block + 1] - starts[block];
    }
}
