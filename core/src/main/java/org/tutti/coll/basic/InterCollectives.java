package org.tutti.coll.basic;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
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

/**
 * The collective operations of an intercommunicator: each group receives what the other one gives, by exchanges of blocks between
 * the members of both. Two groups need not call them with equal counts, and who has nothing to do knows none: so members are
 * compared by the kinds of their calls, and blocks one by one.
 */
final class InterCollectives extends CollectiveTable {
    private final CollectiveScope communicator;
    private @Nullable Made made;

    /** What the operations take. */
    private record Made(BlockTransport transport, Membership membership, BasicMoves moves, InterReductions reductions) {
        static Made over(BlockTransport transport, int firstGroup) {
            BlockTable table = new BlockTable(transport);
            Membership membership = Membership.of(table.rank(), firstGroup, table.size());
            return new Made(
                    transport, membership, new BasicMoves(table, membership), new InterReductions(table, membership));
        }
    }

    InterCollectives(@Nullable CollectiveTable below, CollectiveScope communicator) {
        super(below);
        this.communicator = communicator;
    }

    private Made made() {
        Made here = made;
        if (here == null) {
            here = Made.over(Objects.requireNonNull(communicator.transport()), communicator.firstGroup());
            made = here;
        }
        return here;
    }

    private BasicMoves moves() {
        return made().moves;
    }

    private InterReductions reductions() {
        return made().reductions;
    }

    private static long signature(Kind kind) {
        return Signature.of(kind, Signature.NO_ROOT);
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
        moves().bcast(signature(Kind.BCAST), type, buffer, offset, count, root);
    }

    @Override
    public void gather(Blocks send, Blocks recv, int root) {
        moves().gather(signature(Kind.GATHER), send, recv, root);
    }

    @Override
    public void gatherv(Blocks send, Blocks recv, int root) {
        moves().gather(signature(Kind.GATHERV), send, recv, root);
    }

    @Override
    public void scatter(Blocks send, Blocks recv, int root) {
        moves().scatter(signature(Kind.SCATTER), send, recv, root);
    }

    @Override
    public void scatterv(Blocks send, Blocks recv, int root) {
        moves().scatter(signature(Kind.SCATTERV), send, recv, root);
    }

    @Override
    public void allgather(Blocks send, Blocks recv) {
        moves().allgather(signature(Kind.ALLGATHER), send, recv);
    }

    @Override
    public void allgatherv(Blocks send, Blocks recv) {
        moves().allgather(signature(Kind.ALLGATHERV), send, recv);
    }

    @Override
    public void alltoall(Blocks send, Blocks recv) {
        moves().alltoall(signature(Kind.ALLTOALL), send, recv);
    }

    @Override
    public void alltoallv(Blocks send, Blocks recv) {
        moves().alltoall(signature(Kind.ALLTOALLV), send, recv);
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
        long total = blockCount * made().membership.size();
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
        long mine = blockCounts[made().membership.rank()];
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
