package org.tutti;

import org.jspecify.annotations.Nullable;
import org.tutti.coll.Blocks;
import org.tutti.coll.Neighbors;

/** The blocks that a rank sends to its destinations and receives of its sources, in one operation after the other. */
final class NeighborArguments {
    final BlockArguments sends;
    final BlockArguments receives;
    private final Neighbors neighbors;
    private final int rank;

    private NeighborArguments(Neighbors neighbors, int rank) {
        this.neighbors = neighbors;
        this.rank = rank;
        this.sends = new BlockArguments("send", false, destinations(), "destination");
        this.receives = new BlockArguments("recv", true, sources(), "source");
    }

    /** {@return those of a rank in its topology} Throws where there is none in which neighbors can exchange. */
    static NeighborArguments of(@Nullable Neighborhood neighborhood, int rank) {
        if (neighborhood == null) {
            throw new TuttiException(ErrorCode.NO_NEIGHBORS, "the communicator has no topology");
        }
        return new NeighborArguments(neighborhood.require(), rank);
    }

    int destinations() {
        return neighbors.destinations().length;
    }

    int sources() {
        return neighbors.sources().length;
    }

    /** Checks a block that all destinations receive, and those of the sources; blocks of even operations are all alike. */
    void requireOneForAll(Blocks send, Blocks recv) {
        if (recv.areEven()) {
            requireAlike(send, recv);
        }
        for (int block = 0; block < sources(); block++) {
            if (neighbors.sources()[block] == rank) {
                BlockOverlaps.requireOwn(send, 0, recv, block, rank);
            }
        }
        BlockOverlaps.requireDisjoint(send, 1, recv, sources());
    }

    /** Checks a block for each destination, and those of the sources; blocks of even operations are all alike. */
    void requireOneForEach(Blocks send, Blocks recv) {
        if (send.areEven() && recv.areEven()) {
            requireAlike(send, recv);
        }
        for (int block = 0; block < sources(); block++) {
            if (neighbors.sources()[block] == rank) {
                BlockOverlaps.requireOwn(send, neighbors.places()[block], recv, block, rank);
            }
        }
        BlockOverlaps.requireDisjoint(send, destinations(), recv, sources());
    }

    private static void requireAlike(Blocks send, Blocks recv) {
        if (send.type(0) != recv.type(0) || send.salt(0) != recv.salt(0)) {
            throw new TuttiException(
                    ErrorCode.ARRAYS_DIFFER,
                    "send and receive blocks differ in type: send=" + send.type(0) + ", recv=" + recv.type(0));
        }
        if (send.count(0) != recv.count(0)) {
            throw new TuttiException(
                    ErrorCode.BAD_BLOCKS,
                    "all blocks between neighbors are equally long: send=" + send.count(0) + ", recv=" + recv.count(0)
                            + " of " + send.type(0));
        }
    }

    /** Lets go of the caller's buffers. */
    void forget() {
        sends.forget();
        receives.forget();
    }
}
