package org.tutti.coll.sm;

import org.tutti.coll.Blocks;
import org.tutti.memory.ElementType;
import org.tutti.pattern.Traffic;
import org.tutti.segment.Lane;
import org.tutti.segment.Signature;

/**
 * What all shapes of gather, scatter, allgather and alltoall have in common, those of neighbors included: each rank lays a row of blocks into its own memory,
 * the others read theirs of it. {@link Traffic} knows which ones these are.
 */
abstract class Exchange extends SmOperation {
    final Signature.Kind kind;
    final Traffic traffic;
    final Blocks send = new Blocks();
    final Blocks recv = new Blocks();
    int root;

    Exchange(Lane lane, Signature.Kind kind, Traffic traffic) {
        super(lane);
        this.kind = kind;
        this.traffic = traffic;
    }

    /** Takes the arguments; without a root it is {@link Signature#NO_ROOT}. */
    final void take(Blocks newSend, Blocks newRecv, int newRoot) {
        send.take(newSend);
        recv.take(newRecv);
        root = newRoot;
        traffic.setRoot(newRoot);
    }

    /** Copies what this rank sends to itself. */
    final void copyOwn() {
        for (int copy = 0; copy < traffic.copies(); copy++) {
            recv.copyFrom(traffic.copyReceived(copy), send, traffic.copySent(copy));
        }
    }

    /** Takes part in the open operation, and starts to wait for those whose rows this rank reads. */
    final void arriveAndExpectRows() {
        lane.arrive();
        if (traffic.readsAllOthers()) {
            lane.expectAll();
        } else if (traffic.reads() > 0) {
            lane.expectArrivals(traffic.peers());
        }
    }

    /** {@return whether those have arrived whose rows this rank reads} */
    final boolean rowsArrived() {
        return traffic.reads() == 0 || (traffic.readsAllOthers() ? lane.allArrived() : lane.arrived());
    }

    /** Starts to wait until those whose rows this rank reads have laid them up to a position of the ring. */
    final void expectRows(long position) {
        if (traffic.readsAllOthers()) {
            team.expectStaged(position);
        } else {
            team.expectStaged(position, traffic.peers());
        }
    }

    /** Copies elements of a block that this rank sends to a position of its ring. */
    final void put(long position, int block, long from, long elements) {
        if (elements == 0) {
            return;
        }
        ElementType type = send.type(block);
        member.put(position, type, send.buffer(block), send.index(block) + from, (int) elements);
    }

    /** Copies elements at a position of a peer's ring to a block that this rank receives. */
    final void get(int peer, long position, int block, long from, long elements) {
        if (elements == 0) {
            return;
        }
        ElementType type = recv.type(block);
        team.get(peer, position, type, recv.buffer(block), recv.index(block) + from, (int) elements);
    }

    /** Lets go of the caller's buffers. */
    final void forget() {
        send.forget();
        recv.forget();
    }
}
