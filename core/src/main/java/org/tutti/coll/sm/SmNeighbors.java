package org.tutti.coll.sm;

import org.tutti.coll.Neighbors;
import org.tutti.pattern.NeighborTraffic;
import org.tutti.pattern.Traffic;
import org.tutti.segment.Lane;
import org.tutti.segment.Signature.Kind;

/** The operations between neighbors in all their shapes on one lane; each is made once and used again. */
final class SmNeighbors {
    final SmShapes.Exchanges allgather;
    final SmShapes.Exchanges alltoall;
    final VaryingExchange allgatherv;
    final VaryingExchange alltoallv;

    SmNeighbors(Lane lane, SmDecision decision, Neighbors neighbors) {
        decision.requireRowsThatFit(neighbors.mostDestinations());
        allgather = new SmShapes.Exchanges(lane, decision, Kind.NEIGHBOR_ALLGATHER, traffic(lane, neighbors, true));
        alltoall = new SmShapes.Exchanges(lane, decision, Kind.NEIGHBOR_ALLTOALL, traffic(lane, neighbors, false));
        allgatherv = new VaryingExchange(lane, Kind.NEIGHBOR_ALLGATHERV, traffic(lane, neighbors, true), decision);
        alltoallv = new VaryingExchange(lane, Kind.NEIGHBOR_ALLTOALLV, traffic(lane, neighbors, false), decision);
    }

    private static Traffic traffic(Lane lane, Neighbors neighbors, boolean isOneForAll) {
        return new NeighborTraffic(
                lane.rank(),
                lane.size(),
                neighbors.sources(),
                neighbors.places(),
                neighbors.destinations(),
                isOneForAll ? 1 : neighbors.mostDestinations(),
                isOneForAll);
    }
}
