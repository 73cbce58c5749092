package org.tutti.coll;

import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.tutti.memory.ElementType;
import org.tutti.memory.ReduceKernel;

/** Records the operation that it is called for, in place of carrying it out. */
public final class CallRecorder extends CollectiveTable {
    private @Nullable RecordedCall recorded;

    /** Has recorded nothing. */
    public CallRecorder() {
        super(null);
    }

    /** {@return the last call} */
    public RecordedCall recorded() {
        return Objects.requireNonNull(recorded, "nothing was called");
    }

    @Override
    public boolean close(BooleanSupplier byException) {
        return true;
    }

    @Override
    public void agree(long[] mine, long[] all) {
        recorded = table -> table.agree(mine, all);
    }

    @Override
    public void barrier() {
        recorded = CollectiveTable::barrier;
    }

    @Override
    public void bcast(ElementType type, Object buffer, long offset, long count, int root) {
        recorded = table -> table.bcast(type, buffer, offset, count, root);
    }

    @Override
    public void gather(Blocks send, Blocks recv, int root) {
        recorded = table -> table.gather(send, recv, root);
    }

    @Override
    public void scatter(Blocks send, Blocks recv, int root) {
        recorded = table -> table.scatter(send, recv, root);
    }

    @Override
    public void allgather(Blocks send, Blocks recv) {
        recorded = table -> table.allgather(send, recv);
    }

    @Override
    public void alltoall(Blocks send, Blocks recv) {
        recorded = table -> table.alltoall(send, recv);
    }

    @Override
    public void gatherv(Blocks send, Blocks recv, int root) {
        recorded = table -> table.gatherv(send, recv, root);
    }

    @Override
    public void scatterv(Blocks send, Blocks recv, int root) {
        recorded = table -> table.scatterv(send, recv, root);
    }

    @Override
    public void allgatherv(Blocks send, Blocks recv) {
        recorded = table -> table.allgatherv(send, recv);
    }

    @Override
    public void alltoallv(Blocks send, Blocks recv) {
        recorded = table -> table.alltoallv(send, recv);
    }

    @Override
    public void neighborAllgather(Blocks send, Blocks recv) {
        recorded = table -> table.neighborAllgather(send, recv);
    }

    @Override
    public void neighborAllgatherv(Blocks send, Blocks recv) {
        recorded = table -> table.neighborAllgatherv(send, recv);
    }

    @Override
    public void neighborAlltoall(Blocks send, Blocks recv) {
        recorded = table -> table.neighborAlltoall(send, recv);
    }

    @Override
    public void neighborAlltoallv(Blocks send, Blocks recv) {
        recorded = table -> table.neighborAlltoallv(send, recv);
    }

    @Override
    public void reduce(
            ReduceKernel kernel, Object send, long sendOffset, Object recv, long recvOffset, long count, int root) {
        recorded = table -> table.reduce(kernel, send, sendOffset, recv, recvOffset, count, root);
    }

    @Override
    public void allreduce(ReduceKernel kernel, Object send, long sendOffset, Object recv, long recvOffset, long count) {
        recorded = table -> table.allreduce(kernel, send, sendOffset, recv, recvOffset, count);
    }

    @Override
    public void reduceScatterBlock(
            ReduceKernel kernel, Object send, long sendOffset, Object recv, long recvOffset, long blockCount) {
        recorded = table -> table.reduceScatterBlock(kernel, send, sendOffset, recv, recvOffset, blockCount);
    }

    @Override
    public void reduceScatter(
            ReduceKernel kernel, Object send, long sendOffset, Object recv, long recvOffset, int[] blockCounts) {
        int[] counts = blockCounts.clone();
        recorded = table -> table.reduceScatter(kernel, send, sendOffset, recv, recvOffset, counts);
    }

    @Override
    public void scan(ReduceKernel kernel, Object send, long sendOffset, Object recv, long recvOffset, long count) {
        recorded = table -> table.scan(kernel, send, sendOffset, recv, recvOffset, count);
    }

    @Override
    public void exscan(ReduceKernel kernel, Object send, long sendOffset, Object recv, long recvOffset, long count) {
        recorded = table -> table.exscan(kernel, send, sendOffset, recv, recvOffset, count);
    }
}
