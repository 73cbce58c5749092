package org.tutti.testkit;

import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;
import org.tutti.Communicator;

/** Makes a move with blocks of arrays. */
record ArrayMove(Move move, Communicator world, Object from, Move.Placed send, Object to, Move.Placed recv) {
    void make() {
        boolean isWhole = move.form() == Move.Form.WHOLE || move.form() == Move.Form.IN_PLACE;
        if (isWhole) {
            whole();
        } else {
            parts();
        }
    }

    private boolean isOne() {
        return Move.sameArray(from, to);
    }

    /** {@return what is sent, or null where nobody should look at it} */
    private @Nullable Object fromAtRoot() {
        return world.rank() == move.root() ? from : null;
    }

    private @Nullable Object toAtRoot() {
        return world.rank() == move.root() ? to : null;
    }

    private void whole() {
        int root = move.root();
        int[] counts = send.counts();
        int[] recvCounts = recv.counts();
        switch (move.kind()) {
            case GATHER -> world.gather(from, toAtRoot(), root);
            case GATHERV -> world.gatherv(from, toAtRoot(), toAtRoot() == null ? null : recvCounts, root);
            case SCATTER -> world.scatter(fromAtRoot(), to, root);
            case SCATTERV -> world.scatterv(fromAtRoot(), fromAtRoot() == null ? null : counts, to, root);
            case ALLGATHER -> world.allgather(from, to);
            case ALLGATHERV -> world.allgatherv(from, to, recvCounts);
            case ALLTOALL -> world.alltoall(from, to);
            default -> world.alltoallv(from, counts, to, recvCounts);
        }
        if (isOne() && Array.getLength(from) != Array.getLength(to)) {
            throw new AssertionError("one array has two lengths");
        }
    }

    private void parts() {
        int root = move.root();
        int count = move.count();
        int mine = send.counts().length == 1 ? send.counts()[0] : 0;
        int here = recv.counts().length == 1 ? recv.counts()[0] : 0;
        int sendOffset = send.counts().length == 1 ? send.displacements()[0] : send.offset();
        int recvOffset = recv.counts().length == 1 ? recv.displacements()[0] : recv.offset();
        switch (move.kind()) {
            case GATHER -> world.gather(from, sendOffset, toAtRoot(), recvOffset, count, root);
            case GATHERV ->
                world.gatherv(from, sendOffset, mine, toAtRoot(), recv.counts(), recv.displacements(), root);
            case SCATTER -> world.scatter(fromAtRoot(), sendOffset, to, recvOffset, count, root);
            case SCATTERV ->
                world.scatterv(fromAtRoot(), send.counts(), send.displacements(), to, recvOffset, here, root);
            case ALLGATHER -> world.allgather(from, sendOffset, to, recvOffset, count);
            case ALLGATHERV -> world.allgatherv(from, sendOffset, mine, to, recv.counts(), recv.displacements());
            case ALLTOALL -> world.alltoall(from, sendOffset, to, recvOffset, count);
            default ->
                world.alltoallv(from, send.counts(), send.displacements(), to, recv.counts(), recv.displacements());
        }
    }
}
