package org.tutti.coll.sm;

import org.jspecify.annotations.Nullable;
import org.tutti.coll.CanonicalFold;
import org.tutti.memory.Buffers;
import org.tutti.segment.Lane;
import org.tutti.segment.Signature;

/** ReduceScatter through the rings, in as many rounds as the largest block needs. */
final class RingReduceScatter extends ScatteredReduction {
    /*
     * A round moves so much of each block that a row of such parts is a fragment. Where there will be several, or a row is longer,
     * all begin by saying that what was before is consumed. In each:
     * 1. When the ring is free, lay the parts of the others' blocks and say that they are staged; the first time this is said by
     *    arriving, when the unit is free. Who passes elements that others can read where they lie says so when it arrives, and
     *    lays nothing.
     * 2. Wait until all others have staged theirs, fold the part of the own block in the canonical order, and say that it is
     *    consumed.
     * 3. Who has said where its elements lie waits until all others have consumed the last round. So all say that of rows that
     *    are longer than a message of one phase; shorter ones are always laid.
     *
     * A single round is over when it is folded: that the ring is free again is then known from the next arrivals. Who receives
     * where it sends would overwrite what is not staged yet: in several rounds its results stay aside until the end.
     *
     * Cost: of N ranks, (N-1)/N of the bytes copied in, as much read to fold; a hop a round.
     */
    private static final int CUT = 0;
    private static final int LAY = 1;
    private static final int FOLD = 2;
    private static final int LEAVE = 3;

    private final SmDecision decision;
    private final SharedPlaces sent;
    private int part;
    private boolean isSingle;
    private boolean isLong;
    private long largest;
    private long done;
    private long begin;
    private long position;
    private long end;
    private @Nullable Object aside;

    RingReduceScatter(Lane lane, SmDecision decision) {
        super(lane);
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
            if (!fold()) {
                return false;
            }
        }
        // 3.
        if (sent.areRead() && !team.met()) {
            return false;
        }
        team.allRead();
        if (aside != null) {
            receive(aside, 0, (int) elementsOf(rank));
            aside = null;
        }
        forget();
        return doneAt(end);
    }

    private void cut() {
        largest = 0;
        for (int block = 0; block < team.size(); block++) {
            largest = Math.max(largest, elementsOf(block));
        }
        part = decision.reduceScatterPart(kernel, team.size(), largest);
        boolean isInPlace = rank > 0 && Buffers.isSamePlace(send, recv);
        aside = part < largest && isInPlace ? type.newArray((int) elementsOf(rank)) : null;
        done = 0;
        begin = lane.position();
        long rowBytes = team.size() * type.bytes(part);
        isSingle = part >= largest && decision.isMessage(rowBytes);
        isLong = !isSingle || !decision.isOnePhase(rowBytes);
        if (isLong && !isInPlace && decision.readsInPlace(Signature.NO_ROOT, type.bytes(count))) {
            sent.find(type, send, sendOffset, count);
        } else {
            sent.setNone();
        }
        if (!isSingle) {
            member.consumed(begin); // before it waits for the ring: with many ranks a row may be longer than a fragment
        }
        phase = LAY;
    }

    private boolean lay() {
        long bytes = team.size() * type.bytes(part);
        position = isSingle ? lane.place(bytes) : lane.fit(begin, bytes);
        end = isSingle ? lane.endOf(position, bytes) : position + bytes;
        if ((done == 0 && !lane.unitFree()) || !lane.ringFree(end)) {
            return false;
        }
        for (int block = 0; !sent.areRead() && block < team.size(); block++) {
            int elements = partOf(block);
            if (block != rank && elements > 0) {
                member.put(
                        position + block * type.bytes(part), type, send, sendOffset + startOf(block) + done, elements);
            }
        }
        publish();
        phase = FOLD;
        return true;
    }

    private void publish() {
        if (done > 0) {
            member.staged(end);
            team.expectStaged(end);
            return;
        }
        sent.put();
        lane.arriveAndExpectAll();
    }

    private boolean fold() {
        if (!(done == 0 ? lane.allArrived() : team.met())) {
            return false;
        }
        if (done == 0) {
            sent.lookAtAll();
        }
        int elements = partOf(rank);
        int capacity = CanonicalFold.capacity(kernel);
        for (int from = 0; from < elements; from += capacity) {
            int folded = Math.min(capacity, elements - from);
            Object result = foldBlock(done + from, folded);
            if (aside != null) {
                System.arraycopy(result, 0, aside, (int) done + from, folded);
            } else {
                receive(result, done + from, folded);
            }
        }
        if (isLong) {
            member.consumed(end);
        }
        done += part;
        begin = end;
        phase = done < largest ? LAY : LEAVE;
        if (phase == LEAVE && sent.areRead()) {
            team.expectConsumed(end);
        }
        return true;
    }

    /** {@return how many elements of a block the current round moves} */
    private int partOf(int block) {
        return Math.clamp(elementsOf(block) - done, 0, part);
    }

    @Override
    public Object elements(int peer, long from, Object scratch, int elements) {
        if (peer == rank) {
            return ownElements(startOf(rank) + from, scratch, elements);
        }
        long copy = position + rank * type.bytes(part) + type.bytes(from - done);
        sent.get(peer, startOf(rank) + from, copy, type, scratch, 0, elements);
        return scratch;
    }
}
