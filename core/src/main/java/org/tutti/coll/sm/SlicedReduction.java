package org.tutti.coll.sm;

import org.tutti.coll.CanonicalFold;
import org.tutti.pattern.Slices;
import org.tutti.segment.Lane;

/**
 * What reduce and allreduce of long messages have in common: the message is cut into fragments, each fragment into one
 * slice a rank, and rank r folds slice r of each. The numbers are those of the protocols in the subclasses.
 */
abstract class SlicedReduction extends Reduction {
    private static final int CUT = 0;
    private static final int STAGE = 1;
    private static final int COLLECT = 2;
    private static final int FOLD = 3;
    private static final int LEAVE = 4;

    private final SmDecision decision;
    private final SharedPlaces sent;
    private final SharedPlaces received;
    private int fragmentCount;
    private int sliceUnit;
    private long fragments;
    private long current;
    private long position;
    private long results;
    private long end;
    private long earlierResults;
    private long earlierStart;
    private long earlierEnd;

    SlicedReduction(Lane lane, SmDecision decision) {
        super(lane);
        this.decision = decision;
        this.sent = new SharedPlaces(lane, 0);
        this.received = new SharedPlaces(lane, 1);
    }

    /** {@return whether this rank wants the result} */
    abstract boolean collects();

    /** {@return whether others want the result} */
    abstract boolean othersCollect();

    /** {@return how many results there are of each slice} */
    int resultsOfSlice() {
        return 1;
    }

    /** {@return which of the results of a slice this rank wants} */
    int ownResult() {
        return 0;
    }

    /** Tells what is known to be consumed once a fragment is folded, given where it ends and where the one before began. */
    abstract void folded(long earlierFragment, long fragmentEnd);

    /** Tells what is known to be consumed once a fragment is collected, which lies before a position. */
    abstract void collected(long fragmentEnd);

    @Override
    public final boolean step() {
        if (phase == CUT) {
            cut();
        }
        while (phase != LEAVE) {
            boolean advanced = switch (phase) {
                case STAGE -> stage();
                case COLLECT -> collect();
                default -> fold();
            };
            if (!advanced) {
                return false;
            }
        }
        if ((sent.areRead() || received.areRead()) && !team.met()) {
            return false;
        }
        team.allRead();
        forget();
        return doneAt(earlierEnd);
    }

    /** Says that all is consumed, and starts to wait for those who read what this rank passes where it lies. */
    private void consume() {
        // 4.
        member.consumed(earlierEnd);
        team.expectConsumed(earlierEnd);
        phase = LEAVE;
    }

    private void findPlaces() {
        boolean inPlace = decision.readsInPlace(root, type.bytes(count));
        sent.setNone();
        received.setNone();
        if (inPlace) {
            sent.find(type, send, sendOffset, count);
        }
        if (inPlace && collects() && othersCollect() && resultsOfSlice() == 1) {
            received.find(type, recv, recvOffset, count);
        }
    }

    private void cut() {
        fragmentCount = decision.reductionFragment(kernel);
        sliceUnit = decision.sliceUnit(kernel, resultsOfSlice());
        fragments = Math.ceilDiv(count, fragmentCount);
        current = 0;
        end = lane.position();
        member.consumed(end); // before it waits for the ring, which others may wait for too
        earlierEnd = end;
        findPlaces();
        place();
        phase = STAGE;
    }

    /** Finds the place of the current fragment in the ring, behind the one before: what is staged, then the results. */
    private void place() {
        earlierResults = results;
        earlierStart = earlierEnd;
        earlierEnd = end;
        if (current == fragments) {
            return;
        }
        int elements = fragmentElements(current);
        long staged = type.bytes((long) sliceUnit * Math.ceilDiv(elements, sliceUnit));
        long result = resultBytes(elements) * resultsOfSlice();
        position = lane.fit(end, staged + result);
        results = position + staged;
        end = results + result;
    }

    private boolean stage() {
        // 1.
        if (current < fragments) {
            if ((current == 0 && !lane.unitFree()) || !lane.ringFree(end)) {
                return false;
            }
            if (!sent.areRead()) {
                contribute(0, sliceFrom(current, rank));
                contribute(sliceFrom(current, rank + 1), fragmentElements(current));
            }
            if (current == 0) {
                sent.put();
                received.put();
                lane.arrive();
            } else {
                member.staged(end);
            }
        }
        if (current > 0 && collects()) {
            team.expectFolded(earlierEnd);
        }
        phase = COLLECT;
        return true;
    }

    private boolean collect() {
        // 2.
        if (current > 0 && collects()) {
            if (!team.met()) {
                return false;
            }
            collectSlices(current - 1);
            collected(earlierEnd);
        }
        if (current == fragments) {
            consume();
            return true;
        }
        if (current == 0) {
            lane.expectAll();
        } else {
            team.expectStaged(end);
        }
        phase = FOLD;
        return true;
    }

    private boolean fold() {
        // 3.
        if (current == 0 ? !lane.allArrived() : !team.met()) {
            return false;
        }
        if (current == 0) {
            sent.lookAtAll();
            received.lookAtAll();
        }
        foldSlice();
        if (othersCollect()) {
            member.folded(end);
        }
        folded(earlierStart, end);
        current++;
        place();
        phase = STAGE;
        return true;
    }

    /** Copies elements of the current fragment to its place in the ring. */
    private void contribute(int from, int to) {
        if (from < to) {
            long index = sendOffset + current * fragmentCount + from;
            member.put(position + type.bytes(from), type, send, index, to - from);
        }
    }

    /** {@return how many bytes the result of the largest slice takes} */
    private long resultBytes(int elements) {
        return type.bytes(Slices.largest(elements, team.size(), sliceUnit));
    }

    /** Folds this rank's slice of the current fragment to wherever it is wanted. */
    private void foldSlice() {
        int start = sliceFrom(current, rank);
        int end = sliceFrom(current, rank + 1);
        int capacity = CanonicalFold.capacity(kernel);
        for (int from = start; from < end; from += capacity) {
            foldPart(from, Math.min(capacity, end - from), type.bytes(from - start));
        }
    }

    /** Folds elements of the slice, whose results begin so many bytes behind those of the slice. */
    void foldPart(int from, int part, long at) {
        Object result = foldBlock(from, part);
        if (othersCollect() && !received.areRead()) {
            putResult(0, at, result, part);
        }
        if (collects()) {
            receiveOfFragment(result, from, part);
        }
    }

    /** Lays results behind what is staged, those of the given number among several for each slice. */
    final void putResult(int number, long at, Object result, int part) {
        member.put(results + number * resultBytes(fragmentElements(current)) + at, type, result, 0, part);
    }

    /** Copies results that this rank has laid to where it receives them. */
    final void takeResult(int number, long at, int from, int part) {
        long index = recvOffset + current * fragmentCount + from;
        team.get(rank, results + number * resultBytes(fragmentElements(current)) + at, type, recv, index, part);
    }

    /** Copies results for elements of the current fragment to where this rank receives them. */
    final void receiveOfFragment(Object result, int from, int part) {
        receive(result, current * fragmentCount + from, part);
    }

    /** Copies the slices of a fragment that the others have folded, beginning with the next rank's. */
    private void collectSlices(long fragment) {
        long mine = earlierResults + ownResult() * resultBytes(fragmentElements(fragment));
        for (int i = 1; i < team.size(); i++) {
            int peer = (rank + i) % team.size();
            int from = sliceFrom(fragment, peer);
            int part = sliceFrom(fragment, peer + 1) - from;
            if (part > 0) {
                long element = fragment * fragmentCount + from;
                received.get(peer, element, mine, type, recv, recvOffset + element, part);
            }
        }
    }

    /** {@return where a rank's slice of a fragment begins, in elements from the fragment's start} */
    private int sliceFrom(long fragment, int slice) {
        return Slices.from(fragmentElements(fragment), team.size(), slice, sliceUnit);
    }

    private int fragmentElements(long fragment) {
        return (int) Math.min(fragmentCount, count - fragment * fragmentCount);
    }

    @Override
    public final Object elements(int peer, long from, Object scratch, int elements) {
        if (peer == rank) {
            return ownElements(current * fragmentCount + from, scratch, elements);
        }
        long element = current * fragmentCount + from;
        sent.get(peer, element, position + type.bytes(from), type, scratch, 0, elements);
        return scratch;
    }
}
