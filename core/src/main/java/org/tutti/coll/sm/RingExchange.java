package org.tutti.coll.sm;

import org.tutti.memory.Buffers;
import org.tutti.pattern.Traffic;
import org.tutti.segment.Lane;
import org.tutti.segment.Signature;

/** Gather, scatter, allgather and alltoall, of all ranks or of neighbors, through the rings, in as many rounds as the rows need. */
final class RingExchange extends EvenExchange {
    /*
     * A round moves so much of each block that a row of such parts is a fragment. Where there will be several, or a row is longer, all
     * begin by saying that what was before is consumed. In each:
     * 1. When the ring is free, lay the row's parts and say that they are staged; the first time this is said by arriving, when
     *    the unit is free. Who passes blocks that others can read where they lie says so when it arrives, and lays nothing.
     * 2. Wait until those have staged it whose rows this rank reads, copy its part of each, and say that it is consumed.
     * 3. Who has said where its blocks lie copies its own one now, and waits until all that read them have consumed the last round. So all say that of rows
     *    that are longer than a message of one phase; shorter ones are always laid.
     *
     * A single round is over when it is read: that the ring is free again is then known from the next arrivals. Who lays and
     * reads in place overwrites in a round only what has been laid in the same one.
     *
     * Cost: each byte copied in once, and out once by each rank that reads it; a hop a round. Who reads nothing waits for nobody
     * as far as the ring reaches.
     */
    private static final int CUT = 0;
    private static final int LAY = 1;
    private static final int READ = 2;
    private static final int LEAVE = 3;

    private final SmDecision decision;
    private final SharedPlaces sent;
    private int part;
    private boolean isSingle;
    private boolean isLong;
    private long done;
    private long begin;
    private long position;
    private long end;

    RingExchange(Lane lane, Signature.Kind kind, Traffic traffic, SmDecision decision) {
        super(lane, kind, traffic);
        this.decision = decision;
        this.sent = new SharedPlaces(lane, 0);
    }

    @Override
    public boolean step() {
        if (phase == CUT) {
            cut();
        }
        while (phase != LEAVE) {
            // 1.
            if (phase == LAY && !lay()) {
                return false;
            }
            // 2.
            if (!read()) {
                return false;
            }
        }
        // 3.
        if (sent.areRead() && !team.met()) {
            return false;
        }
        team.allRead();
        forget();
        return doneAt(end);
    }

    private void cut() {
        part = decision.exchangePart(type, traffic.rowBlocks(), count);
        long rowBytes = traffic.rowBlocks() * partBytes();
        isSingle = part >= count && decision.isMessage(rowBytes);
        isLong = !isSingle || !decision.isOnePhase(rowBytes);
        done = 0;
        begin = lane.position();
        if (!isSingle) {
            member.consumed(begin); // before it waits for the ring: with many ranks a row may be longer than a fragment
        }
        findPlace();
        phase = LAY;
    }

    /** Where a rank receives what it sends, it would overwrite what others have not read yet: then it lays its blocks. */
    private void findPlace() {
        sent.setNone();
        if (!isLong || traffic.readers().length == 0 || !send.areEven() || send.buffer() == null) {
            return;
        }
        long elements = traffic.sentBlocks() * count;
        boolean overwrites = traffic.sentBlocks() > 1 && traffic.reads() > 0;
        if (decision.readsInPlace(root, type.bytes(elements))
                && !(overwrites && Buffers.isSamePlace(send.buffer(0), recv.buffer(0)))) {
            sent.find(type, send.buffer(0), send.index(0), elements);
        }
    }

    private boolean lay() {
        place();
        if ((done == 0 && !lane.unitFree()) || !lane.ringFree(end)) {
            return false;
        }
        int elements = partElements();
        for (int place = 0; !sent.areRead() && place < traffic.rowBlocks(); place++) {
            int block = traffic.laid(place);
            if (block != Traffic.NONE) {
                put(position + place * partBytes(), block, done, elements);
            }
        }
        publish();
        if (copiesParts()) {
            recv.copyFrom(traffic.copyReceived(0), send, traffic.copySent(0), done, elements);
        }
        phase = READ;
        return true;
    }

    /** Finds the place of this round's row: where a single round is, or in the ring behind the one before. */
    private void place() {
        long bytes = traffic.rowBlocks() * partBytes();
        if (isSingle) {
            position = lane.place(bytes);
            end = lane.endOf(position, bytes);
        } else {
            position = lane.fit(begin, bytes);
            end = position + bytes;
        }
    }

    private void publish() {
        if (done > 0) {
            if (traffic.lays()) {
                member.staged(end);
            }
            if (traffic.reads() > 0) {
                expectRows(end);
            }
            return;
        }
        sent.put();
        arriveAndExpectRows();
        if (!sent.areRead() && !copiesParts()) {
            copyOwn();
        }
    }

    private boolean read() {
        if (traffic.reads() > 0 && !(done == 0 ? rowsArrived() : team.met())) {
            return false;
        }
        for (int turn = 0; turn < traffic.reads(); turn++) {
            readBlock(turn, partElements());
        }
        if (isLong) {
            member.consumed(end);
        }
        done += partElements();
        begin = end;
        phase = done < count ? LAY : LEAVE;
        if (phase == LEAVE && sent.areRead()) {
            copyOwn();
            team.expectConsumed(end, traffic.readers());
        }
        return true;
    }

    private void readBlock(int turn, int elements) {
        int peer = traffic.peer(turn);
        int block = traffic.received(turn);
        if (done == 0) {
            sent.look(peer);
        }
        if (elements > 0) {
            long from = traffic.sent(turn) * count + done;
            long copy = position + traffic.place(turn) * partBytes();
            sent.get(peer, from, copy, recv.type(block), recv.buffer(block), recv.index(block) + done, elements);
        }
    }

    /** {@return whether each part of the own block is copied when it has been laid: then it is in the nearest cache} */
    private boolean copiesParts() {
        return kind == Signature.Kind.ALLGATHER && !sent.areRead();
    }

    private int partElements() {
        return (int) Math.min(part, count - done);
    }

    private long partBytes() {
        return type.bytes(part);
    }
}
