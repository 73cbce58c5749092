package org.tutti.coll.sm;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.tutti.coll.BlockTransport;
import org.tutti.coll.Blocks;
import org.tutti.pattern.RankTraffic;
import org.tutti.pattern.Traffic;
import org.tutti.segment.Lane;
import org.tutti.segment.LaneSource;
import org.tutti.segment.Signature;

/** Passes blocks through the rings of a lane, which is opened at the first exchange: everybody may have one for everybody. */
final class SmTransport implements BlockTransport {
    private final LaneSource source;
    private final int size;
    private @Nullable VaryingExchange opened;

    SmTransport(LaneSource source, int size) {
        this.source = source;
        this.size = size;
    }

    private VaryingExchange shape() {
        VaryingExchange shape = opened;
        if (shape == null) {
            Lane lane = source.open();
            SmDecision decision = new SmDecision(lane.geometry());
            Traffic everyone = new RankTraffic(RankTraffic.Kind.ALLTOALL, lane.rank(), lane.size());
            shape = new VaryingExchange(lane, Signature.Kind.ALLTOALLV, everyone, decision);
            opened = shape;
        }
        return shape;
    }

    @Override
    public int rank() {
        return shape().rank;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int worldRank(int rank) {
        return shape().lane.roster().worldRank(rank);
    }

    @Override
    public void exchange(long signature, long salt, Blocks send, Blocks recv, Runnable received) {
        VaryingExchange shape = shape();
        shape.lane.run(shape.start(signature, salt, send, recv, received));
    }

    @Override
    public boolean close(BooleanSupplier byException) {
        return !source.isOpen() || SmClosing.meet(new SmBarrier(shape().lane), byException);
    }
}
