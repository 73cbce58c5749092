package org.tutti.testkit;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.tutti.Communicator;
import org.tutti.Datatype;

/** Makes a move with blocks of memory segments. */
record SegmentMove(
        Move move, Communicator world, SegmentBuffer from, Move.Placed send, SegmentBuffer to, Move.Placed recv) {
    private boolean isRoot() {
        return world.rank() == move.root();
    }

    /** {@return what is sent: read-only, unless it is received in place} */
    private MemorySegment sent(MemorySegment segment) {
        return isOne() ? segment : segment.asReadOnly();
    }

    @SuppressWarnings("ReferenceEquality")
    private boolean isOne() {
        return from == to;
    }

    private @Nullable MemorySegment sentAtRoot(MemorySegment segment) {
        return isRoot() ? sent(segment) : null;
    }

    private @Nullable MemorySegment receivedAtRoot(MemorySegment segment) {
        return isRoot() ? segment : null;
    }

    void make() {
        int root = move.root();
        Datatype type = SegmentBuffer.datatype(move.type());
        Datatype other = isRoot() ? type : null;
        long n = move.count();
        long mine = send.counts().length == 1 ? send.counts()[0] : 0;
        long here = recv.counts().length == 1 ? recv.counts()[0] : 0;
        MemorySegment first = send.slice(from);
        MemorySegment into = recv.slice(to);
        MemorySegment all = from.segment();
        MemorySegment whole = to.segment();
        long[] counts = send.longCounts();
        long[] recvCounts = recv.longCounts();
        long[] at = send.longDisplacementsUnlessPacked();
        long[] recvAt = recv.longDisplacementsUnlessPacked();
        switch (move.kind()) {
            case GATHER -> world.gather(sent(first), n, type, receivedAtRoot(into), n, other, root);
            case GATHERV ->
                world.gatherv(sent(first), mine, type, receivedAtRoot(whole), recvCounts, recvAt, other, root);
            case SCATTER -> world.scatter(sentAtRoot(first), n, other, into, n, type, root);
            case SCATTERV -> world.scatterv(sentAtRoot(all), counts, at, other, into, here, type, root);
            case ALLGATHER -> world.allgather(sent(first), n, type, into, n, type);
            case ALLGATHERV -> world.allgatherv(sent(first), mine, type, whole, recvCounts, recvAt, type);
            case ALLTOALL -> world.alltoall(sent(first), n, type, into, n, type);
            default -> world.alltoallv(sent(all), counts, at, type, whole, recvCounts, recvAt, type);
        }
    }
}
