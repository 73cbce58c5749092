package org.tutti.coll.basic;

import org.tutti.coll.BlockTransport;
import org.tutti.coll.Blocks;
import org.tutti.memory.ElementType;

/** A block to and from each rank, which are set anew for each exchange: all are empty until they are set. */
final class BlockTable {
    private final BlockTransport transport;
    private final Blocks[] sent;
    private final Blocks[] received;
    private final Blocks send = new Blocks();
    private final Blocks recv = new Blocks();

    BlockTable(BlockTransport transport) {
        this.transport = transport;
        this.sent = empty(transport.size());
        this.received = empty(transport.size());
    }

    private static Blocks[] empty(int count) {
        Blocks[] blocks = new Blocks[count];
        for (int i = 0; i < count; i++) {
            blocks[i] = new Blocks();
        }
        return blocks;
    }

    int rank() {
        return transport.rank();
    }

    int size() {
        return sent.length;
    }

    /** {@return what a rank is called in messages} */
    int worldRank(int rank) {
        return transport.worldRank(rank);
    }

    /** Sends elements to a rank. */
    void send(int to, ElementType type, Object buffer, long index, long count) {
        sent[to].set(type, buffer, index, count);
    }

    /** Sends a block of others to a rank. */
    void send(int to, Blocks blocks, int block) {
        send(to, blocks.type(block), blocks.buffer(block), blocks.index(block), blocks.count(block));
    }

    /** Receives elements from a rank. */
    void receive(int from, ElementType type, Object buffer, long index, long count) {
        received[from].set(type, buffer, index, count);
    }

    /** Receives a block of others from a rank. */
    void receive(int from, Blocks blocks, int block) {
        receive(from, blocks.type(block), blocks.buffer(block), blocks.index(block), blocks.count(block));
    }

    /** Exchanges what has been set. */
    void exchange(long signature, long salt) {
        exchange(signature, salt, BlockTable::doNothing);
    }

    private static void doNothing() {}

    /** Exchanges what has been set, and does something as a part of that. All blocks are empty afterwards. */
    void exchange(long signature, long salt, Runnable whenReceived) {
        transport.exchange(signature, salt, send.set(sent, false), recv.set(received, false), whenReceived);
        for (int rank = 0; rank < sent.length; rank++) {
            sent[rank].forget();
            received[rank].forget();
        }
    }
}
