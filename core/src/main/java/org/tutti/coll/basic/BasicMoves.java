package org.tutti.coll.basic;

import org.tutti.coll.Blocks;
import org.tutti.coll.Membership;
import org.tutti.memory.ElementType;
import org.tutti.segment.Signature;

/** Barrier, bcast, gather, scatter, allgather and alltoall, and those with sizes of their own. */
final class BasicMoves {
    /*
     * 1. Name what goes to each rank and what comes from each: in bcast and scatter the root sends to all, in gather all send
     *    to the root, in allgather and alltoall all send to all, in a barrier nobody sends anything.
     * 2. Exchange.
     *
     * Cost: one exchange, in which all wait for all. Each block is copied in and out once for each rank that receives it: in
     * allgather and bcast a block is copied in once for each receiver, where a shared row would do.
     */
    private final BlockTable table;
    private final Membership membership;

    BasicMoves(BlockTable table, Membership membership) {
        this.table = table;
        this.membership = membership;
    }

    void barrier() {
        table.exchange(Signature.of(Signature.Kind.BARRIER), 0);
    }

    void agree(long[] mine, long[] all) {
        ElementType type = ElementType.LONG;
        for (int member = 0; member < table.size(); member++) {
            table.send(member, type, mine, 0, mine.length);
            table.receive(member, type, all, (long) member * mine.length, mine.length);
        }
        long bytes = type.bytes(mine.length);
        table.exchange(Signature.of(Signature.Kind.CREATE, type, Signature.NO_ROOT, bytes), 0);
    }

    void bcast(long signature, ElementType type, Object buffer, long offset, long count, int root) {
        if (membership.isRoot(root)) {
            for (int peer = 0; peer < membership.peers(); peer++) {
                if (peer != root) {
                    table.send(membership.peer(peer), type, buffer, offset, count);
                }
            }
        } else if (membership.meets(root)) {
            table.receive(membership.peer(root), type, buffer, offset, count);
        }
        table.exchange(signature, 0);
    }

    void gather(long signature, Blocks send, Blocks recv, int root) {
        if (membership.meets(root)) {
            table.send(membership.peer(root), send, 0);
        }
        if (membership.isRoot(root)) {
            receiveFromAll(recv);
        }
        table.exchange(signature, 0);
    }

    void scatter(long signature, Blocks send, Blocks recv, int root) {
        if (membership.isRoot(root)) {
            sendToAll(send);
        }
        if (membership.meets(root)) {
            table.receive(membership.peer(root), recv, 0);
        }
        table.exchange(signature, 0);
    }

    void allgather(long signature, Blocks send, Blocks recv) {
        for (int peer = 0; peer < membership.peers(); peer++) {
            table.send(membership.peer(peer), send, 0);
        }
        receiveFromAll(recv);
        table.exchange(signature, 0);
    }

    void alltoall(long signature, Blocks send, Blocks recv) {
        sendToAll(send);
        receiveFromAll(recv);
        table.exchange(signature, 0);
    }

    private void sendToAll(Blocks send) {
        for (int peer = 0; peer < membership.peers(); peer++) {
            table.send(membership.peer(peer), send, peer);
        }
    }

    private void receiveFromAll(Blocks recv) {
        for (int peer = 0; peer < membership.peers(); peer++) {
            table.receive(membership.peer(peer), recv, peer);
        }
    }
}
