package org.tutti.coll.basic;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tutti.coll.Blocks;
import org.tutti.coll.CollectiveScope;
import org.tutti.coll.CollectiveTable;
import org.tutti.coll.Neighbors;
import org.tutti.memory.ElementType;
import org.tutti.memory.ReduceKernel;
import org.tutti.segment.Signature;
import org.tutti.segment.Signature.Kind;

/** The collective operations of a communicator of one group by exchanges of blocks. */
final class BasicCollectives extends MovingCollectives {
    private final @Nullable Neighbors neighbors;
    private @Nullable BasicReductions reductions;
    private @Nullable BasicNeighbors around;

    BasicCollectives(@Nullable CollectiveTable below, CollectiveScope communicator) {
        super(below, communicator);
        this.neighbors = communicator.neighbors();
    }

    private BasicReductions reductions() {
        BasicReductions here = reductions;
        if (here == null) {
            here = new BasicReductions(means().table());
            reductions = here;
        }
        return here;
    }

    private BasicNeighbors around() {
        BasicNeighbors here = around;
        if (here == null) {
            here = new BasicNeighbors(means().table(), requireNeighbors(neighbors));
            around = here;
        }
        return here;
    }

    @Override
    long signature(Kind kind, ElementType type, long count, int root) {
        return Signature.of(kind, type, root, type.bytes(count));
    }

    @Override
    long signature(Kind kind, int root) {
        return Signature.of(kind, root);
    }

    private long even(Kind kind, Blocks send) {
        return signature(kind, send.type(0), send.count(0), Signature.NO_ROOT);
    }

    @Override
    public void neighborAllgather(Blocks send, Blocks recv) {
        around().allgather(even(Kind.NEIGHBOR_ALLGATHER, send), send, recv);
    }

    @Override
    public void neighborAllgatherv(Blocks send, Blocks recv) {
        around().allgather(Signature.of(Kind.NEIGHBOR_ALLGATHERV, Signature.NO_ROOT), send, recv);
    }

    @Override
    public void neighborAlltoall(Blocks send, Blocks recv) {
        around().alltoall(even(Kind.NEIGHBOR_ALLTOALL, send), send, recv);
    }

    @Override
    public void neighborAlltoallv(Blocks send, Blocks recv) {
        around().alltoall(Signature.of(Kind.NEIGHBOR_ALLTOALLV, Signature.NO_ROOT), send, recv);
    }

    @Override
    public void reduce(
            ReduceKernel kernel, Object send, long sendOffset, Object recv, long recvOffset, long count, int root) {
        reductions().reduce(Kind.REDUCE, kernel, send, sendOffset, recv, recvOffset, count, root);
    }

    @Override
    public void allreduce(ReduceKernel kernel, Object send, long sendOffset, Object recv, long recvOffset, long count) {
        reductions().reduce(Kind.ALLREDUCE, kernel, send, sendOffset, recv, recvOffset, count, Signature.NO_ROOT);
    }

    @Override
    public void reduceScatterBlock(
            ReduceKernel kernel, Object send, long sendOffset, Object recv, long recvOffset, long blockCount) {
        long[] counts = new long[means().table().size()];
        Arrays.fill(counts, blockCount);
        reductions().reduceScatter(Kind.REDUCE_SCATTER_BLOCK, kernel, send, sendOffset, recv, recvOffset, counts);
    }

    @Override
    public void reduceScatter(
            ReduceKernel kernel, Object send, long sendOffset, Object recv, long recvOffset, int[] blockCounts) {
        long[] counts = new long[blockCounts.length];
        Arrays.setAll(counts, block -> blockCounts[block]);
        reductions().reduceScatter(Kind.REDUCE_SCATTER, kernel, send, sendOffset, recv, recvOffset, counts);
    }

    @Override
    public void scan(ReduceKernel kernel, Object send, long sendOffset, Object recv, long recvOffset, long count) {
        reductions().scan(Kind.SCAN, kernel, send, sendOffset, recv, recvOffset, count);
    }

    @Override
    public void exscan(ReduceKernel kernel, Object send, long sendOffset, Object recv, long recvOffset, long count) {
        reductions().scan(Kind.EXSCAN, kernel, send, sendOffset, recv, recvOffset, count);
    }
}
