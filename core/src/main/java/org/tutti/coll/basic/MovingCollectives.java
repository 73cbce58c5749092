package org.tutti.coll.basic;

import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.tutti.coll.BlockTransport;
import org.tutti.coll.Blocks;
import org.tutti.coll.CollectiveScope;
import org.tutti.coll.CollectiveTable;
import org.tutti.coll.Membership;
import org.tutti.memory.ElementType;
import org.tutti.segment.Signature;
import org.tutti.segment.Signature.Kind;

/**
 * The operations of one communicator that move blocks, by exchanges, for one group and for two. Whatever they take is made at the first
 * of them.
 */
abstract class MovingCollectives extends CollectiveTable {
    private final CollectiveScope communicator;
    private @Nullable Means means;

    /** What the operations take. */
    record Means(BlockTransport transport, BlockTable table, Membership membership, BasicMoves moves) {
        static Means over(BlockTransport transport, int firstGroup) {
            BlockTable table = new BlockTable(transport);
            Membership membership = Membership.of(table.rank(), firstGroup, table.size());
            return new Means(transport, table, membership, new BasicMoves(table, membership));
        }
    }

    MovingCollectives(@Nullable CollectiveTable below, CollectiveScope communicator) {
        super(below);
        this.communicator = communicator;
    }

    final Means means() {
        Means here = means;
        if (here == null) {
            here = Means.over(Objects.requireNonNull(communicator.transport()), communicator.firstGroup());
            means = here;
        }
        return here;
    }

    private BasicMoves moves() {
        return means().moves;
    }

    /** {@return how a call is told to all, of whose elements each of them knows so many} */
    abstract long signature(Kind kind, ElementType type, long count, int root);

    /** {@return how a call is told to all whose blocks may have any sizes} */
    abstract long signature(Kind kind, int root);

    private long even(Kind kind, Blocks known, int root) {
        return signature(kind, known.type(0), known.count(0), root);
    }

    private Blocks ofRoot(int root, Blocks atRoot, Blocks elsewhere) {
        return means().membership.isRoot(root) ? atRoot : elsewhere;
    }

    /** Opens nothing: who has not been used meets nobody. */
    @Override
    public final boolean close(BooleanSupplier byException) {
        Means here = means;
        return here == null || here.transport.close(byException);
    }

    @Override
    public final void agree(long[] mine, long[] all) {
        moves().agree(mine, all);
    }

    @Override
    public final void barrier() {
        moves().barrier();
    }

    @Override
    public final void bcast(ElementType type, Object buffer, long offset, long count, int root) {
        moves().bcast(signature(Kind.BCAST, type, count, root), type, buffer, offset, count, root);
    }

    @Override
    public final void gather(Blocks send, Blocks recv, int root) {
        moves().gather(even(Kind.GATHER, ofRoot(root, recv, send), root), send, recv, root);
    }

    @Override
    public final void gatherv(Blocks send, Blocks recv, int root) {
        moves().gather(signature(Kind.GATHERV, root), send, recv, root);
    }

    @Override
    public final void scatter(Blocks send, Blocks recv, int root) {
        moves().scatter(even(Kind.SCATTER, ofRoot(root, send, recv), root), send, recv, root);
    }

    @Override
    public final void scatterv(Blocks send, Blocks recv, int root) {
        moves().scatter(signature(Kind.SCATTERV, root), send, recv, root);
    }

    @Override
    public final void allgather(Blocks send, Blocks recv) {
        moves().allgather(even(Kind.ALLGATHER, recv, Signature.NO_ROOT), send, recv);
    }

    @Override
    public final void allgatherv(Blocks send, Blocks recv) {
        moves().allgather(signature(Kind.ALLGATHERV, Signature.NO_ROOT), send, recv);
    }

    @Override
    public final void alltoall(Blocks send, Blocks recv) {
        moves().alltoall(even(Kind.ALLTOALL, recv, Signature.NO_ROOT), send, recv);
    }

    @Override
    public final void alltoallv(Blocks send, Blocks recv) {
        moves().alltoall(signature(Kind.ALLTOALLV, Signature.NO_ROOT), send, recv);
    }
}
