package org.tutti.coll.sm;

import java.util.function.BooleanSupplier;
import org.tutti.coll.CollectiveTable;
import org.tutti.memory.ElementType;
import org.tutti.memory.ReduceKernel;
import org.tutti.pattern.Tree;
import org.tutti.segment.Lane;
import org.tutti.segment.Signature;

/** The collective operations of one communicator through shared memory; each is made once and used again. */
final class SmCollectives implements CollectiveTable {
    private final Lane lane;
    private final SmDecision decision;
    private final SmBarrier barrier;
    private final TreeBarrier treeBarrier;
    private final InlineBcast inlineBcast;
    private final TreeBcast treeBcast;
    private final OnePhaseBcast onePhaseBcast;
    private final FragmentedBcast fragmentedBcast;
    private final InlineReduce inlineReduce;
    private final OnePhaseReduce onePhaseReduce;
    private final FragmentedReduce fragmentedReduce;
    private final InlineAllreduce inlineAllreduce;
    private final TreeAllreduce treeAllreduce;
    private final OnePhaseAllreduce onePhaseAllreduce;
    private final FragmentedAllreduce fragmentedAllreduce;

    SmCollectives(Lane lane) {
        this.lane = lane;
        decision = new SmDecision(lane.geometry());
        Tree tree = new Tree(lane.size(), lane.geometry().treeDegree());
        barrier = new SmBarrier(lane);
        treeBarrier = new TreeBarrier(lane, tree);
        inlineBcast = new InlineBcast(lane);
        treeBcast = new TreeBcast(lane, tree);
        onePhaseBcast = new OnePhaseBcast(lane);
        fragmentedBcast = new FragmentedBcast(lane, decision);
        inlineReduce = new InlineReduce(lane);
        onePhaseReduce = new OnePhaseReduce(lane);
        fragmentedReduce = new FragmentedReduce(lane, decision);
        inlineAllreduce = new InlineAllreduce(lane);
        treeAllreduce = new TreeAllreduce(lane, tree);
        onePhaseAllreduce = new OnePhaseAllreduce(lane);
        fragmentedAllreduce = new FragmentedAllreduce(lane, decision);
    }

    /** Meets nobody where the job has ended and this rank knows: a second exception would only hide the first. */
    @Override
    public boolean close(BooleanSupplier byException) {
        if (lane.hasFailed()) {
            return false;
        }
        SmBarrier meeting = barrier.start(Signature.Kind.CLOSE);
        if (!lane.runBriefly(meeting)) {
            if (byException.getAsBoolean()) {
                return false;
            }
            lane.run(meeting);
        }
        return true;
    }

    @Override
    public void barrier() {
        boolean alongTree = decision.barrier() == SmDecision.Shape.TREE;
        lane.run(alongTree ? treeBarrier.start() : barrier.start(Signature.Kind.BARRIER));
    }

    @Override
    public void bcast(ElementType type, Object buffer, int offset, int count, int root) {
        Broadcast bcast = switch (decision.bcast(type.bytes(count))) {
            case INLINE -> inlineBcast;
            case TREE -> treeBcast;
            case ONE_PHASE -> onePhaseBcast;
            case FRAGMENTED -> fragmentedBcast;
        };
        lane.run(bcast.start(type, buffer, offset, count, root));
    }

    @Override
    public void reduce(
            ReduceKernel kernel, Object send, int sendOffset, Object recv, int recvOffset, int count, int root) {
        Reduction reduce = switch (decision.reduce(kernel, count)) {
            case INLINE, TREE -> inlineReduce;
            case ONE_PHASE -> onePhaseReduce;
            case FRAGMENTED -> fragmentedReduce;
        };
        lane.run(reduce.start(Signature.Kind.REDUCE, kernel, send, sendOffset, recv, recvOffset, count, root));
    }

    @Override
    public void allreduce(ReduceKernel kernel, Object send, int sendOffset, Object recv, int recvOffset, int count) {
        Reduction allreduce = switch (decision.allreduce(kernel, count)) {
            case INLINE -> inlineAllreduce;
            case TREE -> treeAllreduce;
            case ONE_PHASE -> onePhaseAllreduce;
            case FRAGMENTED -> fragmentedAllreduce;
        };
        lane.run(allreduce.start(
                Signature.Kind.ALLREDUCE, kernel, send, sendOffset, recv, recvOffset, count, Signature.NO_ROOT));
    }
}
