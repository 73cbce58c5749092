package org.tutti.coll.basic;

import org.tutti.coll.Blocks;
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

    BasicMoves(BlockTable table) {
        this.table = table;
    }

    void barrier() {
        table.exchange(Signature.of(Signature.Kind.BARRIER), 0);
    }

    void agree(long[] mine, long[] all) {
        ElementType type = ElementType.LONG;
        for (int rank = 0; rank < table.size(); rank++) {
            table.send(rank, type, mine, 0, mine.length);
            table.receive(rank, type, all, (long) rank * mine.length, mine.length);
        }
        long bytes = type.bytes(mine.length);
        table.exchange(Signature.of(Signature.Kind.CREATE, type, Signature.NO_ROOT, bytes), 0);
    }

    void bcast(ElementType type, Object buffer, long offset, long count, int root) {
        if (table.rank() != root) {
            table.receive(root, type, buffer, offset, count);
        } else {
            for (int rank = 0; rank < table.size(); rank++) {
                if (rank != root) {
                    table.send(rank, type, buffer, offset, count);
                }
            }
        }
        table.exchange(Signature.of(Signature.Kind.BCAST, type, root, type.bytes(count)), 0);
    }

    void gather(long signature, Blocks send, Blocks recv, int root) {
        table.send(root, send, 0);
        if (table.rank() == root) {
            receiveFromAll(recv);
        }
        table.exchange(signature, 0);
    }

    void scatter(long signature, Blocks send, Blocks recv, int root) {
        if (table.rank() == root) {
            sendToAll(send);
        }
        table.receive(root, recv, 0);
        table.exchange(signature, 0);
    }

    void allgather(long signature, Blocks send, Blocks recv) {
        for (int rank = 0; rank < table.size(); rank++) {
            table.send(rank, send, 0);
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
        for (int rank = 0; rank < table.size(); rank++) {
            table.send(rank, send, rank);
        }
    }

    private void receiveFromAll(Blocks recv) {
        for (int rank = 0; rank < table.size(); rank++) {
            table.receive(rank, recv, rank);
        }
    }

    /** {@return the signature of an operation whose blocks are all as large as the first of some} */
    static long even(Signature.Kind kind, Blocks known, int root) {
        return Signature.of(kind, known.type(0), root, known.bytes(0));
    }
}
