package org.tutti.coll.sm;

import org.tutti.memory.ReduceKernel;
import org.tutti.pattern.Groups;
import org.tutti.pattern.RankTraffic;
import org.tutti.pattern.Traffic;
import org.tutti.pattern.Tree;
import org.tutti.segment.Lane;
import org.tutti.segment.Signature.Kind;

/** All operations in all their shapes on one lane; each is made once and used again. */
final class SmShapes {
    final Lane lane;
    final SmDecision decision;
    final SmBarrier barrier;
    final TwoLevelBarrier twoLevelBarrier;
    final TreeBarrier treeBarrier;
    final InlineBcast inlineBcast;
    final TreeBcast treeBcast;
    final OnePhaseBcast onePhaseBcast;
    final FragmentedBcast fragmentedBcast;
    final InlineReduce inlineReduce;
    final OnePhaseReduce onePhaseReduce;
    final FragmentedReduce fragmentedReduce;
    final InlineAllreduce inlineAllreduce;
    final TwoLevelAllreduce twoLevelAllreduce;
    final TreeAllreduce treeAllreduce;
    final OnePhaseAllreduce onePhaseAllreduce;
    final FragmentedAllreduce fragmentedAllreduce;
    final InlineReduceScatter inlineReduceScatter;
    final RingReduceScatter ringReduceScatter;
    final Scans scan;
    final Scans exscan;
    final Exchanges gather;
    final Exchanges scatter;
    final Exchanges agree;
    final Exchanges allgather;
    final Exchanges alltoall;
    final VaryingExchange gatherv;
    final VaryingExchange scatterv;
    final VaryingExchange allgatherv;
    final VaryingExchange alltoallv;

    SmShapes(Lane lane) {
        this.lane = lane;
        decision = new SmDecision(lane.geometry());
        Tree tree = new Tree(lane.size(), lane.geometry().degreeOfTrees());
        barrier = new SmBarrier(lane);
        twoLevelBarrier = new TwoLevelBarrier(lane, new Groups(lane.size(), SmDecision.GROUP_RANKS));
        treeBarrier = new TreeBarrier(lane, tree);
        inlineBcast = new InlineBcast(lane);
        treeBcast = new TreeBcast(lane, tree);
        onePhaseBcast = new OnePhaseBcast(lane);
        fragmentedBcast = new FragmentedBcast(lane, decision);
        inlineReduce = new InlineReduce(lane);
        onePhaseReduce = new OnePhaseReduce(lane);
        fragmentedReduce = new FragmentedReduce(lane, decision);
        inlineAllreduce = new InlineAllreduce(lane);
        twoLevelAllreduce = new TwoLevelAllreduce(lane);
        treeAllreduce = new TreeAllreduce(lane, tree);
        onePhaseAllreduce = new OnePhaseAllreduce(lane);
        fragmentedAllreduce = new FragmentedAllreduce(lane, decision);
        inlineReduceScatter = new InlineReduceScatter(lane);
        ringReduceScatter = new RingReduceScatter(lane, decision);
        scan = new Scans(lane, decision, false);
        exscan = new Scans(lane, decision, true);
        gather = new Exchanges(lane, decision, Kind.GATHER, traffic(RankTraffic.Kind.GATHER));
        scatter = new Exchanges(lane, decision, Kind.SCATTER, traffic(RankTraffic.Kind.SCATTER));
        agree = new Exchanges(lane, decision, Kind.CREATE, traffic(RankTraffic.Kind.ALLGATHER));
        allgather = new Exchanges(lane, decision, Kind.ALLGATHER, traffic(RankTraffic.Kind.ALLGATHER));
        alltoall = new Exchanges(lane, decision, Kind.ALLTOALL, traffic(RankTraffic.Kind.ALLTOALL));
        gatherv = new VaryingExchange(lane, Kind.GATHERV, traffic(RankTraffic.Kind.GATHER), decision);
        scatterv = new VaryingExchange(lane, Kind.SCATTERV, traffic(RankTraffic.Kind.SCATTER), decision);
        allgatherv = new VaryingExchange(lane, Kind.ALLGATHERV, traffic(RankTraffic.Kind.ALLGATHER), decision);
        alltoallv = new VaryingExchange(lane, Kind.ALLTOALLV, traffic(RankTraffic.Kind.ALLTOALL), decision);
    }

    private Traffic traffic(RankTraffic.Kind kind) {
        return new RankTraffic(kind, lane.rank(), lane.size());
    }

    /** The shapes of an exchange of blocks of one size. */
    static final class Exchanges {
        private final int rowBlocks;
        private final SmDecision decision;
        private final InlineExchange inline;
        private final RingExchange ring;

        Exchanges(Lane lane, SmDecision decision, Kind kind, Traffic traffic) {
            this.decision = decision;
            this.inline = new InlineExchange(lane, kind, traffic);
            this.ring = new RingExchange(lane, kind, traffic, decision);
            this.rowBlocks = traffic.rowBlocks();
        }

        /** {@return the shape for blocks of so many bytes} */
        EvenExchange of(long blockBytes) {
            return decision.inlineExchange(rowBlocks, blockBytes) ? inline : ring;
        }
    }

    /** The shapes of scan, or of exscan. */
    static final class Scans {
        private final SmDecision decision;
        private final InlineScan inline;
        private final OnePhaseScan onePhase;
        private final FragmentedScan fragmented;

        Scans(Lane lane, SmDecision decision, boolean exclusive) {
            this.decision = decision;
            this.inline = new InlineScan(lane, exclusive);
            this.onePhase = new OnePhaseScan(lane, exclusive);
            this.fragmented = new FragmentedScan(lane, decision, exclusive);
        }

        /** {@return the shape for so many elements} */
        Reduction of(ReduceKernel kernel, long count) {
            return switch (decision.scan(kernel, count)) {
                case INLINE, TREE, TWO_LEVEL -> inline;
                case ONE_PHASE -> onePhase;
                case FRAGMENTED -> fragmented;
            };
        }
    }
}
