package org.tutti.coll.basic;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.tutti.coll.BlockTransport;
import org.tutti.coll.Blocks;
import org.tutti.coll.CollectiveScope;
import org.tutti.coll.CollectiveTable;
import org.tutti.coll.Membership;
import org.tutti.memory.ElementType;
import org.tutti.memory.ReduceKernel;
import org.tutti.segment.Signature;
import org.tutti.segment.Signature.Kind;

/** The collective operations of one communicator by exchanges of blocks. Whatever that takes is made at the first of them. */
final class BasicCollectives extends CollectiveTable {
    private final CollectiveScope communicator;
    private @Nullable Made made;
    private @Nullable BasicNeighbors around;

    /** What the operations take. */
    private record Made(BlockTransport transport, BlockTable table, BasicMoves moves, BasicReductions reductions) {
        static Made over(BlockTransport transport) {
            BlockTable table = new BlockTable(transport);
            Membership all = Membership.of(table.rank(), table.size());
            return new Made(transport, table, new BasicMoves(table, all), new BasicReductions(table));
        }
    }

    BasicCollectives(@Nullable CollectiveTable below, CollectiveScope communicator) {
        super(below);
        this.communicator = communicator;
    }

    private Made made() {
        Made here = made;
        if (here == null) {
            here = Made.over(Objects.requireNonNull(communicator.transport()));
            made = here;
        }
        return here;
    }

    private BasicMoves moves() {
        return made().moves;
    }

    private BasicReductions reductions() {
        return made().reductions;
    }

    private BasicNeighbors around() {
        BasicNeighbors here = around;
        if (here == null) {
            here = new BasicNeighbors(made().table, requireNeighbors(communicator.neighbors()));
            around = here;
        }
        return here;
    }

    private boolean isRoot(int root) {
        return made().table.rank() == root;
    }

    /** Opens nothing: who has not been used meets nobody. */
    @Override
    public boolean close(BooleanSupplier byException) {
        Made here = made;
        return here == null || here.transport.close(byException);
    }

    @Override
    public void agree(long[] mine, long[] all) {
        moves().agree(mine, all);
    }

    @Override
    public void barrier() {
        moves().barrier();
    }

    @Override
    public void bcast(ElementType type, Object buffer, long offset, long count, int root) {
        moves().bcast(Signature.of(Kind.BCAST, type, root, type.bytes(count)), type, buffer, offset, count, root);
    }

    @Override
    public void gather(Blocks send, Blocks recv, int root) {
        moves().gather(BasicMoves.even(Kind.GATHER, isRoot(root) ? recv : send, root), send, recv, root);
    }

    @Override
    public void gatherv(Blocks send, Blocks recv, int root) {
        moves().gather(Signature.of(Kind.GATHERV, root), send, recv, root);
    }

    @Override
    public void scatter(Blocks send, Blocks recv, int root) {
        moves().scatter(BasicMoves.even(Kind.SCATTER, isRoot(root) ? send : recv, root), send, recv, root);
    }

    @Override
    public void scatterv(Blocks send, Blocks recv, int root) {
        moves().scatter(Signature.of(Kind.SCATTERV, root), send, recv, root);
    }

    @Override
    public void allgather(Blocks send, Blocks recv) {
        moves().allgather(BasicMoves.even(Kind.ALLGATHER, recv, Signature.NO_ROOT), send, recv);
    }

    @Override
    public void allgatherv(Blocks send, Blocks recv) {
        moves().allgather(Signature.of(Kind.ALLGATHERV, Signature.NO_ROOT), send, recv);
    }

    @Override
    public void alltoall(Blocks send, Blocks recv) {
        moves().alltoall(BasicMoves.even(Kind.ALLTOALL, recv, Signature.NO_ROOT), send, recv);
    }

    @Override
    public void alltoallv(Blocks send, Blocks recv) {
        moves().alltoall(Signature.of(Kind.ALLTOALLV, Signature.NO_ROOT), send, recv);
    }

    @Override
    public void neighborAllgather(Blocks send, Blocks recv) {
        around().allgather(BasicMoves.even(Kind.NEIGHBOR_ALLGATHER, send, Signature.NO_ROOT), send, recv);
    }

    @Override
    public void neighborAllgatherv(Blocks send, Blocks recv) {
        around().allgather(Signature.of(Kind.NEIGHBOR_ALLGATHERV, Signature.NO_ROOT), send, recv);
    }

    @Override
    public void neighborAlltoall(Blocks send, Blocks recv) {
        around().alltoall(BasicMoves.even(Kind.NEIGHBOR_ALLTOALL, send, Signature.NO_ROOT), send, recv);
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
        long[] counts = new long[communicator.size()];
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
