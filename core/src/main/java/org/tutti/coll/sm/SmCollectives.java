package org.tutti.coll.sm;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.tutti.coll.Blocks;
import org.tutti.coll.CollectiveTable;
import org.tutti.coll.Neighbors;
import org.tutti.memory.ElementType;
import org.tutti.memory.ReduceKernel;
import org.tutti.segment.LaneSource;
import org.tutti.segment.Signature;

/** The collective operations of one communicator through shared memory, which is taken at the first of them. */
final class SmCollectives extends CollectiveTable {
    private final LaneSource lane;
    private final @Nullable Neighbors neighbors;
    private @Nullable SmShapes opened;
    private @Nullable SmNeighbors openedNeighbors;

    SmCollectives(@Nullable CollectiveTable below, LaneSource lane, @Nullable Neighbors neighbors) {
        super(below);
        this.lane = lane;
        this.neighbors = neighbors;
    }

    private SmShapes shapes() {
        SmShapes shapes = opened;
        return shapes != null ? shapes : open();
    }

    private SmShapes open() {
        SmShapes shapes = new SmShapes(lane.open());
        opened = shapes;
        return shapes;
    }

    private SmNeighbors neighborShapes() {
        SmNeighbors shapes = openedNeighbors;
        return shapes != null ? shapes : openNeighbors();
    }

    private SmNeighbors openNeighbors() {
        SmShapes shapes = shapes();
        SmNeighbors made = new SmNeighbors(shapes.lane, shapes.decision, requireNeighbors(neighbors));
        openedNeighbors = made;
        return made;
    }

    @Override
    public boolean isStepped() {
        return true;
    }

    /** Meets nobody where no lane has been opened: there has been nothing in which ranks could differ. */
    @Override
    public boolean close(BooleanSupplier byException) {
        return !lane.isOpen() || SmClosing.meet(shapes().barrier, byException);
    }

    @Override
    public void agree(long[] mine, long[] all) {
        SmShapes shapes = shapes();
        Blocks send = new Blocks().set(ElementType.LONG, mine, 0, mine.length);
        Blocks recv = new Blocks().set(ElementType.LONG, all, 0, mine.length);
        start(shapes.agree, send, send, recv, Signature.NO_ROOT);
    }

    @Override
    public void barrier() {
        SmShapes shapes = shapes();
        shapes.lane.run(
                switch (shapes.decision.barrier()) {
                    case TWO_LEVEL -> shapes.twoLevelBarrier.start();
                    case TREE -> shapes.treeBarrier.start();
                    default -> shapes.barrier.start(Signature.Kind.BARRIER);
                });
    }

    @Override
    public void bcast(ElementType type, Object buffer, long offset, long count, int root) {
        SmShapes shapes = shapes();
        Broadcast bcast = switch (shapes.decision.bcast(type.bytes(count))) {
            case INLINE -> shapes.inlineBcast;
            case TREE, TWO_LEVEL -> shapes.treeBcast;
            case ONE_PHASE -> shapes.onePhaseBcast;
            case FRAGMENTED -> shapes.fragmentedBcast;
        };
        shapes.lane.run(bcast.start(type, buffer, offset, count, root));
    }

    @Override
    public void reduce(
            ReduceKernel kernel, Object send, long sendOffset, Object recv, long recvOffset, long count, int root) {
        SmShapes shapes = shapes();
        Reduction reduce = switch (shapes.decision.reduce(kernel, count)) {
            case INLINE, TREE, TWO_LEVEL -> shapes.inlineReduce;
            case ONE_PHASE -> shapes.onePhaseReduce;
            case FRAGMENTED -> shapes.fragmentedReduce;
        };
        shapes.lane.run(reduce.start(Signature.Kind.REDUCE, kernel, send, sendOffset, recv, recvOffset, count, root));
    }

    @Override
    public void allreduce(ReduceKernel kernel, Object send, long sendOffset, Object recv, long recvOffset, long count) {
        SmShapes shapes = shapes();
        Reduction allreduce = switch (shapes.decision.allreduce(kernel, count)) {
            case INLINE -> shapes.inlineAllreduce;
            case TWO_LEVEL -> shapes.twoLevelAllreduce;
            case TREE -> shapes.treeAllreduce;
            case ONE_PHASE -> shapes.onePhaseAllreduce;
            case FRAGMENTED -> shapes.fragmentedAllreduce;
        };
        shapes.lane.run(allreduce.start(
                Signature.Kind.ALLREDUCE, kernel, send, sendOffset, recv, recvOffset, count, Signature.NO_ROOT));
    }

    @Override
    public void gather(Blocks send, Blocks recv, int root) {
        SmShapes shapes = shapes();
        boolean isRoot = shapes.lane.rank() == root;
        start(shapes.gather, isRoot ? recv : send, send, recv, root);
    }

    @Override
    public void gatherv(Blocks send, Blocks recv, int root) {
        SmShapes shapes = shapes();
        shapes.lane.run(shapes.gatherv.start(send, recv, root));
    }

    @Override
    public void scatter(Blocks send, Blocks recv, int root) {
        SmShapes shapes = shapes();
        boolean isRoot = shapes.lane.rank() == root;
        start(shapes.scatter, isRoot ? send : recv, send, recv, root);
    }

    @Override
    public void scatterv(Blocks send, Blocks recv, int root) {
        SmShapes shapes = shapes();
        shapes.lane.run(shapes.scatterv.start(send, recv, root));
    }

    @Override
    public void allgather(Blocks send, Blocks recv) {
        start(shapes().allgather, recv, send, recv, Signature.NO_ROOT);
    }

    @Override
    public void allgatherv(Blocks send, Blocks recv) {
        SmShapes shapes = shapes();
        shapes.lane.run(shapes.allgatherv.start(send, recv, Signature.NO_ROOT));
    }

    @Override
    public void alltoall(Blocks send, Blocks recv) {
        start(shapes().alltoall, recv, send, recv, Signature.NO_ROOT);
    }

    @Override
    public void alltoallv(Blocks send, Blocks recv) {
        SmShapes shapes = shapes();
        shapes.lane.run(shapes.alltoallv.start(send, recv, Signature.NO_ROOT));
    }

    @Override
    public void neighborAllgather(Blocks send, Blocks recv) {
        start(neighborShapes().allgather, send, send, recv, Signature.NO_ROOT);
    }

    @Override
    public void neighborAlltoall(Blocks send, Blocks recv) {
        start(neighborShapes().alltoall, send, send, recv, Signature.NO_ROOT);
    }

    @Override
    public void neighborAllgatherv(Blocks send, Blocks recv) {
        VaryingExchange exchange = neighborShapes().allgatherv;
        exchange.lane.run(exchange.start(send, recv, Signature.NO_ROOT));
    }

    @Override
    public void neighborAlltoallv(Blocks send, Blocks recv) {
        VaryingExchange exchange = neighborShapes().alltoallv;
        exchange.lane.run(exchange.start(send, recv, Signature.NO_ROOT));
    }

    @Override
    public void reduceScatterBlock(
            ReduceKernel kernel, Object send, long sendOffset, Object recv, long recvOffset, long blockCount) {
        SmShapes shapes = shapes();
        ScatteredReduction shape = reduceScatter(shapes, kernel, blockCount * shapes.lane.size(), blockCount);
        shapes.lane.run(shape.start(kernel, send, sendOffset, recv, recvOffset, blockCount, null));
    }

    @Override
    public void reduceScatter(
            ReduceKernel kernel, Object send, long sendOffset, Object recv, long recvOffset, int[] blockCounts) {
        SmShapes shapes = shapes();
        long total = 0;
        long largest = 0;
        for (int blockCount : blockCounts) {
            total += blockCount;
            largest = Math.max(largest, blockCount);
        }
        ScatteredReduction shape = reduceScatter(shapes, kernel, total, largest);
        shapes.lane.run(shape.start(kernel, send, sendOffset, recv, recvOffset, 0, blockCounts));
    }

    /** {@return the shape} Throws where rows of the reduction's items do not fit, before anything is open. */
    private static ScatteredReduction reduceScatter(SmShapes shapes, ReduceKernel kernel, long total, long largest) {
        if (shapes.decision.inlineReduceScatter(kernel, total)) {
            return shapes.inlineReduceScatter;
        }
        shapes.decision.reduceScatterPart(kernel, shapes.lane.size(), largest);
        return shapes.ringReduceScatter;
    }

    @Override
    public void scan(ReduceKernel kernel, Object send, long sendOffset, Object recv, long recvOffset, long count) {
        SmShapes shapes = shapes();
        shapes.lane.run(shapes.scan
                .of(kernel, count)
                .start(Signature.Kind.SCAN, kernel, send, sendOffset, recv, recvOffset, count, Signature.NO_ROOT));
    }

    @Override
    public void exscan(ReduceKernel kernel, Object send, long sendOffset, Object recv, long recvOffset, long count) {
        SmShapes shapes = shapes();
        shapes.lane.run(shapes.exscan
                .of(kernel, count)
                .start(Signature.Kind.EXSCAN, kernel, send, sendOffset, recv, recvOffset, count, Signature.NO_ROOT));
    }

    /** Runs an exchange of blocks that are as large as those which this rank has to pass for certain. */
    private void start(SmShapes.Exchanges shapes, Blocks known, Blocks send, Blocks recv, int root) {
        EvenExchange exchange = shapes.of(known.bytes(0));
        exchange.lane.run(exchange.start(known, send, recv, root));
    }
}
