package org.tutti.coll.sm;

import org.jspecify.annotations.Nullable;
import org.tutti.ErrorCode;
import org.tutti.coll.Blocks;
import org.tutti.memory.ElementType;
import org.tutti.pattern.Traffic;
import org.tutti.segment.Lane;
import org.tutti.segment.Signature;

/**
 * Gatherv, scatterv, allgatherv, alltoallv and alltoallw, those of neighbors included: only who sends a block and who receives
 * it know its size.
 */
final class VaryingExchange extends Exchange {
    /*
     * 1. When the unit is free, lay the first part of each block of the row, behind its size and type, say beside the sequence
     *    how many rounds the largest block needs, and arrive.
     * 2. Wait until the root has arrived, or without a root all others: the largest number of rounds said is that of all ranks.
     *    Compare the sizes of the blocks with what is expected, and copy the parts.
     * 3. In each other round: when the ring is free, lay the next part of each block and say that it is staged.
     * 4. Wait until those have staged it whose rows this rank reads, copy the parts, and say that they are consumed.
     *
     * A part of the first round is so short that rows of few blocks lie in a slot; the others are those of RingExchange. Where
     * ranks are so many that even the first row is longer than a message of one phase, all say what they have consumed before
     * they lay it and when they have read it.
     *
     * Cost: as RingExchange, and one more round for blocks that are not short. All wait for the root, or for all.
     */
    private static final int BEGIN = 0;
    private static final int FIRST_LAY = 1;
    private static final int FIRST_READ = 2;
    private static final int LAY = 3;
    private static final int READ = 4;
    private static final int HEADER_BYTES = 2 * Long.BYTES;

    private final long[] number = new long[1];
    private final long[] header = new long[2];
    private final int firstBytes;
    private final int partBytes;
    private final int rowBlocks;
    private final long firstRowBytes;
    private final boolean isFirstRowLong;
    private @Nullable Runnable received;
    private boolean comparesPrimitives;
    private long rounds;
    private long round;
    private long position;
    private long end;

    VaryingExchange(Lane lane, Signature.Kind kind, Traffic traffic, SmDecision decision) {
        super(lane, kind, traffic);
        this.rowBlocks = traffic.rowBlocks();
        this.firstBytes = decision.firstPartBytes(rowBlocks) - HEADER_BYTES;
        this.firstRowBytes = (long) rowBlocks * (HEADER_BYTES + firstBytes);
        this.isFirstRowLong = !decision.isOnePhase(firstRowBytes);
        this.partBytes = decision.exchangePart(ElementType.BYTE, rowBlocks) / Long.BYTES * Long.BYTES;
    }

    VaryingExchange start(Blocks newSend, Blocks newRecv, int newRoot) {
        open(Signature.of(kind, newRoot));
        take(newSend, newRecv, newRoot);
        received = null;
        comparesPrimitives = true;
        return this;
    }

    /** Starts, without a root, an exchange that stands for another operation; at its end something is done as a part of it. */
    VaryingExchange start(long signature, long salt, Blocks newSend, Blocks newRecv, Runnable whenReceived) {
        open(signature, salt);
        take(newSend, newRecv, Signature.NO_ROOT);
        received = whenReceived;
        comparesPrimitives = salt == 0;
        return this;
    }

    @Override
    public boolean step() {
        // 1.
        if (phase == BEGIN) {
            begin();
        }
        if (phase == FIRST_LAY && !layFirst()) {
            return false;
        }
        // 2.
        if (phase == FIRST_READ && !readFirst()) {
            return false;
        }
        while (round < rounds) {
            // 3.
            if (phase == LAY && !lay()) {
                return false;
            }
            // 4.
            if (!read()) {
                return false;
            }
        }
        if (received != null) {
            received.run();
            received = null;
        }
        forget();
        return doneAt(end);
    }

    private void begin() {
        position = lane.place(firstRowBytes);
        end = lane.endOf(position, firstRowBytes);
        if (isFirstRowLong) {
            member.consumed(lane.position());
        }
        phase = FIRST_LAY;
    }

    private boolean layFirst() {
        if (!lane.unitFree() || !lane.ringFree(end)) {
            return false;
        }
        for (int place = 0; place < rowBlocks; place++) {
            int block = traffic.laid(place);
            if (block != Traffic.NONE) {
                layFirst(firstPosition(place), block);
            }
        }
        number[0] = roundsNeeded();
        member.putInline(lane.sequence(), 0, ElementType.LONG, number, 0, 1);
        arrive();
        copyOwn();
        phase = FIRST_READ;
        return true;
    }

    private void layFirst(long at, int block) {
        header[0] = send.bytes(block);
        header[1] = primitives(send, block);
        member.put(at, ElementType.LONG, header, 0, header.length);
        ElementType type = send.type(block);
        put(at + HEADER_BYTES, block, 0, Math.min(send.count(block), type.count(firstBytes)));
    }

    private void arrive() {
        if (followsRoot()) {
            lane.arriveAndExpect(root);
        } else if (agreesWithAll()) {
            lane.arriveAndExpectAll();
        } else {
            arriveAndExpectRows();
        }
    }

    /** {@return whether this rank learns from all others how many rounds there are, whether or not it reads their rows} */
    private boolean agreesWithAll() {
        return root == Signature.NO_ROOT;
    }

    private boolean othersArrived() {
        if (followsRoot()) {
            return lane.arrived();
        }
        return agreesWithAll() ? lane.allArrived() : rowsArrived();
    }

    /** {@return whether this rank learns from the root alone how many rounds there are} */
    private boolean followsRoot() {
        return root != Signature.NO_ROOT && rank != root;
    }

    private boolean readFirst() {
        if (!othersArrived()) {
            return false;
        }
        rounds = agreedRounds();
        for (int turn = 0; turn < traffic.reads(); turn++) {
            int peer = traffic.peer(turn);
            int block = traffic.received(turn);
            long at = firstPosition(traffic.place(turn));
            requireExpected(peer, at, block);
            get(
                    peer,
                    at + HEADER_BYTES,
                    block,
                    0,
                    Math.min(recv.count(block), recv.type(block).count(firstBytes)));
        }
        if (rounds > 1 || isFirstRowLong) {
            member.consumed(end);
        }
        round = 1;
        phase = LAY;
        return true;
    }

    private long agreedRounds() {
        if (followsRoot()) {
            return roundsOf(root);
        }
        long most = roundsNeeded();
        if (agreesWithAll()) {
            for (int i = 1; i < lane.size(); i++) {
                most = Math.max(most, roundsOf((rank + i) % lane.size()));
            }
        }
        return most;
    }

    private long roundsOf(int peer) {
        team.getInline(peer, lane.sequence(), 0, ElementType.LONG, number, 0, 1);
        return number[0];
    }

    /** {@return how many rounds the largest block needs that this rank lays, or that the root wants} */
    private long roundsNeeded() {
        long most = 0;
        for (int place = 0; place < rowBlocks; place++) {
            int block = traffic.laid(place);
            if (block != Traffic.NONE) {
                most = Math.max(most, send.bytes(block));
            }
        }
        if (!traffic.lays()) {
            for (int turn = 0; turn < traffic.reads(); turn++) {
                most = Math.max(most, recv.bytes(traffic.received(turn)));
            }
        }
        return 1 + Math.ceilDiv(Math.max(0, most - firstBytes), partBytes);
    }

    private void requireExpected(int peer, long at, int block) {
        team.get(peer, at, ElementType.LONG, header, 0, header.length);
        boolean areOthers = comparesPrimitives && header[0] != 0 && header[1] != primitives(recv, block);
        if (header[0] != recv.bytes(block) || areOthers) {
            throw lane.end(
                    ErrorCode.BLOCKS_DIFFER,
                    peer,
                    "a block is not what its receiver expects: rank "
                            + lane.roster().worldRank(peer) + " sends " + header[0] + " bytes of "
                            + primitivesAsText(header[1]) + ", rank "
                            + lane.roster().worldRank(rank) + " expects " + recv.bytes(block)
                            + " bytes of " + primitivesAsText(primitives(recv, block)));
        }
    }

    /** {@return what a block is of: a type, or the hash of primitives of several types} */
    private static long primitives(Blocks blocks, int block) {
        long salt = blocks.salt(block);
        return salt == 0 ? blocks.type(block).ordinal() : salt | Long.MIN_VALUE;
    }

    private static String primitivesAsText(long primitives) {
        return primitives < 0
                ? "items with primitives " + Long.toHexString(primitives)
                : ElementType.at((int) primitives).toString();
    }

    private boolean lay() {
        long bytes = (long) rowBlocks * partBytes;
        position = lane.fit(end, bytes);
        if (!lane.ringFree(position + bytes)) {
            return false;
        }
        end = position + bytes;
        for (int place = 0; place < rowBlocks; place++) {
            int block = traffic.laid(place);
            if (block != Traffic.NONE) {
                long from = partFrom(send.type(block));
                put(position + (long) place * partBytes, block, from, partElements(send, block, from));
            }
        }
        if (traffic.lays()) {
            member.staged(end);
        }
        if (traffic.reads() > 0) {
            expectRows(end);
        }
        phase = READ;
        return true;
    }

    private boolean read() {
        if (traffic.reads() > 0 && !team.met()) {
            return false;
        }
        for (int turn = 0; turn < traffic.reads(); turn++) {
            int peer = traffic.peer(turn);
            int block = traffic.received(turn);
            long from = partFrom(recv.type(block));
            get(peer, position + (long) traffic.place(turn) * partBytes, block, from, partElements(recv, block, from));
        }
        member.consumed(end);
        round++;
        phase = LAY;
        return true;
    }

    private long firstPosition(int place) {
        return position + (long) place * (HEADER_BYTES + firstBytes);
    }

    /** {@return which element of a block the current round begins with} */
    private long partFrom(ElementType type) {
        return type.count(firstBytes) + (round - 1) * type.count(partBytes);
    }

    private long partElements(Blocks blocks, int block, long from) {
        return Math.clamp(blocks.count(block) - from, 0, blocks.type(block).count(partBytes));
    }
}
