package org.tutti.coll.self;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.tutti.coll.Blocks;
import org.tutti.coll.CollectiveTable;
import org.tutti.coll.Neighbors;
import org.tutti.memory.Buffers;
import org.tutti.memory.ElementType;
import org.tutti.memory.ReduceKernel;

/** With one rank each operation is a copy, or nothing. */
final class SelfCollectives extends CollectiveTable {
    private final @Nullable Neighbors neighbors;

    SelfCollectives(@Nullable CollectiveTable below, @Nullable Neighbors neighbors) {
        super(below);
        this.neighbors = neighbors;
    }

    @Override
    public boolean isStepped() {
        return true;
    }

    @Override
    public boolean close(BooleanSupplier byException) {
        return true;
    }

    @Override
    public void agree(long[] mine, long[] all) {
        System.arraycopy(mine, 0, all, 0, mine.length);
    }

    @Override
    public void barrier() {}

    @Override
    public void bcast(ElementType type, Object buffer, long offset, long count, int root) {}

    @Override
    public void reduce(
            ReduceKernel kernel, Object send, long sendOffset, Object recv, long recvOffset, long count, int root) {
        Buffers.copy(kernel.type(), send, sendOffset, recv, recvOffset, count);
    }

    @Override
    public void allreduce(ReduceKernel kernel, Object send, long sendOffset, Object recv, long recvOffset, long count) {
        Buffers.copy(kernel.type(), send, sendOffset, recv, recvOffset, count);
    }

    @Override
    public void gather(Blocks send, Blocks recv, int root) {
        recv.copyFrom(0, send, 0);
    }

    @Override
    public void gatherv(Blocks send, Blocks recv, int root) {
        recv.copyFrom(0, send, 0);
    }

    @Override
    public void scatter(Blocks send, Blocks recv, int root) {
        recv.copyFrom(0, send, 0);
    }

    @Override
    public void scatterv(Blocks send, Blocks recv, int root) {
        recv.copyFrom(0, send, 0);
    }

    @Override
    public void allgather(Blocks send, Blocks recv) {
        recv.copyFrom(0, send, 0);
    }

    @Override
    public void allgatherv(Blocks send, Blocks recv) {
        recv.copyFrom(0, send, 0);
    }

    @Override
    public void alltoall(Blocks send, Blocks recv) {
        recv.copyFrom(0, send, 0);
    }

    @Override
    public void alltoallv(Blocks send, Blocks recv) {
        recv.copyFrom(0, send, 0);
    }

    @Override
    public void neighborAllgather(Blocks send, Blocks recv) {
        int[] sources = requireNeighbors(neighbors).sources();
        for (int block = 0; block < sources.length; block++) {
            if (sources[block] == 0) {
                recv.copyFrom(block, send, 0);
            }
        }
    }

    @Override
    public void neighborAllgatherv(Blocks send, Blocks recv) {
        neighborAllgather(send, recv);
    }

    @Override
    public void neighborAlltoall(Blocks send, Blocks recv) {
        int[] sources = requireNeighbors(neighbors).sources();
        for (int block = 0; block < sources.length; block++) {
            if (sources[block] == 0) {
                recv.copyFrom(block, send, requireNeighbors(neighbors).places()[block]);
            }
        }
    }

    @Override
    public void neighborAlltoallv(Blocks send, Blocks recv) {
        neighborAlltoall(send, recv);
    }

    @Override
    public void reduceScatterBlock(
            ReduceKernel kernel, Object send, long sendOffset, Object recv, long recvOffset, long blockCount) {
        Buffers.copy(kernel.type(), send, sendOffset, recv, recvOffset, blockCount);
    }

    @Override
    public void reduceScatter(
            ReduceKernel kernel, Object send, long sendOffset, Object recv, long recvOffset, int[] blockCounts) {
        Buffers.copy(kernel.type(), send, sendOffset, recv, recvOffset, blockCounts[0]);
    }

    @Override
    public void scan(ReduceKernel kernel, Object send, long sendOffset, Object recv, long recvOffset, long count) {
        Buffers.copy(kernel.type(), send, sendOffset, recv, recvOffset, count);
    }

    @Override
    public void exscan(ReduceKernel kernel, Object send, long sendOffset, Object recv, long recvOffset, long count) {}
}
