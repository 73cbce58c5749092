package org.tutti.coll.basic;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tutti.coll.CollectiveScope;
import org.tutti.coll.CollectiveTable;
import org.tutti.memory.ElementType;
import org.tutti.memory.ReduceKernel;
import org.tutti.segment.Signature;
import org.tutti.segment.Signature.Kind;

/**
 * The collective operations of an intercommunicator: each group receives what the other one gives, by exchanges of blocks between
 * the members of both. Two groups need not call them with equal counts, and who has nothing to do knows none: so members are
 * compared by the kinds of their calls, and blocks one by one.
 */
final class InterCollectives extends MovingCollectives {
    private @Nullable InterReductions reductions;

    InterCollectives(@Nullable CollectiveTable below, CollectiveScope communicator) {
        super(below, communicator);
    }

    private InterReductions reductions() {
        InterReductions here = reductions;
        if (here == null) {
            here = new InterReductions(means().table(), means().membership());
            reductions = here;
        }
        return here;
    }

    @Override
    long signature(Kind kind, ElementType type, long count, int root) {
        return signature(kind, root);
    }

    @Override
    long signature(Kind kind, int root) {
        return Signature.of(kind, Signature.NO_ROOT);
    }

    @Override
    public void reduce(
            ReduceKernel kernel, Object send, long sendOffset, Object recv, long recvOffset, long count, int root) {
        reductions().reduce(kernel, send, sendOffset, recv, recvOffset, count, root);
    }

    @Override
    public void allreduce(ReduceKernel kernel, Object send, long sendOffset, Object recv, long recvOffset, long count) {
        reductions().allreduce(kernel, send, sendOffset, recv, recvOffset, count);
    }

    @Override
    public void reduceScatterBlock(
            ReduceKernel kernel, Object send, long sendOffset, Object recv, long recvOffset, long blockCount) {
        long total = blockCount * means().membership().size();
        reductions()
                .reduceScatter(
                        Kind.REDUCE_SCATTER_BLOCK,
                        kernel,
                        send,
                        sendOffset,
                        recv,
                        recvOffset,
                        blockCount,
                        total,
                        blockCount);
    }

    @Override
    public void reduceScatter(
            ReduceKernel kernel, Object send, long sendOffset, Object recv, long recvOffset, int[] blockCounts) {
        long mine = blockCounts[means().membership().rank()];
        long total = IntStream.of(blockCounts).asLongStream().sum();
        reductions()
                .reduceScatter(
                        Kind.REDUCE_SCATTER,
                        kernel,
                        send,
                        sendOffset,
                        recv,
                        recvOffset,
                        mine,
                        total,
                        Arrays.hashCode(blockCounts));
    }
}
